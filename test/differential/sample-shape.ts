// Texts of a shape: the bytes that its automaton accepts, drawn at random.
import type { Random } from '../seeded-random.ts'
import type { Shape } from '../../src/detection/engine/shape-syntax.ts'

/** Open repeats are drawn out only so far: a shape may ask for more, but never for less. */
const mostExtra = 40

export function sampleShape(shape: Shape, random: Random): number[] {
  switch (shape.kind) {
    case 'bytes':
      return [sampleByte(shape.set, random)]
    case 'sequence':
      return shape.parts.flatMap((part) => sampleShape(part, random))
    case 'choice':
      return sampleShape(random.of(shape.options), random)
    case 'repeat':
      return Array.from({ length: sampleCount(shape, random) }, () => sampleShape(shape.of, random)).flat()
    default:
      return shape satisfies never
  }
}

/** Mostly one of both ends: that is where engines err. */
function sampleCount(
  { least, most }: { readonly least: number; readonly most: number },
  random: Random,
): number {
  const extra = Math.min(most - least, mostExtra)
  if (random.chance(0.3)) return least
  return least + (random.chance(0.3) ? extra : random.below(extra + 1))
}

const members = new WeakMap<
  Uint8Array,
  { readonly all: readonly number[]; readonly ascii: readonly number[] }
>()

/** Classes such as `[^"]` hold mostly bytes that are no text: those are drawn seldom. */
function sampleByte(set: Uint8Array, random: Random): number {
  let known = members.get(set)
  if (known === undefined) {
    const all = Array.from(set.keys()).filter((byte) => set[byte] === 1)
    known = { all, ascii: all.filter((byte) => byte >= 0x20 && byte < 0x7f) }
    members.set(set, known)
  }
  return random.of(known.ascii.length > 0 && random.chance(0.95) ? known.ascii : known.all)
}
