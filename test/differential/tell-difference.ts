// Says of a difference all that is needed to see it again: the seed, the smallest bytes, and what each side answers.
import type { Detector } from '../../src/detection/detector.ts'
import type { ContentCase } from './content-case.ts'
import type { Found } from './found-in.ts'

export interface Answer {
  readonly of: string
  readonly found: Found
}

export function tellDifference(
  seed: string,
  { layout, parts, cuts }: ContentCase,
  [detector, ...answers]: readonly [Detector, Answer, Answer],
): string {
  const told = parts.map(
    ({ bytes, names }) =>
      `  ${JSON.stringify(names)} ${Buffer.from(bytes).toString('hex')} ${printable(bytes)}`,
  )
  const lines = answers.map(
    ({ of, found }) => `  ${of}: ${found.map((match) => named(detector, match)).join('; ') || 'nothing'}`,
  )
  return [`seed ${seed}, ${layout}, cut at [${cuts.join(', ')}]:`, ...told, ...lines].join('\n')
}

function named({ identifiers }: Detector, match: string): string {
  const [identifier, start, end] = match.split(' ')
  return `${identifiers[Number(identifier)]!.id} [${start}, ${end})`
}

function printable(bytes: Uint8Array): string {
  return JSON.stringify(Buffer.from(bytes).toString('latin1'))
}
