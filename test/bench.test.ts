// What the benches measure is what they say they measure.
import { describe, expect, test } from 'vitest'
import { corpusNames, piecesOf, type CorpusName } from '../bench/engine/corpora.ts'
import { createScan } from '../bench/engine/engine-alone.ts'
import { areaOf, secondsBy } from '../bench/engine/profile-areas.ts'

function makeBeginning(name: CorpusName): Buffer {
  const pieces: Buffer[] = []
  let length = 0
  for (const piece of piecesOf(name)) {
    pieces.push(Buffer.from(piece))
    length += piece.length
    if (length >= 1_000_000) break
  }
  return Buffer.concat(pieces)
}

const beginnings = new Map(corpusNames.map((name) => [name, makeBeginning(name)]))
const beginningOf = (name: CorpusName): Buffer => beginnings.get(name) ?? Buffer.alloc(0)

describe('corpora', () => {
  const scan = createScan()

  test.each(corpusNames)('%s is the same each time', (name) => {
    expect(makeBeginning(name).equals(beginningOf(name))).toBe(true)
  })

  // Packages hold the same code twice, as modules of two kinds.
  test.each(corpusNames)('hardly a thousand bytes of %s come twice in its beginning', (name) => {
    const text = beginningOf(name).toString('latin1')
    const places = Array.from({ length: 20 }, (_, n) => n * 50_000)
    const twice = places.filter((at) => text.indexOf(text.slice(at, at + 1_000), at + 1) >= 0)
    expect(twice.length).toBeLessThanOrEqual(5)
  })

  const bytesPerMatch: readonly (readonly [name: CorpusName, file: string, least: number, most: number])[] = [
    ['clean', 'a.txt', 100_000, Infinity],
    ['prose', 'b.txt', 50, 70],
    ['numbers', 'c.txt', 10_000, Infinity],
    ['minified', 'd.txt', 100_000, Infinity],
    ['sparseTable', 'e.csv', 100_000, Infinity],
    ['denseTable', 'f.csv', 16, 20],
    ['sparseRecords', 'g.jsonl', 100_000, Infinity],
    ['denseRecords', 'h.jsonl', 48, 58],
  ]

  test('every one has a density that is wanted', () => {
    expect(bytesPerMatch.map(([name]) => name)).toEqual(corpusNames)
  })

  test.each(bytesPerMatch)('%s has as much to find as it says', async (name, file, least, most) => {
    const content = beginningOf(name)
    const bytes = content.length / (await scan(file, content))
    expect(bytes).toBeGreaterThanOrEqual(least)
    expect(bytes).toBeLessThanOrEqual(most)
  })
})

describe('a profile', () => {
  const frame = (functionName: string, url: string) => ({ callFrame: { functionName, url } })
  const nodes = [
    { id: 1, ...frame('(root)', ''), children: [2, 5, 6] },
    { id: 2, ...frame('scanObject', 'file:///magpie/src/scan/scan-object.ts'), children: [3] },
    { id: 3, ...frame('openFile', 'file:///magpie/src/objects/directory/open-file.ts'), children: [4] },
    { id: 4, ...frame('readSync', 'node:fs') },
    { id: 5, ...frame('(idle)', '') },
    { id: 6, ...frame('emit', 'node:events') },
  ]

  test('counts what Node does for the part of Magpie that called it', () => {
    const timeDeltas = [1e6, 2e6, 4e6, 8e6, 16e6]
    const seconds = secondsBy({ nodes, samples: [2, 4, 5, 4, 6], timeDeltas }, areaOf)
    expect(Object.fromEntries(seconds)).toEqual({
      'scan: content, detection, findings': 1,
      'listing, planning and reading objects': 10,
      idle: 4,
      'Node itself': 16,
    })
  })
})
