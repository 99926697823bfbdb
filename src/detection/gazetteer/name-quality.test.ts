// How often names and addresses are right, on sentences of several kinds and languages from one seed.
//
// The fact to know: its lists are its own and nothing of the gazetteers, but common names are in both, so it tells more
// of the rules than of how many names are known.
import { describe, expect, test } from 'vitest'
import { findIn, record, table, text, type Content } from '../../../test/passages.ts'
import { seededRandom, type Random } from '../../../test/seeded-random.ts'
import { createDetector } from '../detector.ts'

const detector = createDetector({ managed: ['NAME', 'ADDRESS'], custom: [] })

const people: readonly (readonly [given: readonly string[], surnames: readonly string[]])[] = [
  [
    [
      'James',
      'Mary',
      'Linda',
      'Oliver',
      'Grace',
      'Ethan',
      'Priscilla',
      'Duncan',
      'Harriet',
      'Kyle',
      'Imogen',
      'Dwayne',
    ],
    [
      'Whitfield',
      'Okonedo',
      'Harrington',
      'Pemberton',
      'Lee',
      'Brown',
      'Stokes',
      'Vance',
      'McAllister',
      "O'Leary",
      'Young',
      'Abernathy',
    ],
  ],
  [
    [
      'Jürgen',
      'Anneliese',
      'Ulrich',
      'Saskia',
      'Björn',
      'Heidrun',
      'Lothar',
      'Käthe',
      'Karl-Heinz',
      'Mareike',
    ],
    [
      'Schäfer',
      'Brandstetter',
      'Großmann',
      'Vogelsang',
      'Krämer',
      'Lindner',
      'Meier-Schulz',
      'Öztürk',
      'Zeller',
      'Obermaier',
    ],
  ],
  [
    ['Aurélie', 'Thibault', 'Geneviève', 'Maxime', 'Jean-Luc', 'Océane', 'Bérénice', 'Ghislain', 'Yannick'],
    [
      'Lefèvre',
      'Delacroix',
      'Beaumont',
      'Charpentier',
      'Rousselot',
      'Dubois',
      'Marchand',
      'de Villiers',
      'Guillaume',
    ],
  ],
  [
    [
      'Gianluca',
      'Ludovica',
      'Fabrizio',
      'Carmela',
      'Rocío',
      'Íñigo',
      'Montserrat',
      'Jesús',
      'Almudena',
      'Luigi',
    ],
    [
      'Bianchi',
      'De Luca',
      'Santangelo',
      'Quiñones',
      'Echeverría',
      'Ruiz',
      'Ferrante',
      'del Bosque',
      'Villanueva',
      'Colombo',
    ],
  ],
]

const nameSentences = [
  'The contract was signed by % on Monday.',
  'Please ask %, who runs the branch in Leeds.',
  'Dear %,\nthank you for your order.',
  'Patient: %\nRoom: 12',
  '2026-03-12 14:02:11 INFO login of user "%" succeeded',
  '<p>Written by <b>%</b></p>',
  "INSERT INTO people VALUES (7, '%', 42);",
  'From: % <someone@example.com>',
  '# reviewed by % (see below)',
  'Herr % wohnt jetzt in Kassel.',
  'Nous avons rencontré % hier soir.',
  'Il signor % arriva domani.',
  'owner: %',
]

const notNames = [
  'The Annual General Meeting takes place in New York in May.',
  'Open the File Menu and choose Save As.',
  'class UserService extends BaseService implements Runnable {}',
  'He moved from San Francisco to Salt Lake City.',
  'Click Next, then Grant Access to the Mark Down Editor.',
  'import { Will } from "./will.ts"',
  'United Nations Security Council Resolution 1325',
  'Microsoft Word and Google Chrome are closed.',
  'The Max Planck Institute opened in March.',
  'Error: Hash Table Full, Page Fault at 0x41',
  'Summer Sale: Rose Garden Chairs from Green Valley',
  'Monday Morning Briefing, Room Jordan River',
  'He read Page Long and Case Law.',
  'Die Deutsche Bahn fährt heute nicht.',
  'La Comédie Française joue ce soir.',
  'Victoria Station is near Hyde Park Corner.',
]

