// Delimiter-separated text as programs write it, and as nobody should.
import type { Random } from '../seeded-random.ts'

export function randomCsv(random: Random, delimiter: string): string {
  return random.of([writtenCsv, damagedCsv, anyCsv])(random, delimiter)
}

/** So little is wrong that much is read by the rules before it shows. */
function damagedCsv(random: Random, delimiter: string): string {
  const characters = Array.from(writtenCsv(random, delimiter))
  for (let changes = 1 + random.below(3); changes > 0; changes--) {
    const added = random.of(['"', '"', '"', '""', delimiter, '\n', '\r', 'a'])
    characters.splice(random.below(characters.length + 1), random.below(2), added)
  }
  return characters.join('')
}

/** Rows of one width, quoted where they must be and now and then elsewhere. */
function writtenCsv(random: Random, delimiter: string): string {
  const width = 1 + random.below(6)
  const lineBreak = random.of(['\n', '\r\n', '\r'])
  const quotesMore = random.chance(0.3)
  const cellOf = (): string => {
    const cell = cellText(random, delimiter)
    const mustQuote = cell.includes(delimiter) || /["\r\n]/.test(cell)
    return mustQuote || quotesMore ? `"${cell.replaceAll('"', '""')}"` : cell
  }
  const rows = Array.from({ length: 1 + random.below(12) }, () =>
    Array.from({ length: width }, cellOf).join(delimiter),
  )
  return rows.join(lineBreak) + (random.chance(0.5) ? lineBreak : '')
}

function cellText(random: Random, delimiter: string): string {
  if (random.chance(0.05)) return random.of(['ssn', '536-22-1234', ' id ', 'naïve'])
  const length = random.of([0, 1, 3, 10, random.chance(0.05) ? 3_000 : 20])
  return random.several([...characters, delimiter], length).join('')
}

const characters = [
  'a',
  'B',
  'é',
  '漢',
  '\u{1f600}',
  '7',
  '7',
  ' ',
  '.',
  '\t',
  ';',
  '|',
  '"',
  '\n',
  '\u001e',
  '\u001f',
]

/** Quotes, delimiters and line breaks anywhere. */
function anyCsv(random: Random, delimiter: string): string {
  const pieces = [
    'a',
    'b',
    'é',
    '\u{1f600}',
    '1',
    ' ',
    '"',
    '"',
    '""',
    delimiter,
    delimiter,
    '\n',
    '\r',
    '\r\n',
    '\u001f',
  ]
  return random.several(pieces, random.of([1, 2, 4, 8, 16, 64, 200])).join('')
}
