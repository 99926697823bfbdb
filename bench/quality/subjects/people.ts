// Names and addresses. They follow no rule that could be checked: the lists here are of common names and large towns of
// several countries, written down for this bench.
import type { Draw } from '../draw.ts'
import { subject, type Subject } from '../subject.ts'

const given =
  'James Emma Oliver Charlotte William Sophia Daniel Laura Thomas Hannah Lukas Katharina Stefan Sabine Pierre Camille Antoine Juliette Marco Giulia Alessandro Francesca Carlos Lucia Miguel Carmen Ricardo Beatriz Anna Peter Robert Linda Susan Patricia Michael Elizabeth'
const family =
  'Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thompson Martinez Robinson Clark Schmidt Schneider Fischer Weber Wagner Becker Dubois Moreau Laurent Lefebvre Rossi Ferrari Esposito Bianchi Garcia Rodriguez Fernandez Lopez Gonzalez Silva Santos Pereira'

const streets: readonly (readonly [street: string, town: string])[] = [
  ['@## Main Street', 'Springfield, IL 627##'],
  ['@### Oak Avenue', 'Denver, CO 802##'],
  ['@# High Street', 'Bristol BS1 #QR'],
  ['@# Victoria Road', 'Leeds LS2 #JT'],
  ['Hauptstraße @#', '10115 Berlin'],
  ['Bahnhofstr. @', '80331 München'],
  ['@# rue de la République', '69002 Lyon'],
  ['@ avenue Victor Hugo', '75016 Paris'],
  ['Via Garibaldi @#', '20121 Milano'],
  ['Calle de Alcalá @#', '28014 Madrid'],
  ['@## George Street', 'Sydney NSW 2000'],
  ['@## King Street West', 'Toronto, ON M5H 1J#'],
]

export const people: readonly Subject[] = [
  subject(['NAME', ''], name, {
    keyword: 'none',
    wrong: {
      'a heading': () => 'TERMS AND CONDITIONS',
      'a product': (draw) => draw.of(['Visual Studio', 'Open Document', 'Internet Explorer', 'Apache Maven']),
      'a place': (draw) => draw.of(['New York', 'San Francisco', 'Los Angeles', 'Saint Petersburg']),
      'a class': (draw) => draw.of(['HttpRequest Handler', 'StringBuilder Factory']),
      'a beginning': (draw) => draw.of(['May We', 'Will There', 'Mark As', 'Grant All']),
      'an agency': () => 'European Central Bank',
    },
  }),
  subject(['ADDRESS', ''], address, {
    keyword: 'none',
    wrong: {
      'no town': (draw) => draw.fill(draw.of(streets)[0]),
      'no street': (draw) => draw.fill(draw.of(streets)[1]),
      'a page': (draw) => `page ${draw.fill('@##')}, table ${draw.fill('@')}`,
      'a path': (draw) => draw.fill('@## ways/to/street 1234#'),
    },
  }),
]

function name(draw: Draw): string {
  const first = draw.of(given.split(' '))
  return draw.of([first, `${first} ${draw.fill('A')}.`]).concat(' ', draw.of(family.split(' ')))
}

function address(draw: Draw): string {
  const [street, town] = draw.of(streets)
  // A capital A stands for a letter in templates.
  return [street, town].map((part) => part.replaceAll(/[#@]/g, (sign) => draw.fill(sign))).join(', ')
}
