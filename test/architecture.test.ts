// Who may import whom. The table is the house's plan; a planted violation must fail this test.
import { readFileSync } from 'node:fs'
import { globSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')

const permitted: Record<string, readonly string[]> = {
  model: [],
  objects: ['model'],
  kernels: [],
  'scan-memory': ['model'],
  content: ['model', 'scan-memory'],
  detection: ['model', 'scan-memory'],
  findings: ['model'],
  database: [],
  queue: ['database'],
  store: ['model', 'database'],
  results: ['model', 'objects'],
  publication: ['queue', 'store', 'database'],
  access: ['model', 'store', 'database'],
  inventory: ['model', 'objects', 'store', 'database'],
  jobs: ['model', 'store', 'queue', 'database'],
  scan: ['model', 'content', 'detection', 'findings'],
  threads: ['model', 'objects', 'scan', 'detection', 'scan-memory'],
  reveal: ['model', 'objects', 'threads', 'findings', 'store', 'results', 'database'],
  runs: [
    'model',
    'objects',
    'content',
    'detection',
    'findings',
    'threads',
    'jobs',
    'store',
    'queue',
    'results',
    'database',
  ],
  api: ['model', 'jobs', 'store', 'access', 'inventory', 'results', 'findings', 'detection', 'database'],
  cli: ['model', 'objects', 'content', 'threads', 'scan', 'detection', 'findings', 'scan-memory'],
}

export function violations(files: ReadonlyMap<string, string>): string[] {
  const found: string[] = []
  for (const [file, text] of files) {
    const from = stageOf(file)
    if (from === undefined) continue
    for (const [, specifier = ''] of text.matchAll(/(?:from|import|import\()\s*'(\.[^']+)'/g)) {
      const target = path.posix.join(path.posix.dirname(file), specifier)
      const to = stageOf(target)
      if (to === from) continue
      if (to === undefined) found.push(`${file} imports ${target}, which only main.ts may`)
      else if (!(permitted[from] ?? []).includes(to)) found.push(`${file} imports ${target}`)
    }
  }
  return found
}

/** The folder under src/, or undefined for main.ts and config.ts, which see everything and are seen by nobody. */
function stageOf(file: string): string | undefined {
  const [top, stage, ...rest] = file.split('/')
  return top === 'src' && rest.length > 0 ? stage : undefined
}

function sources(): Map<string, string> {
  const files = globSync('src/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'))
  return new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]))
}

describe('import rules', () => {
  test('every import is permitted by the table', () => {
    expect(violations(sources())).toEqual([])
  })

  test('a stage that the table does not know is a violation', () => {
    const stages = new Set([...sources().keys()].map(stageOf).filter((stage) => stage !== undefined))
    expect([...stages].filter((stage) => permitted[stage] === undefined)).toEqual([])
  })

  test('a planted violation is found', () => {
    const planted = new Map([['src/detection/x.ts', "import { jobs } from '../store/jobs.ts'"]])
    expect(violations(planted)).toEqual(['src/detection/x.ts imports src/store/jobs.ts'])
  })

  test('the pure stages use no clock, no randomness, no environment', () => {
    const pure = /^src\/(detection|content|findings|scan|jobs\/(lifecycle|schedule|scoping|sampling))/
    const impure = /\b(Date\.now\(|new Date\(\)|Math\.random\(|randomUUID|process\.env|performance\.now\()/
    const found = [...sources()]
      .filter(([file, text]) => pure.test(file) && impure.test(text))
      .map(([file]) => file)
    expect(found).toEqual([])
  })

  test('no source file is longer than 400 lines', () => {
    const long = [...sources()].filter(([, text]) => text.split('\n').length > 401).map(([file]) => file)
    expect(long.filter((file) => !dataTables.includes(file))).toEqual([])
  })
})

/** Lists and tables of data, which may be as long as the facts are. */
const dataTables: readonly string[] = []
