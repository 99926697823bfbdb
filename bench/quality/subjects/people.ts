// Names and addresses. They follow no rule that could be checked: the lists here are of common names and large towns of
// several countries, and of what else is written with capitals, put together for this bench.
import type { Draw } from '../draw.ts'
import { subject, type Subject } from '../subject.ts'

/** Of one country each, so that a given name has a surname it goes with. */
const people: readonly (readonly [given: string, family: string])[] = [
  [
    'James Emma Oliver Charlotte William Sophia Daniel Laura Thomas Hannah Peter Robert Linda Susan Patricia Michael Elizabeth Kevin Deborah Gareth Siobhan',
    "Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thompson Robinson Clark O'Brien McDonald Fitzgerald Ashworth Pickering Holloway",
  ],
  [
    'Lukas Katharina Stefan Sabine Jürgen Anneliese Uwe Birgit Dieter Käthe Karl-Heinz Wolfgang Monika',
    'Schmidt Schneider Fischer Weber Wagner Becker Müller Schäfer Großmann Vogel Lehmann Krüger Hoffmann Zimmermann Köhler',
  ],
  [
    'Pierre Camille Antoine Juliette François Amélie Jean-Luc Hélène Thierry Mathilde Benoît Chloé',
    'Dubois Moreau Laurent Lefebvre Lefèvre Girard Bonnet Rousseau Fontaine Chevalier Gauthier Perrin',
  ],
  [
    'Marco Giulia Alessandro Francesca Matteo Chiara Giovanni Elisa Paolo Federica',
    'Rossi Ferrari Esposito Bianchi Colombo Ricci Marino Conti Lombardi Moretti',
  ],
  [
    'Carlos Lucía Miguel Carmen Ricardo Beatriz José Pilar Javier Inés Sergio Rocío',
    'García Rodríguez Fernández López González Martínez Sánchez Pérez Gómez Herrera Castillo',
  ],
  [
    'João Ana Tiago Mariana Rui Catarina Agnieszka Piotr Katarzyna Marek Lars Ingrid Sven Astrid Bart Anneke',
    'Silva Santos Pereira Oliveira Kowalski Nowak Wiśniewski Johansson Lindqvist Andersen Visser Janssen',
  ],
  [
    'Priya Rahul Amit Fatima Mohammed Aisha Yusuf Wei Mei Hiroshi Yuki Kwame Chidi',
    'Sharma Patel Gupta Khan Hussain Ahmed Chen Zhang Wang Tanaka Suzuki Mensah Okafor',
  ],
]

const companies =
  'Morgan Stanley|Wells Fargo|Goldman Sachs|Harley Davidson|Johnson Controls|Fischer Optik GmbH|Becker Logistics|Costa Coffee|Marks and Spencer|Ernst and Young|Thomas Cook Group|Larsen Energy Ltd|Charles River Laboratories|Dow Jones Index|Abbott Laboratories|Santos Print Ltd|Garcia Foods Inc'
const places =
  'New York|San Francisco|Los Angeles|Saint Petersburg|Santa Monica|Jackson Hole|Fort Wayne|Victoria Falls|Lake Charles|Mount Elizabeth|Port Elizabeth|San Antonio|St. Louis|Baden Baden|North Carolina|West Virginia|Monte Carlo|Charlotte Airport'
const streetNames =
  'rue Victor Hugo|avenue Jean Moulin|Via Giuseppe Verdi|Calle Diego Velázquez|John Wilson Street|Martin Luther King Boulevard|Anna Maria Island|Henry Clay Avenue|place Charles Michels|Robert Koch Platz'
const products =
  'Visual Studio|Open Document|Internet Explorer|Apache Maven|Rose Gold Watch|Jack Daniels Honey|Adobe Illustrator|Mercedes Benz|Black Berry Curve|Ruby on Rails|Windows Server|Office Chair Marcus Black|Aston Martin|Apple Pay'
const headings =
  'TERMS AND CONDITIONS|Grant Application Form|Page Layout Options|Frank Discussion of Results|Will and Testament|Summer Sale Starts Now|Case Law Review|Rich Text Format|Chase Credit Report|Dear Hiring Manager|Mark All As Read|Annual Summary Of Sales|Sterling Silver Rings|Christian Science Monitor'
const calendar =
  'May June July|Monday April|August Bank Holiday|Saturday March|January May|Sunday June Edition|Good Friday April|Easter Sunday'
const code =
  'HttpRequest Handler|StringBuilder Factory|ThomasAnderson|new Martin.Davis()|get_John_Smith|class Peter extends Robert|import Laura from|Robert::Clark|JOHN_SMITH|user.James.Brown|James_Brown Test|Daniel2 Wilson3'
const institutions =
  'European Central Bank|George Mason University|Johns Hopkins Hospital|Max Planck Institute|Saint Mary Church|Bill Gates Foundation|Nelson Mandela Bridge|Charles Darwin Award|Ford Foundation|Robert Schumann School|King Edward Hospital|Thomas Edison College'
const beginnings =
  'May We|Will There|Mark As|Grant All|Will Smith|Art Is|Bill To|Drew On|Pat Down|Rob Them|Sue Over|Jack Up'
const sentences =
  'Thomas said hello|he met Laura yesterday|for Mr. Wilson only|with Daniel and Robert|Michael, Peter and Linda|die Familie Schneider wartet|chez Camille hier|ask Anderson about it'

