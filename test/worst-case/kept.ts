// The worst bytes that were found so far: `npm run bench:worst -- --search SECONDS` looks for worse ones.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Recipe } from './recipe.ts'

export interface KeptRecipe extends Recipe {
  /** How many times the cost of clean text a byte cost when it was kept. */
  readonly timesClean: number
}

export const keptFile: string = path.join(import.meta.dirname, 'kept.json')

export const keptRecipes: readonly KeptRecipe[] = JSON.parse(
  readFileSync(keptFile, 'utf8'),
) as readonly KeptRecipe[]
