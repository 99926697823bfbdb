// A text, or one row of named cells, as the one passage of its content.
import type { Location } from '../../model/location.ts'
import { cellSeparator, type Passage } from '../../model/passage.ts'
import type { NonEmpty } from '../../model/managed-identifier.ts'
import type { ExplainedText, NamedText } from './explanation.ts'

export function textPassage(text: ExplainedText): Passage {
  return typeof text === 'string' ? prosePassage(text) : rowPassage(text)
}

function prosePassage(text: string): Passage {
  const bytes = Buffer.from(text)
  return {
    ...wholeOf(bytes),
    layout: 'prose',
    segments: undefined,
    locate(start, end): Location {
      const lines = bytes.toString('utf8', 0, start).split(/\r\n|[\r\n]/)
      const inner = bytes.toString('utf8', start, end).split(/\r\n|[\r\n]/).length - 1
      const startColumn = Array.from(lines.at(-1)!).length + 1
      return { kind: 'lines', start: lines.length, end: lines.length + inner, startColumn }
    },
  }
}

function rowPassage(cells: NonEmpty<NamedText>): Passage {
  const texts = cells.map((cell) => Buffer.from(cell.text))
  const starts = new Int32Array(cells.length)
  const ends = new Int32Array(cells.length)
  let at = 0
  texts.forEach((text, index) => {
    starts[index] = at
    ends[index] = at + text.length
    at += text.length + 1
  })
  const separator = Buffer.of(cellSeparator)
  return {
    ...wholeOf(Buffer.concat(texts.flatMap((text) => [text, separator]))),
    layout: 'table',
    segments: {
      count: cells.length,
      starts,
      ends,
      contexts: Int32Array.from(cells, (_, index) => index),
      table: { size: cells.length, names: (context) => cells[context]?.names ?? [] },
    },
    locate(start): Location {
      const index = starts.findLastIndex((each) => each <= start)
      const columnName = cells[index]?.names.at(-1)
      const place = { kind: 'cell', row: 1, column: index + 1 } as const
      return columnName === undefined ? place : { ...place, columnName }
    },
  }
}

function wholeOf(
  bytes: Uint8Array,
): Pick<Passage, 'bytes' | 'start' | 'from' | 'to' | 'end' | 'atStart' | 'atEnd'> {
  return { bytes, start: 0, from: 0, to: bytes.length, end: bytes.length, atStart: true, atEnd: true }
}