/** House number and street, what parts them from the town, the town with its code. */
const addresses: readonly (readonly [street: string, town: string])[] = [
  ['@## Main Street', 'Springfield, IL 627##'],
  ['@### Oak Avenue', 'Denver, CO 802##'],
  ['@### NW 12th Ave', 'Portland, Oregon 972##-####'],
  ['@## Peachtree Rd NE Apt 4B', 'Atlanta, GA 303##'],
  ['@### Old Mill Lane, Suite 210', 'Santa Fe, New Mexico 875##'],
  ['@# High Street', 'Bristol BS1 #QR'],
  ['@# Victoria Road', 'Leeds LS2 #JT'],
  ['Flat 2, @# Leith Walk', 'Edinburgh EH6 5HB'],
  ['@# Church Lane, Little Marlow', 'Buckinghamshire SL7 3RZ'],
  ['Hauptstraße @#', '10115 Berlin'],
  ['Bahnhofstr. @', '80331 München'],
  ['Am Alten Markt @', '50667 Köln'],
  ['Karl-Liebknecht-Straße @#a', '04107 Leipzig'],
  ['Goethe Allee @#', '22765 Hamburg'],
  ['@# rue de la République', '69002 Lyon'],
  ['@ avenue Victor Hugo', '75016 Paris'],
  ['@ bis boulevard Saint-Michel', '31000 Toulouse'],
  ['@#, chemin des Vignes', '13100 Aix-en-Provence'],
  ['Via Garibaldi @#', '20121 Milano'],
  ['Corso Vittorio Emanuele @#', '10128 Torino TO'],
  ['Piazza del Duomo @', '50122 Firenze (FI)'],
  ['Calle de Alcalá @#', '28014 Madrid'],
  ['Avda. de la Constitución @#, 3º B', '41001 Sevilla'],
  ['Paseo de Gracia @#', '08007 Barcelona'],
  ['@## George Street', 'Sydney NSW 2000'],
  ['Unit 7, @# Beach Road', 'Bondi NSW 2026'],
  ['@## King Street West', 'Toronto, ON M5H 1J#'],
  ['@### rue Sainte-Catherine', 'Montréal, QC H3B 1A#'],
]

const remarks =
  '12 Monkeys Avenue, a film of 1995|order 10115 Berlin, 12 pieces|Section 12 of the Road Traffic Act, London 2004|Platz 5 der Liste, 12500 Besucher|Am Montag 3, dann 10115 mal|commit 75001 Fix the Place 5 module|Route 66, 12345 miles|rue 12 et 75001 personnes|via HTTP 2, 10123 Requests a second|SKU 44-45127 Essen table, 3 pieces|Line 12 Street View tiles, 20500 Pixels|Fig. 3 Court Drive, v2.0.12345 Release|Room 12, Building 3, 4th Floor|1 Way Ticket 12345 A|Calle 13, 28013 discos|5 Star Hotel, NSW 2000 rooms|PO Box 1234, Springfield, IL 62704|12 Angry Men, IL 62704'

const oneOf =
  (list: string): Subject['value'] =>
  (draw) =>
    draw.of(list.split('|'))

export const peopleSubjects: readonly Subject[] = [
  subject(['NAME', ''], name, {
    keyword: 'none',
    wrong: {
      'a company': oneOf(companies),
      'a place': oneOf(places),
      'a street': oneOf(streetNames),
      'a product': oneOf(products),
      'a heading': oneOf(headings),
      'a date': oneOf(calendar),
      'a name of code': oneOf(code),
      'an institution': oneOf(institutions),
      'a beginning': oneOf(beginnings),
      'half a name': oneOf(sentences),
    },
  }),
  subject(['ADDRESS', ''], address, {
    keyword: 'none',
    wrong: {
      'no town': (draw) => filled(draw, draw.of(addresses)[0]),
      'no street': (draw) => filled(draw, draw.of(addresses)[1]),
      'no house number': (draw) =>
        `${draw.of(['Main Street', 'rue de Rivoli', 'Hauptstraße', 'Via Roma'])}, ${filled(draw, draw.of(addresses)[1])}`,
      'no code': (draw) => {
        const [street, town] = draw.of(addresses)
        return `${filled(draw, street)}, ${town.replaceAll(/ ?[\d#-]{4,}| [A-Z]{1,2}\d[\dA-Z#]* [#\d][A-Z#\d]{2}/g, '')}`
      },
      'a remark': oneOf(remarks),
      'a page': (draw) => `page ${draw.fill('@##')}, table ${draw.fill('@')}`,
      'a path': (draw) => draw.fill('@## ways/to/street 1234#'),
      'a log': (draw) => draw.fill('4# GET /street 12### Accepted'),
      'far apart': (draw) => {
        const [street, town] = draw.of(addresses)
        return `${filled(draw, street)} is where they all met on a fine day, and they never came to ${filled(draw, town)}`
      },
    },
  }),
]

function name(draw: Draw): string {
  const [given, family] = draw.of(people)
  const first = draw.of(given.split(' '))
  const last = draw.of(family.split(' '))
  return draw.of([
    `${first} ${last}`,
    `${first} ${last}`,
    `${first} ${draw.fill('A')}. ${last}`,
    `${first} ${draw.of(given.split(' '))} ${last}`,
    `${first} ${draw.of(['van der', 'de', 'von'])} ${last}`,
    `${first} ${last}-${draw.of(family.split(' '))}`,
  ])
}

function address(draw: Draw): string {
  return draw
    .of(addresses)
    .map((part) => filled(draw, part))
    .join(draw.of([', ', ', ', '\n']))
}

/** A capital A stands for a letter in templates. */
function filled(draw: Draw, template: string): string {
  return template.replaceAll(/[#@]/g, (sign) => draw.fill(sign))
}
