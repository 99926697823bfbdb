// Driving licences: most have a shape and nothing to check.
import { dniLetter, luhnDigit } from '../arithmetic.ts'
import { digit, letter, two, type Draw } from '../draw.ts'
import { lastDigitOff, lastLetterOff, subject, type Subject } from '../subject.ts'

const english =
  "driver license|driver's license|drivers licence|driving licence|driving license|drivers permit"

/** Name, shapes (one of them is drawn), keywords. */
const shapes = `
AUSTRALIA ########,A#######,@##### ${english.replaceAll(' ', '_')}
AUSTRIA @####### führerschein|führerschein_republik_österreich
BELGIUM @######### rijbewijs|rijbewijsnummer|permis_de_conduire|führerschein
BULGARIA @######## шофьорска_книжка|сумпс|свидетелство_за_управление_на_мпс
CROATIA @####### vozačka_dozvola
CYPRUS @########### άδεια_οδήγησης
CZECHIA AA_######,AA###### řidičský_průkaz|číslo_řidičského_průkazu|povolení_řidiče
DENMARK @####### kørekort|kørekortnummer
ESTONIA ET###### juhiluba|juhiloa_number|juhiluba_number
FINLAND @#####-####,@#####-###A ajokortti|ajokortin_numero|körkort
FRANCE @########### permis_de_conduire
GREECE @######## adeia_odigisis
HUNGARY AA###### jogosítvány|jogsi|vezetői_engedély
INDIA MH1@_201########,TN0@201######## ${english.replaceAll(' ', '_').replace('|drivers_permit', '')}
IRELAND @#####AAAA,@######## ceadúnas_tiomána
ITALY AV#######A,U1#######A patente_di_guida|patente_guida_numero|patente_guida
LATVIA AAA###### autovadītāja_apliecība|vadītāja_apliecības_numurs|licences_numurs
LITHUANIA @####### vairuotojo_pažymėjimas
LUXEMBOURG @##### fahrerlaubnis|führerschäin
MALTA x#_###_###,AA###### liċenzja_tas-sewqan
NETHERLANDS @######### rijbewijs|rijbewijsnummer
POLAND @####/##/####,@####/##/####### prawo_jazdy|numer_licencyjny|zezwolenie_na_prowadzenie
PORTUGAL AA-######_#,A-######_# carta_de_condução|licença_de_condução|número_de_licença
ROMANIA A########,@######## permis_de_conducere|numărul_permisului_de_conducere
SLOVAKIA A#######,@####### vodičský_preukaz|číslo_vodičského_preukazu|povolenie_vodiča
SLOVENIA @######## vozniško_dovoljenje
`

/** State by state; those of fewer than five signs and of letters alone are left out. */
const states = `
#######,######## A########,######### A####### A######,AA##### A############ AA######A A########### A#########,##########
###AA#### A#A#A #######A A########## A#####,A######R,########AA,#########A,#########A #############,############## A###### @##########,X########
##AAA##### A############## A#######,A##################,################ ############ AAA###### A####,AA####### #####,###########
######,########## AAAAAAA###AA A##### A#############
`

/** Province by province. */
const provinces = `
#####,#########,######-### ####### #####,####### A######### AAAAA######### A####-#####-#####,A############## A############
######## ###### AAAAAA###AAA
`

export const licences: readonly Subject[] = [
  ...shapes
    .trim()
    .split('\n')
    .map((line) => {
      const [name, templates, words] = line.split(' ') as [string, string, string]
      return licence(
        `${name}_DRIVERS_LICENSE`,
        words.replaceAll('_', ' '),
        templates.replaceAll('_', ' ').split(','),
      )
    }),
  licence('DRIVERS_LICENSE', english, listed(states)),
  licence('CANADA_DRIVERS_LICENSE', `${english}|permis de conduire`, listed(provinces)),
  subject(['GERMANY_DRIVERS_LICENSE', 'führerschein|führerscheinnummer|fuehrerschein'], german, {
    wrong: {
      'wrong check': (draw) => german(draw, draw.number(1, 10)),
      'too short': (draw) => draw.fill('A##xxx'),
    },
  }),
  subject(
    ['SPAIN_DRIVERS_LICENSE', 'permiso de conducción|carnet conducer|licencia de manejo|permiso conducer'],
    spanish,
    {
      wrong: { 'wrong check': lastLetterOff(spanish) },
    },
  ),
  subject(['SWEDEN_DRIVERS_LICENSE', 'körkort|körkortsnummer|körkort nummer'], swedish, {
    wrong: { 'wrong check': lastDigitOff(swedish) },
  }),
  subject(['UK_DRIVERS_LICENSE', english], british, {
    wrong: {
      'no month': (draw) => british(draw, draw.of(['13', '40', '50', '63', '99'])),
      'no day': (draw) => british(draw, '07', draw.of(['00', '32', '45'])),
    },
  }),
]

function listed(templates: string): readonly string[] {
  return templates.trim().split(/[\s,]+/)
}

function milliseconds(draw: Draw): string {
  return `driver's license checked at ${draw.fill('17########@##')}`
}

function licence(id: string, keywords: string, templates: readonly string[]): Subject {
  const value = (draw: Draw): string => draw.fill(draw.of(templates))
  return subject([id, keywords], value, {
    wrong: {
      'too short': (draw) => draw.fill('@#A#'),
      ...(templates.every((template) => /^[#@]+$/.test(template))
        ? { 'one digit': (draw: Draw): string => draw.of(templates).replaceAll(/[#@]/g, '7') }
        : {}),
      'much too long': (draw) => `${value(draw)}${draw.text(24, digit)}`,
    },
    ...(keywords.includes('license') ? { misleading: { 'when it changed': milliseconds } } : {}),
  })
}

/** The tenth sign checks nine, weighed 9 to 1, letters from A = 10, modulo 11; the last counts the copies. */
function german(draw: Draw, off = 0): string {
  const body = draw.fill('A##xxxxxx')
  const sum = Array.from(body).reduce((total, sign, at) => total + (9 - at) * Number.parseInt(sign, 36), 0)
  return body + '0123456789X'[(sum + off) % 11]! + draw.fill('#')
}

function spanish(draw: Draw): string {
  const body = draw.digits(8)
  return body + dniLetter(Number(body))
}

function swedish(draw: Draw): string {
  const body = `${draw.fill('##')}${two(draw.number(1, 12))}${two(draw.number(1, 28))}${draw.fill('###')}`
  return `${body.slice(0, 6)}-${body.slice(6)}${luhnDigit(body)}`
}

/** Surname, decade, month and a woman's 5, day, year, initials, and what tells two of them apart. */
function british(draw: Draw, month?: string, day?: string): string {
  const surname = draw.text(draw.number(3, 5), letter).padEnd(5, '9')
  const months = month ?? two(draw.number(1, 12) + draw.of([0, 50]))
  const days = day ?? two(draw.number(1, 28))
  return `${surname}${draw.fill('#')}${months}${days}${draw.fill('#')}${draw.text(1, letter)}${draw.of(['9', 'J'])}${draw.fill('@AA')}`
}
