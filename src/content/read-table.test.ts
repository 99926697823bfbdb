import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesSource, readAll, type Reading } from '../../test/readings.ts'

const cells = fc.string({
  unit: fc.constantFrom('a', 'B', '7', ' ', 'é', '\u{1f600}', '"', ',', ';', '\n', '\r', '\t', '\u001e'),
  maxLength: 40,
})
const tables = fc
  .integer({ min: 1, max: 5 })
  .chain((width) =>
    fc.array(fc.array(cells, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 25 }),
  )
const lineBreaks = fc.constantFrom('\n', '\r\n', '\r')
const dripping = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })

/** Quotes are written where they must be, and elsewhere where `more` says so. */
function csvOf(rows: readonly (readonly string[])[], lineBreak: string, more: boolean): string {
  const cellOf = (cell: string): string =>
    more || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  return rows.map((row) => row.map(cellOf).join(',') + lineBreak).join('')
}

/** A first row of numbers: no header. */
function expected(rows: readonly (readonly string[])[]): Reading[] {
  return rows.flatMap((row, r) =>
    row.flatMap((cell, c) => {
      const place = { kind: 'cell', row: r + 1, column: c + 1 } as const
      return cell === '' ? [] : [{ text: cell.replaceAll('\u001e', ' '), names: [], location: place }]
    }),
  )
}

describe('a table', () => {
  test('is read cell by cell, wherever blocks and reads cut it', async () => {
    const property = fc.asyncProperty(
      tables,
      lineBreaks,
      fc.boolean(),
      dripping,
      async (body, lineBreak, more, drip) => {
        const rows = [body[0]!.map((_, i) => String(i)), ...body]
        const csv = csvOf(rows, lineBreak, more)
        for (const blockBytes of [16, 50, 1_000, 65_536]) {
          const { readings } = await readAll(bytesSource('a.csv', csv, drip), { blockBytes })
          expect(readings).toEqual(expected(rows))
        }
      },
    )
    await fc.assert(property, { numRuns: 150, seed: 4 })
  })

  test('with any quotes loses no byte of its cells', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', 'é'), minLength: 1, maxLength: 200 })
    const property = fc.asyncProperty(text, async (content) => {
      const { readings } = await readAll(bytesSource('a.csv', `1,2\n${content}`), { blockBytes: 64 })
      const letters = readings.map((reading) => reading.text).join('')
      expect(letters.replaceAll(/[^aé]/g, '')).toBe(content.replaceAll(/[^aé]/g, ''))
    })
    await fc.assert(property, { numRuns: 500, seed: 5 })
  })

  test('of more columns than have names of their own is read all the same', async () => {
    const row = Array.from({ length: 20_000 }, (_, i) => `c${i}`)
    const { readings } = await readAll(bytesSource('a.csv', `${row.join(',')}\n${row.join(',')}\n`))
    const [first, last] = [readings[1], readings.at(-1)]
    expect(first).toEqual({
      text: 'c0',
      names: ['c0'],
      location: { kind: 'cell', row: 2, column: 1, columnName: 'c0' },
    })
    expect(last).toEqual({ text: 'c19999', names: [], location: { kind: 'cell', row: 2, column: 20_000 } })
  })
})

describe('a header', () => {
  const sensitive = { looksSensitive: (cell: Uint8Array) => Buffer.from(cell).includes('536-22') }

  test.each([
    ['id,name\n1,a\n', ['id', 'name']],
    ['1,2\n3,4\n', undefined],
    ['1,b2\n3,4\n', ['1', 'b2']],
    ['name,536-22-1234\nb,c\n', undefined],
    [' id , "full, name" \n1,a\n', ['id', '"full', 'name"']],
    ['"id","full, ""x"""\n1,a\n', ['id', 'full, "x"']],
    ['naïve\n1\n', ['naïve']],
    ['-,+\n1,2\n', undefined],
  ])('of %j is %j', async (csv, names) => {
    const { readings } = await readAll(bytesSource('a.csv', csv), sensitive)
    for (const blockBytes of [4, 16])
      expect((await readAll(bytesSource('a.csv', csv), { ...sensitive, blockBytes })).readings).toEqual(
        readings,
      )
    expect(readings[0]!.location.kind).toBe(names === undefined ? 'cell' : 'lines')
    const data = readings.filter(({ location }) => location.kind === 'cell')
    for (const { location, names: context } of data) {
      const name = location.kind === 'cell' ? names?.[location.column - 1] : undefined
      expect(context).toEqual(name === undefined ? [] : [name])
      expect(location).toMatchObject(name === undefined ? {} : { columnName: name })
    }
  })

  test('keeps a name that is sensitive beside its neighbours for keywords, and out of places', async () => {
    const { readings } = await readAll(bytesSource('a.csv', 'ssn,secret\n1,2\n'), {
      looksSensitive: (cell, names) => names.includes('ssn') && Buffer.from(cell).toString() === 'secret',
    })
    expect(readings.slice(1)).toEqual([
      { text: '1', names: ['ssn'], location: { kind: 'cell', row: 2, column: 1, columnName: 'ssn' } },
      { text: '2', names: ['secret'], location: { kind: 'cell', row: 2, column: 2 } },
    ])
  })
})
