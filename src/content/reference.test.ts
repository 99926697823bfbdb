// Tables and JSON are read as a plain parser reads them that has all of the text before it: the same values, names and
// places, wherever blocks and reads cut the bytes. MAGPIE_DIFFERENTIAL_CASES=N tries N documents of each kind.
import { describe, expect, test } from 'vitest'
import { csvReadings } from '../../test/differential/csv-reference.ts'
import { jsonReadings, jsonValue } from '../../test/differential/json-reference.ts'
import { randomCsv } from '../../test/differential/random-csv.ts'
import { randomJson, type JsonDocument } from '../../test/differential/random-json.ts'
import { bytesSource, readAll, type Reading } from '../../test/readings.ts'
import { seededRandom, type Random } from '../../test/seeded-random.ts'
import { detectDelimiter } from './delimiter.ts'

const documents = Number(process.env['MAGPIE_DIFFERENTIAL_CASES'] ?? 600)
const firstSeed = process.env['MAGPIE_DIFFERENTIAL_SEED'] ?? 'readers'

interface Cut {
  readonly blockBytes: number
  readonly readSizes: readonly number[]
}

/** Blocks are no smaller than what reading so often over one long value takes a moment for. */
function randomCut(random: Random, text: string): Cut {
  const sizes = [4, 16, 50, 64, 333, 4_096, 65_536].filter((size) => size * 200 >= text.length)
  return {
    blockBytes: random.of(sizes),
    readSizes: Array.from(
      { length: 1 + random.below(4) },
      () => 1 + random.below(random.of([2, 9, 100, 5_000])),
    ),
  }
}

/** Its message tells all that is needed to see a difference again. */
async function expectReadings(
  name: string,
  text: string,
  expected: { readonly readings: readonly Reading[]; readonly seed: string; readonly cut: Cut },
): Promise<void> {
  const { cut, seed } = expected
  const { readings } = await readAll(bytesSource(name, text, cut.readSizes), { blockBytes: cut.blockBytes })
  const seen = { seed, cut, hex: Buffer.from(text).toString('hex') }
  expect({ ...seen, readings }).toEqual({ ...seen, readings: expected.readings })
}

describe('JSON is read as JSON.parse reads it', () => {
  const spaces = [[''], ['', ' '], ['', ' ', '\n', '\r\n  ', '\t']]

  test('in random documents', async () => {
    for (let number = 0; number < documents; number++) {
      const seed = `${firstSeed} ${number}`
      const random = seededRandom(seed)
      const document = randomJson(random, { spaces: random.of(spaces), strict: random.chance(0.8) })
      if (document.strict) expect(JSON.parse(document.text)).toEqual(jsonValue(document.tree))
      const readings = jsonReadings(document.tree, 0)
      await expectReadings('a.json', document.text, { readings, seed, cut: randomCut(random, document.text) })
    }
  }, 3_600_000)

  test('in random lines', async () => {
    for (let number = 0; number < documents / 4; number++) {
      const seed = `${firstSeed}, lines ${number}`
      const random = seededRandom(seed)
      const lines = Array.from({ length: 1 + random.below(8) }, (): JsonDocument =>
        randomJson(random, { spaces: random.of([[''], ['', ' ', '\t']]), strict: random.chance(0.8) }),
      )
      const text = lines.map((line) => line.text).join(random.of(['\n', '\r\n', '\n\n']))
      const readings = lines.flatMap(({ tree }, index) => jsonReadings(tree, index))
      await expectReadings('a.jsonl', text, { readings, seed, cut: randomCut(random, text) })
    }
  }, 3_600_000)
})

describe('malformed JSON is read the same in blocks of any size', () => {
  test.each(['a.json', 'a.jsonl'])(
    'as %s',
    async (name) => {
      for (let number = 0; number < documents / 2; number++) {
        const random = seededRandom(`${firstSeed}, malformed ${number}`)
        const style = { spaces: random.of([[''], ['', ' ']]), strict: false }
        const lines = Array.from({ length: 1 + random.below(6) }, () => randomJson(random, style).text)
        const bytes = damaged(random, lines.join('\n'))
        if (bytes.length > 3_000) continue
        // In blocks this large, TypeScript reads; in smaller ones the kernels do.
        const whole = await readAll(bytesSource(name, bytes), { blockBytes: 2 ** 19 })
        expect(await readAll(bytesSource(name, bytes))).toEqual(whole)
        // A line of more values than a block has room for is not held back until its end is seen.
        const values = bytes.filter((byte) => byte === 0x2c || byte === 0x3a).length
        for (const blockBytes of [512, 1_024, 2_000].filter((size) => size >> 2 > values + lines.length))
          expect(await readAll(bytesSource(name, bytes, [100, 7]), { blockBytes })).toEqual(whole)
      }
    },
    3_600_000,
  )

  const damages = [...Array.from('{}[],:"\\\n\r a1'), '\\\n', '\\\r', '\\\u001f', '\u001e']

  function damaged(random: Random, text: string): Buffer {
    const bytes = [...Buffer.from(text)]
    for (let changes = 1 + random.below(2); changes > 0; changes--) {
      const added = random.chance(0.7) ? random.of(damages) : ''
      bytes.splice(random.below(bytes.length + 1), random.below(2), ...Buffer.from(added))
    }
    return Buffer.from(bytes)
  }
})

describe('a table is read as a plain parser reads it', () => {
  test('in random tables', async () => {
    for (let number = 0; number < documents; number++) {
      const seed = `${firstSeed}, table ${number}`
      const random = seededRandom(seed)
      const text = randomCsv(random, random.of([',', ',', ';', '\t', '|']))
      const delimiter = String.fromCharCode(detectDelimiter(Buffer.from(text), 0x2c))
      const readings = csvReadings(text, delimiter)
      await expectReadings('a.csv', text, { readings, seed, cut: randomCut(random, text) })
    }
  }, 3_600_000)
})
