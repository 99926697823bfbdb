// A recipe a little changed: how the search gets from bytes that are bad to bytes that are worse.
import type { Random } from '../seeded-random.ts'
import type { Recipe } from './recipe.ts'
import { instances, keywords } from './words.ts'

const most = { pieces: 40, pieceBytes: 400 }
const words = [...keywords, ...instances]

/** `other` lends pieces. */
export function mutate(recipe: Recipe, other: Recipe, random: Random): Recipe {
  let pieces: readonly string[] = recipe.pieces.length === 0 ? [' '] : recipe.pieces
  for (let changes = 1 + random.below(3); changes > 0; changes--) {
    const at = random.below(pieces.length)
    pieces = random.of(changesOf)({ pieces, at, other, random })
  }
  return { ...recipe, pieces: pieces.slice(0, most.pieces).map((piece) => piece.slice(0, most.pieceBytes)) }
}

interface Change {
  readonly pieces: readonly string[]
  readonly at: number
  readonly other: Recipe
  readonly random: Random
}

const changesOf: readonly ((change: Change) => readonly string[])[] = [
  ({ pieces, at, random }) => pieces.with(at, withByte(pieces[at]!, random)),
  ({ pieces, at, random }) => pieces.with(at, withByte(pieces[at]!, random)),
  ({ pieces, at, random }) => pieces.with(at, withoutByte(pieces[at]!, random)),
  ({ pieces, at, random }) =>
    pieces.toSpliced(at, 0, `${random.of(words)}${random.of([' ', '', '-', '\n'])}`),
  ({ pieces, at, random }) => pieces.with(at, random.of(words)),
  ({ pieces, at }) => (pieces.length > 1 ? pieces.toSpliced(at, 1) : pieces),
  ({ pieces, at }) => pieces.toSpliced(at, 0, pieces[at]!),
  ({ pieces, at, other, random }) => pieces.toSpliced(at, 0, random.of([...other.pieces, ' '])),
  ({ pieces, at }) => pieces.with(at, pieces[at]!.repeat(2)),
  ({ pieces, at }) => pieces.with(at, pieces[at]!.slice(0, Math.ceil(pieces[at]!.length / 2))),
  ({ pieces, at, random }) => pieces.with(at, pieces[at]! + random.of([' ', '-', '.', '\n', ',', '', '1'])),
  ({ pieces }) => [pieces.join('')],
]

const bytes = Array.from(' -_.,:/@=09aAzZ\n\xc3\xa9\xe6')

function withByte(piece: string, random: Random): string {
  const at = random.below(piece.length + 1)
  return piece.slice(0, at) + random.of(bytes) + piece.slice(at + random.below(2))
}

function withoutByte(piece: string, random: Random): string {
  const at = random.below(piece.length)
  return piece.length > 1 ? piece.slice(0, at) + piece.slice(at + 1) : piece
}