const addresses = [
  '4821 Larkspur Drive, Boise, ID 83704',
  '17 W 9th Ave Unit 3, Spokane, Washington 99201-1107',
  '2200 Old Mill Road\nAustin, TX 78745',
  '56 Collins Street, Melbourne VIC 3000',
  'Unit 4, 12 Wattle Grove, Fremantle WA 6160',
  '880 Granville Street, Vancouver, BC V6Z 1K3',
  '1450 rue Sherbrooke Ouest, Montréal, QC H3G 1K4',
  '24 Rue des Martyrs, 75009 Paris',
  '3 bis avenue Jean Jaurès, 69007 Lyon',
  '118 boulevard Saint-Germain\n75006 Paris',
  'Lindenallee 44, 45127 Essen',
  'Karl-Marx-Str. 7a, 12043 Berlin',
  'Am Alten Markt 3\n50667 Köln',
  'Via dei Mille 21, 10123 Torino (TO)',
  'Corso Vittorio Emanuele II 8, 20122 Milano',
  'Calle de Alcalá 120, 2º A, 28009 Madrid',
  'Avda. Diagonal 405, 08008 Barcelona',
  '7 Magdalen Road, Oxford OX4 1RW',
  '31 King Street, Knutsford, Cheshire WA16 6DW',
  'Flat 2, 90 Leith Walk, Edinburgh EH6 5HB',
]
const addressSentences = [
  'Send it to % please.',
  'Delivery address: %',
  '{"shipTo": "%"}',
  '<td>%</td>',
  'He has lived at % since 1998.',
  'adresse=%;',
]
const notAddresses = [
  'Springfield, IL 62704 is a postal code.',
  'Section 12 of the Road Traffic Act, London 2004',
  'order 12345 Berlin was shipped',
  'The Main Street of Boise has 12 shops and 83704 visitors.',
  'commit 10115 Fix a bug in the Platz 5 module',
  'Fig. 3 Court Drive, v2.0.12345 Release',
  'rue 12 et 75001 personnes',
  'via HTTP 2, 10123 Requests a second',
  'SKU 44-45127 Essen table, 3 pieces',
  'Call 12 Monkeys Avenue at 555 12345',
]

function nameOf(random: Random): string {
  const [given, surnames] = random.of(people)
  const middle = random.chance(0.2) ? ` ${random.of(['A.', 'J.', 'M', random.of(given)])}` : ''
  return `${random.of(given)}${middle} ${random.of(surnames)}`
}

interface Labelled {
  readonly content: Content
  readonly wanted: readonly string[]
}

function nameCases(random: Random): readonly Labelled[] {
  const cases: Labelled[] = notNames.map((sentence) => ({ content: text(sentence), wanted: [] }))
  for (const sentence of nameSentences) {
    for (let turn = 0; turn < 12; turn++) {
      const name = nameOf(random)
      cases.push({ content: text(sentence.replace('%', () => name)), wanted: [name] })
    }
  }
  for (let turn = 0; turn < 20; turn++) {
    const name = nameOf(random)
    const written = random.of([name, name, name.toUpperCase()])
    const rows = [[`${turn}`, written, random.of(notNames)]]
    cases.push({
      content: table(['id', random.of(['customer_name', 'Full Name', 'Patient']), 'note'], rows),
      wanted: [written],
    })
    cases.push({ content: record({ employee: { name, product: random.of(notNames) } }), wanted: [name] })
  }
  return cases
}

function addressCases(): readonly Labelled[] {
  const sentences = addressSentences.flatMap((sentence) =>
    addresses.map((address) => ({ content: text(sentence.replace('%', () => address)), wanted: [address] })),
  )
  const cells = addresses.map((address) => ({
    content: table(['id', 'address'], [['1', address]]),
    wanted: [address],
  }))
  return [
    ...sentences,
    ...cells,
    ...notAddresses.map((sentence) => ({ content: text(sentence), wanted: [] })),
  ]
}

async function qualityOf(id: string, cases: readonly Labelled[]) {
  let [right, wrong, missed] = [0, 0, 0]
  const failures: string[] = []
  for (const { content, wanted } of cases) {
    const found = (await findIn(detector, content)).filter((each) => each.id === id).map((each) => each.text)
    right += found.filter((each) => wanted.includes(each)).length
    const more = found.filter((each) => !wanted.includes(each))
    const lacking = wanted.filter((each) => !found.includes(each))
    wrong += more.length
    missed += lacking.length
    failures.push(...more.map((each) => `wrong: ${each}`), ...lacking.map((each) => `missed: ${each}`))
  }
  return { f1: (2 * right) / (2 * right + wrong + missed), right, wrong, missed, failures }
}

describe('of generated sentences', () => {
  test('the names found have an F1 of at least 0.9', async () => {
    const quality = await qualityOf('NAME', nameCases(seededRandom('quality of names')))
    expect(quality.f1 > 0.9 ? [] : quality.failures).toEqual([])
    expect(quality.right + quality.missed).toBeGreaterThan(150)
  })

  test('the addresses found have an F1 of at least 0.9', async () => {
    const quality = await qualityOf('ADDRESS', addressCases())
    expect(quality.f1 > 0.9 ? [] : quality.failures).toEqual([])
    expect(quality.right + quality.missed).toBeGreaterThan(120)
  })
})
