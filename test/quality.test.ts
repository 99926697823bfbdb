// A tenth of the samples that docs/reference/quality.md is written from.
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { hashOf } from '../bench/quality/clean-corpus.ts'
import { judge, readVerdicts, unclassed } from '../bench/quality/clean-verdicts.ts'
import { samplesOf, type Sample } from '../bench/quality/corpus.ts'
import { documentedKeywords } from '../bench/quality/documented-keywords.ts'
import { falls, readExpected } from '../bench/quality/expected.ts'
import { createFind, identifierIds } from '../bench/quality/find.ts'
import { measure, qualityOf } from '../bench/quality/measure.ts'
import { subjectsOf } from '../bench/quality/subjects/index.ts'
import { targetRows } from '../bench/quality/targets.ts'
import { managedIdentifiers } from '../src/detection/managed/index.ts'

const subjects = subjectsOf(identifierIds)

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
    // Each alone: more samples of which more are missed, and fewer samples.
    expect(falls(new Map([['A', { found: 9, missed: 2, wrong: 2 }]]), expected)).toEqual([
      'A misses 2 instead of 1',
    ])
    expect(falls(new Map([['A', { found: 8, missed: 1, wrong: 2 }]]), expected)).toEqual([
      'A misses 1 instead of 1',
    ])
    expect(falls(new Map(), expected)).toHaveLength(1)
    expect(falls(new Map([['B', { found: 0, missed: 0, wrong: 1 }]]), new Map())).toEqual([
      'B is wrong 1 times instead of 0',
    ])
  })

  test('is counted as precision, recall and F1', () => {
    const { precision, recall, f1 } = qualityOf({ found: 6, missed: 2, wrong: 4 })
    expect([precision, recall, f1]).toEqual([0.6, 0.75, 12 / 18])
  })

  test('that falls short of what is wanted is told by name', () => {
    const scores = new Map([
      ['A', { found: 96, missed: 4, wrong: 3 }],
      ['B', { found: 80, missed: 20, wrong: 20 }],
      ['NAME', { found: 80, missed: 20, wrong: 20 }],
    ])
    const kinds = [{ id: 'B', why: 'a table', count: 3 }]
    const clean = { megabytes: 10, files: 1, right: 0, wrong: 3, unclassed: 0, people: [], kinds }
    expect(targetRows({ scores, checked: new Set(['A']), clean })).toEqual([
      ['F1 of all', '0.98', expect.any(String), ''],
      ['recall of those with check digits', '0.97 each', '0.960', 'A'],
      ['precision of those with check digits', '0.98 each', '0.970', 'A'],
      ['F1 of each, of names and addresses', '0.85, 0.75', '0.800', 'B'],
      ['wrong a gigabyte of published text, at most', '100', '300', 'B: 3 of 3 (a table)'],
    ])
  })

  test('is measured of every identifier', () => {
    const measured = new Set(subjects.map(({ id }) => id))
    expect(identifierIds.filter((id) => !measured.has(id))).toEqual([])
  })

  test('has at least forty samples of each kind and identifier, the same each time', () => {
    const samples = samplesOf(subjects, 'all')
    for (const { id } of subjects) {
      const own = samples.filter((sample) => sample.id === id)
      const right = own.filter(({ value }) => value !== undefined).length
      expect({ id, right: right >= 40, wrong: own.length - right >= 40 }).toEqual({
        id,
        right: true,
        wrong: true,
      })
    }
    expect(samplesOf(subjects, 'all')).toEqual(samples)
  })

  test('of another seed is of other samples of the same kinds', () => {
    const [own, other] = [samplesOf(subjects, 'tenth'), samplesOf(subjects, 'tenth', 'another')]
    const facts = ({ id, kind, format, keyword }: Sample): readonly string[] => [id, kind, format, keyword]
    expect(other.map(facts)).toEqual(own.map(facts))
    const same = own.filter(({ document }, at) => document.content === other[at]!.document.content)
    expect(same).toEqual([])
  })

  test('has a number that counts near every keyword that AWS documents', () => {
    const near = new Set(
      samplesOf(subjects, 'all')
        .filter(({ value, kind }) => value !== undefined && kind !== 'another check digit')
        .map(({ id, keyword }) => `${id} ${keyword}`),
    )
    const all = [...documentedKeywords].filter(([id]) => identifierIds.includes(id))
    const documented = all.flatMap(([id, keywords]) => keywords.map((keyword) => `${id} ${keyword}`))
    expect(documented.filter((each) => !near.has(each))).toEqual([])
  })

  test('knows the documented keywords of each identifier that needs one', () => {
    const needing = managedIdentifiers.filter(
      ({ forms, beyondMacie }) => beyondMacie !== true && forms.some(({ keyword }) => keyword === 'required'),
    )
    expect(needing.map(({ id }) => id).filter((id) => !documentedKeywords.has(id))).toEqual([])
  })

  test('shares no code between what makes the samples and what detects', () => {
    const folder = path.join(import.meta.dirname, '..', 'bench', 'quality')
    const made = new Set([path.join(folder, 'corpus.ts'), path.join(folder, 'ambiguities.ts')])
    for (const file of globSync('subjects/*.ts', { cwd: folder })) made.add(path.join(folder, file))
    // Those that they import, and so on.
    for (const file of made) {
      const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type)[^']*'(\.[^']+)'/gm)
      for (const [, name] of imports) made.add(path.join(path.dirname(file), name!))
    }
    const sharing = [...made].filter((file) => path.dirname(file) !== folder && !file.includes('subjects'))
    expect(sharing).toEqual([])
    expect([...made].map((file) => path.basename(file))).toContain('arithmetic.ts')
  })
})

