// Delimiter-separated text read the plain way: all of it at once, one character after the other.
//
// The fact to know: a quote counts only as the first character of a cell, what stands between a closing quote and the
// end of its cell belongs to the cell, and a quote that is never closed is a character like any other.
import { looksSensitive, type Reading } from '../readings.ts'

interface Cell {
  readonly text: string
  readonly row: number
  readonly column: number
}

/** The first row is a header where it holds a letter and nothing sensitive. */
export function csvReadings(content: string, delimiter: string): Reading[] {
  // They are our own separators.
  const text = content.replaceAll('\u001e', ' ').replaceAll('\u001f', ' ')
  const { cells, firstRowEnd } = parse(text, delimiter)
  const first = cells.filter(({ row }) => row === 1)
  const isHeader =
    first.some((cell) => /\p{L}/u.test(cell.text.trim())) &&
    !first.some((cell) => looksSensitive(Buffer.from(cell.text)))
  const names = new Map(isHeader ? first.map(({ column, text: name }) => [column, nameOf(name)]) : [])
  const data = cells
    .filter(({ row }) => !isHeader || row > 1)
    .map((cell): Reading => {
      const name = names.get(cell.column) ?? ''
      const place = { kind: 'cell' as const, row: cell.row, column: cell.column }
      return name === ''
        ? { text: cell.text, names: [], location: place }
        : { text: cell.text, names: [name], location: { ...place, columnName: name } }
    })
  if (!isHeader) return data
  const header = text.slice(0, firstRowEnd)
  const lastLine = header.replace(/(?:\r\n|\r|\n)$/, '').split(/\r\n|\r|\n/).length
  return [{ text: header, location: { kind: 'lines', start: 1, end: lastLine, startColumn: 1 } }, ...data]
}

/** Longer names lose their end. */
const longestNameBytes = 1_024

function nameOf(cell: string): string {
  return Buffer.from(cell).subarray(0, longestNameBytes).toString().trim()
}

/** Cells that are not empty. */
function parse(text: string, delimiter: string): { readonly cells: Cell[]; readonly firstRowEnd: number } {
  const cells: Cell[] = []
  let [at, row, column, firstRowEnd] = [0, 1, 1, text.length]
  while (at < text.length) {
    const cell = cellAt(text, at, delimiter)
    if (cell.text !== '') cells.push({ text: cell.text, row, column })
    at = cell.end
    if (text[at] === delimiter) {
      at++
      column++
      continue
    }
    at += text.startsWith('\r\n', at) ? 2 : 1
    if (row === 1) firstRowEnd = Math.min(at, text.length)
    row++
    column = 1
  }
  return { cells, firstRowEnd }
}

function cellAt(
  text: string,
  start: number,
  delimiter: string,
): { readonly text: string; readonly end: number } {
  const plainEnd = (from: number): number => {
    let at = from
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++
    return at
  }
  if (text[start] === '"') {
    let inside = ''
    for (let at = start + 1; at < text.length; at++) {
      if (text[at] !== '"') inside += text[at]
      else if (text[at + 1] === '"') {
        inside += '"'
        at++
      } else {
        const end = plainEnd(at + 1)
        return { text: inside + text.slice(at + 1, end), end }
      }
    }
  }
  const end = plainEnd(start)
  return { text: text.slice(start, end), end }
}
