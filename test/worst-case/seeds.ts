// Where the search for the worst bytes begins: nothing but one thing, the beginnings of what is looked for, everything
// that is looked for at once, and what readers stumble over.
import { parseShape } from '../../src/detection/engine/shape-syntax.ts'
import { managedIdentifiers } from '../../src/detection/managed/index.ts'
import { sampleShape } from '../differential/sample-shape.ts'
import { seededRandom } from '../seeded-random.ts'
import type { Recipe } from './recipe.ts'
import { inBytes, instances, keywords, popularKeywords } from './words.ts'

export function seedRecipes(): readonly Recipe[] {
  return [...texts.flatMap(([name, ...pieces]) => inEveryWay(name, pieces)), ...formRecipes(), ...structures]
}

const random = seededRandom('worst')
const bytes = (length: number, alphabet: string): string =>
  random.several(Array.from(alphabet), length).join('')
const allBytes = String.fromCharCode(...Array.from({ length: 224 }, (_, i) => i + 32))

const texts: readonly (readonly [name: string, ...pieces: string[]])[] = [
  ['one letter', 'a'],
  ['one capital letter', 'A'],
  ['changing case', 'aA'],
  ['one digit', '1'],
  ['random digits', bytes(4_096, '0123456789')],
  ['digits, one each', '1 '],
  ['digits in fours', '4111 '],
  ['digits in eights', '41111111 '],
  ['random digits in groups', bytes(4_096, '0123456789    ')],
  ['random digits with all separators', bytes(4_096, '0123456789 -./:')],
  ['letters and digits', bytes(4_096, 'ABCDEF0123456789  ')],
  ['decimals', '.5'],
  ['dotted numbers', '1.2.'],
  ['dates', '12/12/2020 '],
  ['account numbers begin', 'GB11 '],
  ['account numbers begin, together', 'GB11'],
  ['account numbers', 'GB11GB11GB11GB11GB11 '],
  ['a popular keyword and a number', `${popularKeywords[0]} 123456789 `],
  ['a number and a popular keyword', `123456789 ${popularKeywords[0]} `],
  ['popular keywords', ...popularKeywords.map((word) => `${word} `)],
  ['popular keywords and digits', ...popularKeywords.map((word) => `${word} 12345678 `)],
  ['all keywords', ...keywords.map((word) => `${word} `)],
  ['all keywords, each with a number', ...keywords.map((word) => `${word} 123456789 `)],
  ['all keywords in one word', ...keywords.map((word) => word.replaceAll(' ', ''))],
  ['all instances', ...instances.map((instance) => `${instance} `)],
  [
    'all instances with all keywords',
    ...instances.map((instance, i) => `${instance} ${keywords[i % keywords.length]} `),
  ],
  ['keyword and marks', `${popularKeywords[0]}\xcc\x81`],
  ['tokens begin', 'eyJ-'],
  ['tokens begin, dotted', 'eyJ.'],
  ['a long token', `eyJ${'a'.repeat(399)}`],
  ['long tokens, cut short', `eyJ${'a'.repeat(399)}.`],
  ['keys begin', '-----BEGIN PRIVATE KEY-----'],
  ['keys begin, on lines', '-----BEGIN RSA PRIVATE KEY-----\nMIIB\n'],
  ['a password', `password ${'a'.repeat(100)} `],
  ['passwords', 'password password='],
  ['at signs', '@'],
  ['addresses begin', 'a@'],
  ['addresses', 'a.b@c.d '],
  ['dashes', '-'],
  ['blanks', ' '],
  ['line breaks', '\n'],
  ['quotes', '"'],
  ['commas', ','],
  ['Chinese', '\xe6\xbc\xa2\xe5\xad\x97'],
  ['Chinese and digits', '\xe6\xbc\xa21'],
  ['accents', '\xc3\xa9'],
  ['accents and digits', '\xc3\xa91'],
  ['Cyrillic words', '\xd0\xba\xd0\xbb\xd1\x8e\xd1\x87 '],
  ['continuations', '\x80'],
  ['lead bytes', '\xc3'],
  ['codes and places', '12345 A '],
  ['capitalised words', 'Foo Bar '],
  ['capitals with dots', 'A. B. '],
  ['given names', 'Mary Anna Laura Peter '],
  ['lines of given names', 'Mary Anna Laura Peter Mark Paul Linda Susan\n'],
  ['given names behind a sign', '_Mary Anna Laura Peter Mark Paul Linda\n'],
  ['names without end', 'John Smith '],
  ['names, one each', 'John Smith, '],
  ['nearly names', 'Grant Field, '],
  ['names with particles', 'Maria de la Cruz, '],
  ['titles', 'Dr. Mr. Prof. '],
  ['given names and particles', 'Maria de la '],
  ['joined given names', 'Anna-Maria-Luisa '],
  ['postal addresses', '1 Elm St, Boise, ID 83704\n'],
  ['addresses, cut short', '1 Elm St, Boise, 12345 Foo\n'],
  ['streets and codes', '1 A Street 12345 B '],
  ['streets, codes and many words', '1 A B C D Street E F G H I, J K L M, AL 12345 '],
  ['codes behind a street', `1 Elm Street ${'12345 Foo '.repeat(11)}`],
  ['German streets and codes', 'Ring 1 10115 B '],
  ['French streets and codes', '1 rue a b c d 75001 b '],
  ['Italian streets and codes', 'via a 1 b 2 c 3 d 4, 10123 B '],
  ['British codes', '1 A Road B, A1 1AA '],
  ['random bytes', bytes(4_096, allBytes)],
  ['random letters', bytes(4_096, 'etaoinshrdlu ETAOIN')],
]

