// A tenth of the samples that docs/reference/quality.md is written from.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { samplesOf } from '../bench/quality/corpus.ts'
import { falls, readExpected } from '../bench/quality/expected.ts'
import { createFind, identifierIds } from '../bench/quality/find.ts'
import { measure, qualityOf } from '../bench/quality/measure.ts'
import { subjects } from '../bench/quality/subjects/index.ts'

describe('quality', () => {
  test('does not fall: a tenth of the samples, every identifier by itself', async () => {
    const { scores } = await measure(createFind(), samplesOf(subjects, 'tenth'))
    expect(falls(scores, readExpected())).toEqual([])
  })

  test('a fall of either kind is told', () => {
    const expected = new Map([['A', { found: 9, missed: 1, wrong: 2 }]])
    expect(falls(new Map([['A', { found: 9, missed: 1, wrong: 1 }]]), expected)).toEqual([])
    expect(falls(new Map([['A', { found: 8, missed: 2, wrong: 3 }]]), expected)).toEqual([
      'A misses 2 instead of 1',
      'A is wrong 3 times instead of 2',
    ])
    expect(falls(new Map([['B', { found: 0, missed: 0, wrong: 1 }]]), new Map())).toEqual([
      'B is wrong 1 times instead of 0',
    ])
  })

  test('is counted as precision, recall and F1', () => {
    const { precision, recall, f1 } = qualityOf({ found: 6, missed: 2, wrong: 4 })
    expect([precision, recall, f1]).toEqual([0.6, 0.75, 12 / 18])
  })

  // Names and addresses are no shapes: sentences made for them would measure the generator.
  test('is measured of every identifier', () => {
    const measured = new Set(subjects.map(({ id }) => id))
    const unmeasured = identifierIds.filter((id) => !measured.has(id))
    expect(unmeasured.filter((id) => id !== 'NAME' && id !== 'ADDRESS')).toEqual([])
    expect([...measured].filter((id) => !identifierIds.includes(id))).toEqual([])
  })

  test('has at least forty samples of each kind and identifier, the same each time', () => {
    const samples = samplesOf(subjects, 'all')
    for (const { id } of subjects) {
      const own = samples.filter((sample) => sample.id === id)
      expect(own.filter(({ value }) => value !== undefined).length).toBeGreaterThanOrEqual(40)
      expect(own.filter(({ value }) => value === undefined).length).toBeGreaterThanOrEqual(40)
    }
    expect(samplesOf(subjects, 'all')).toEqual(samples)
  })

  test('shares no code or table between what makes the samples and what detects', () => {
    const folder = path.join(import.meta.dirname, '..', 'bench', 'quality')
    const generators = ['arithmetic', 'corpus', 'documents', 'draw', 'fillers', 'subject', 'ambiguities']
    const files = [
      ...generators.map((name) => `${name}.ts`),
      ...['credentials', 'financial', 'general', 'health', 'licences', 'national', 'tax'].map(
        (name) => `subjects/${name}.ts`,
      ),
    ]
    const sharing = files.filter((file) => readFileSync(path.join(folder, file), 'utf8').includes('/src/'))
    expect(sharing).toEqual([])
  })
})
