// docs/guides/identifiers.md: what it shows of files stands in them, its commands print what it shows, what it names is
// there, and the compiler refuses in its words.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { detectorOf } from '../src/detection/detector.ts'
import { managedIdentifier } from '../src/detection/managed-identifier.ts'
import { managedIdentifierById } from '../src/detection/select-identifiers.ts'
import type { ManagedIdentifierDeclaration } from '../src/model/managed-identifier.ts'
import { blocksOf, readGuide } from './guide-session.ts'

const root = path.join(import.meta.dirname, '..')
const guide = readGuide('identifiers.md')
const id = 'SWITZERLAND_SOCIAL_SECURITY_NUMBER'

/** A block of code says whose it is: the identifier's file is shown whole, of others a part. */
const shown = [...guide.matchAll(/^```ts (\S+)\n([^]*?)^```$/gm)].map(
  ([, file = '', code = '']) => [file, code] as const,
)

test.each(shown)('%s is as it is shown', (file, code) => {
  const content = readFileSync(path.join(root, file), 'utf8')
  if (file.endsWith(`/${id.toLowerCase().replaceAll('_', '-')}.ts`)) expect(content).toBe(code)
  else expect(content).toContain(code)
})

test('every place that a contributor touches is shown', () => {
  expect(shown.map(([file]) => file)).toEqual([
    'src/detection/managed/personal/switzerland-social-security-number.ts',
    'src/detection/checksums/national-check-digits.test.ts',
    'src/detection/managed/list.ts',
    'bench/quality/subjects/beyond-macie.ts',
    'bench/quality/subjects/beyond-macie.ts',
  ])
})

test('its commands of magpie print what it shows', () => {
  const blocks = blocksOf(guide)
  const tried = blocks.findIndex((block) => block.startsWith('magpie identifiers try'))
  const [printed] = blocksOf(guide, 'text')
  expect(run(blocks[tried]!)).toBe(`${printed}\n`)
  const others = blocks.filter((block, at) => at !== tried && block.includes('magpie '))
  const commands = others.flatMap((block) => block.split('\n').filter((line) => line.startsWith('magpie ')))
  expect(commands.map((command) => run(command).includes(id))).toEqual([true, true])
})

test('its other commands are there, and what they are given', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    readonly scripts: Record<string, string>
  }
  const lines = blocksOf(guide).flatMap((block) => block.split('\n'))
  const commands = lines.filter((line) => !line.startsWith('magpie '))
  const named = commands.map((line) => /^npm (?:run )?([\w:]+)/.exec(line)?.[1] ?? line)
  expect(named).toEqual(['prepare', 'test', 'bench:quality', 'bench:quality', 'bench:quality', 'check'])
  expect(named.filter((name) => !(name in scripts))).toEqual([])
  const wishes = commands.flatMap((line) => line.match(/--[a-z]+/g) ?? [])
  const known = readFileSync(path.join(root, 'bench/quality/run.ts'), 'utf8')
  expect(wishes.filter((wish) => !known.includes(wish))).toEqual([])
})

test('every path that it names is there', () => {
  const named = guide.match(/\b(?:src|test|bench|docs)\/[\w./-]*\w/g) ?? []
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([])
})

test('the list that it names for numbers without check digit is there', () => {
  expect(guide).toContain('`shapesAlone`')
  expect(readFileSync(path.join(root, 'test/identifiers.test.ts'), 'utf8')).toContain('const shapesAlone = ')
})

describe('what the compiler refuses', () => {
  const { keywords, forms, ...rest } = managedIdentifierById(id)
  const declared: ManagedIdentifierDeclaration = {
    ...rest,
    keywords: { required: true, words: keywords },
    pattern: forms.map(({ pattern }) => pattern)[0]!,
  }
  const { keywords: _, ...withoutKeywords } = declared
  const cases: readonly (readonly [message: string, ManagedIdentifierDeclaration])[] = [
    [
      'a form without keyword cannot be found quickly: it begins with what is too common to look at each',
      withoutKeywords,
    ],
    [
      'a form without keyword cannot be found quickly: it begins in too many ways',
      { ...withoutKeywords, pattern: /[A-Z]{2}[A-Z0-9]{6}/ },
    ],
    ['a form without keyword is shorter than 4 bytes', { ...withoutKeywords, pattern: /756/ }],
    ['a form that depends on keywords can exceed 2048 bytes', { ...declared, pattern: /756[\d.]+/ }],
    ['a form matches the empty text', { ...declared, pattern: /(?:756\d{10})?/ }],
    ['it has too many states', { ...declared, pattern: /(?:\d{1,40}[ .-]?){30}/ }],
    [String.raw`\b is not supported`, { ...declared, pattern: /\b756\d{10}\b/ }],
    ['look-around and names are not supported', { ...declared, pattern: /756(?=\d)\d{10}/ }],
    ['shapes are ASCII', { ...declared, pattern: /756·\d{10}/ }],
    [
      'it does not begin with a letter',
      { ...declared, keywords: { required: true, words: ['13-stellige'] } },
    ],
    [
      'a form depends on keywords and there are none',
      { ...declared, keywords: { required: true, words: [] } },
    ],
  ]

  test.each(cases)('%s', (message, declaration) => {
    expect(() => detectorOf([managedIdentifier(declaration)])).toThrow(message)
  })

  test('the guide has a line for each', () => {
    const [, table = ''] = guide.split('### What the compiler refuses')
    const told = [...table.matchAll(/^\| `([^`]+)` /gm)].map(([, message]) => message)
    expect(told).toEqual(cases.map(([message]) => message))
  })
})

function run(block: string): string {
  const here = block.replaceAll(/^magpie/gm, './bin/magpie')
  return execFileSync('bash', ['-euo', 'pipefail', '-c', here], { cwd: root, encoding: 'utf8' })
}