describe('the clean corpus', () => {
  const hit = { id: 'A', text: '123', before: 'x  y ', after: '\n\n z', file: 'f' }
  const hashed = { ...hit, hash: hashOf(hit) }
  const corpus = { bytes: 2e6, files: 1, hits: [hashed, hashed] }
  const none = { megabytes: 2, files: 1, right: 0, wrong: 0, unclassed: 0, people: [], kinds: [] }

  test('has verdicts that can be read, each of an identifier that exists', () => {
    const verdicts = [...readVerdicts().values()]
    expect(verdicts.length).toBeGreaterThan(0)
    expect(verdicts.filter(({ id }) => !identifierIds.includes(id))).toEqual([])
    expect(() => readVerdicts('0123456789abcdef maybe A why')).toThrow('Cannot read the verdicts')
  })

  test('knows a hit by what stands around it, blanks aside', () => {
    expect(hashOf({ ...hit, before: 'x\ny ', after: ' z' })).toBe(hashed.hash)
    for (const other of [{ id: 'B' }, { text: '124' }, { before: 'x' }, { after: 'w' }])
      expect(hashOf({ ...hit, ...other })).not.toBe(hashed.hash)
  })

  test('counts every hit as right, wrong or not looked at', () => {
    const judged = (line: string) => judge(corpus, readVerdicts(line))
    expect(judged(`${hashed.hash} right A an example`)).toEqual({ ...none, right: 2 })
    expect(judged(`${hashed.hash} wrong A a table`)).toEqual({
      ...none,
      wrong: 2,
      kinds: [{ id: 'A', why: 'a table', count: 2 }],
    })
    expect(judged('')).toEqual({ ...none, unclassed: 2 })
  })

  test('counts names by themselves, of which one in a thousand is looked at', () => {
    const names = ['000aaaaaaaaaaaaa', '003aaaaaaaaaaaaa', '004aaaaaaaaaaaaa'].map((hash) => ({
      ...hit,
      id: 'NAME',
      hash,
    }))
    const verdicts = readVerdicts('000aaaaaaaaaaaaa wrong NAME a place')
    const people = [{ id: 'NAME', count: 3, looked: 1, right: 0 }]
    expect(judge({ ...corpus, hits: names }, verdicts)).toEqual({ ...none, people })
    expect(unclassed({ ...corpus, hits: names }, verdicts)).toEqual([expect.stringMatching(/^003a/)])
  })

  test('shows once what was not looked at', () => {
    expect(unclassed(corpus, new Map())).toHaveLength(1)
    expect(unclassed(corpus, readVerdicts(`${hashed.hash} right A an example`))).toEqual([])
  })
})