function inEveryWay(name: string, pieces: readonly string[]): readonly Recipe[] {
  const cell = pieces.join('').replaceAll(/["\n\\]/g, ' ')
  return [
    { name, way: 'text', pieces },
    { name, way: 'cell', pieces: [cell] },
    { name, way: 'table of all keywords', pieces: rowsOf(cell) },
    { name, way: 'list under all keywords', pieces: [`,"${cell.slice(0, 200)}"`] },
  ]
}

/** Cells of at most so many bytes, forty in a row. */
function rowsOf(text: string): readonly string[] {
  const long = text.repeat(Math.ceil(400 / text.length))
  const cells = Array.from({ length: 40 }, (_, i) => long.slice((i * 24) % 200, ((i * 24) % 200) + 24))
  return [`"${cells.join('","')}"\n`]
}

/** Of each form a text of its shape, whole and without its end. */
function formRecipes(): readonly Recipe[] {
  return managedIdentifiers.flatMap(({ id, forms, keywords: own }) =>
    forms.flatMap(({ pattern }, index): readonly Recipe[] => {
      const sample = Buffer.from(sampleShape(parseShape(pattern), random)).toString('latin1')
      const keyword = inBytes(own[0] ?? '')
      const name = `form ${index} of ${id}`
      const way = 'text'
      return [
        { name, way, pieces: [`${keyword} ${sample} `] },
        { name: `${name}, cut short`, way, pieces: [`${keyword} ${sample.slice(0, -1)} `] },
        { name: `beginnings of ${name}`, way, pieces: [sample.slice(0, 4)] },
        { name: `beginnings of ${name}, apart`, way, pieces: [`${sample.slice(0, 4)}-`] },
      ]
    }),
  )
}

const structures: readonly Recipe[] = [
  { name: 'arrays in arrays', way: 'list', pieces: [`,${'['.repeat(200)}${']'.repeat(200)}`] },
  { name: 'objects in objects', way: 'list', pieces: [`,${'{"ssn":'.repeat(60)}1${'}'.repeat(60)}`] },
  { name: 'empty strings', way: 'list', pieces: [',""'] },
  { name: 'numbers', way: 'list', pieces: [',1'] },
  { name: 'escaped digits', way: 'string', pieces: ['\\u0031'] },
  { name: 'escaped quotes', way: 'string', pieces: ['\\"'] },
  { name: 'backslashes', way: 'string', pieces: ['\\\\'] },
  { name: 'names', way: 'object', pieces: Array.from({ length: 500 }, (_, i) => `,"name ${i}":1`) },
  { name: 'lines of one value', way: 'lines', pieces: ['{"ssn":"1"}\n'] },
  { name: 'malformed lines', way: 'lines', pieces: ['{"ssn" 1}\n'] },
  { name: 'opening quotes', way: 'table', pieces: ['"a,'] },
  { name: 'quotes in quotes', way: 'table', pieces: ['"""",'] },
  { name: 'rows of one cell', way: 'table', pieces: ['1\n'] },
  { name: 'separators', way: 'table', pieces: ['\x1f\x1e'] },
]
