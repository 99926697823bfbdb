// The bytes that make the engine slowest: those that were kept, and with `--search SECONDS` new ones, which are kept in
// test/worst-case/kept.json. Megabytes for each second of processor time, reading and locating included.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createDetector } from '../src/detection/detector.ts'
import { managedIdentifiers } from '../src/detection/managed/index.ts'
import { seededRandom } from '../test/seeded-random.ts'
import { keptFile, keptRecipes, type KeptRecipe } from '../test/worst-case/kept.ts'
import { costOf, timesClean } from '../test/worst-case/measure.ts'
import { mutate } from '../test/worst-case/mutate.ts'
import { bytesOf, fileOf, type Recipe } from '../test/worst-case/recipe.ts'
import { seedRecipes } from '../test/worst-case/seeds.ts'
import { machine } from './harness.ts'

const { values } = parseArgs({
  options: {
    search: { type: 'string', default: '0' },
    seed: { type: 'string', default: 'worst' },
    kilobytes: { type: 'string', default: '256' },
  },
})

/** What no bytes may fall below. */
const wanted = 20
const keptOfWay = 4
const detector = createDetector({ managed: managedIdentifiers.map(({ id }) => id), custom: [] })

interface Measured {
  readonly recipe: Recipe
  /** Megabytes a second, all in all and of detection alone. */
  readonly speed: number
  readonly detectSpeed: number
}

async function measured(recipe: Recipe, kilobytes: number, rounds: number): Promise<Measured> {
  const bytes = bytesOf(recipe, kilobytes * 1_024)
  const { seconds, detectSeconds } = await costOf(detector, { file: fileOf(recipe), bytes }, rounds)
  const megabytes = bytes.length / 2 ** 20
  return { recipe, speed: megabytes / seconds, detectSpeed: megabytes / detectSeconds }
}

async function measureAll(
  recipes: readonly Recipe[],
  kilobytes: number,
  rounds: number,
): Promise<readonly Measured[]> {
  const results: Measured[] = []
  for (const recipe of recipes) results.push(await measured(recipe, kilobytes, rounds))
  return results
}

/**
 * The slowest first, some of each way to reach the engine, and and of each name one: what a recipe became is kept under the
 * name it began with.
 */
function slowest(candidates: readonly Measured[]): readonly Measured[] {
  const names = new Set<string>()
  const ofWay = new Map<string, number>()
  return candidates
    .toSorted((a, b) => a.speed - b.speed)
    .filter(({ recipe: { name, way } }) => {
      const before = ofWay.get(way) ?? 0
      if (names.has(`${name}, ${way}`) || before === keptOfWay) return false
      names.add(`${name}, ${way}`)
      ofWay.set(way, before + 1)
      return true
    })
}

const searchKilobytes = 64

async function search(first: readonly Measured[], seconds: number): Promise<readonly Measured[]> {
  const random = seededRandom(values.seed)
  let pool = first
  for (const until = performance.now() + seconds * 1_000; performance.now() < until;) {
    const { recipe, speed: recipeSpeed } = random.of(pool)
    const mutated = mutate(recipe, random.of(pool).recipe, random)
    const candidate = await measured(mutated, searchKilobytes, 1)
    if (candidate.speed > recipeSpeed) continue
    // A slow look may have been the machine's fault.
    pool = slowest([...pool, await measured(mutated, searchKilobytes, 3)])
  }
  return pool
}

function row({ recipe, speed, detectSpeed }: Measured): string {
  const pieces = recipe.pieces.join('')
  const shown = JSON.stringify(pieces.length > 50 ? `${pieces.slice(0, 50)}…` : pieces).replaceAll('|', '\\|')
  return `| ${recipe.name} | ${recipe.way} | ${shown} | ${speed.toFixed(1)} | ${detectSpeed.toFixed(1)} |\n`
}

async function keep(recipes: readonly Recipe[]): Promise<void> {
  const listed: KeptRecipe[] = []
  for (const { name, way, pieces } of recipes) {
    const times = await timesClean(detector, { name, way, pieces })
    listed.push({ name, way, pieces, timesClean: Math.ceil(times) })
  }
  writeFileSync(keptFile, `${JSON.stringify(listed, undefined, 2)}\n`)
}

process.stdout.write(`${machine()}\n${managedIdentifiers.length} identifiers\n\n`)
const seconds = Number(values.search)
let worst = slowest(await measureAll([...keptRecipes, ...seedRecipes()], searchKilobytes, 2))
if (seconds > 0) worst = await search(worst, seconds)
const found = worst.map(({ recipe }) => recipe)
worst = slowest(await measureAll(found, Number(values.kilobytes), 3))
process.stdout.write('| bytes | as | pieces | MB/s of a core | of detection alone |\n|---|---|---|---|---|\n')
const below = worst.filter(({ speed }) => speed < wanted)
for (const each of below) process.stdout.write(row(each))
process.stdout.write(`| **wanted: ${wanted}** | | | | |\n`)
for (const each of worst.slice(below.length)) process.stdout.write(row(each))
if (seconds > 0) await keep(found)
