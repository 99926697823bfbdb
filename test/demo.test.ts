// `npm run demo -- --keep` as a stranger meets it: the job ends, the report is there, and the lines it ends with work
// as they are printed.
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')
let printed = ''
let server: number | undefined

beforeAll(() => {
  printed = execFileSync(process.execPath, ['scripts/demo.ts', '--keep'], { cwd: root, encoding: 'utf8' })
  server = Number(/stop it: kill (\d+)/.exec(printed)?.[1])
}, 120_000)

afterAll(() => {
  if (server !== undefined) process.kill(server, 'SIGTERM')
  const [, folder] = / C=(\S+)\/data\/credentials\n/.exec(printed) ?? []
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
})

test('the job is complete', () => {
  expect(printed).toMatch(/^Job [0-9a-f]{32} is COMPLETE\.$/m)
})

test('findings stand by type with their severity, what was found and where', () => {
  const rows = printed.split('\n').filter((line) => /^(SensitiveData|  [A-Z_]+ )/.test(line))
  expect(rows.filter((row) => row.startsWith('SensitiveData'))).toEqual([
    expect.stringMatching(/^SensitiveData:S3Object\/Multiple +High +46 +[\d,]+$/),
    expect.stringMatching(/^SensitiveData:S3Object\/Personal +High +43 +[\d,]+$/),
    expect.stringMatching(/^SensitiveData:S3Object\/Credentials +High +4 +[\d,]+$/),
  ])
  expect(printed).toMatch(/DATE_OF_BIRTH .*\/hr\/payroll\/2026-01\.csv: row 2, column 4 \(date_of_birth\)\n/)
  expect(printed).toMatch(/CREDIT_CARD_NUMBER .*: record 0, \$\.payment\.credit_card_number\n/)
})

test('the coverage adds up to what was written', () => {
  const [, written] = /^Wrote (\d+) files/.exec(printed.slice(printed.indexOf('Wrote'))) ?? []
  const counts = [...printed.matchAll(/^ {2}(?:COMPLETE|PARTIAL|SKIPPED) +(\d+) /gm)].map(([, n]) =>
    Number(n),
  )
  expect(counts.length).toBeGreaterThanOrEqual(3)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(Number(written))
})

test('the lines it ends with work as they are', () => {
  const lines = printed.slice(printed.indexOf('Try next')).split('\n').slice(1)
  const commands = lines.join('\n').replaceAll('\\\n', ' ').split('\n')
  expect(commands.filter((line) => line.startsWith('  curl --aws-sigv4 '))).toHaveLength(1)
  const runnable = commands.filter((line) => isInstalled(/^ *(aws|curl) /.exec(line)?.[1]))
  const output = execFileSync('sh', ['-eu'], { cwd: root, input: runnable.join('\n'), encoding: 'utf8' })
  expect(output).toMatch(
    /job [0-9a-f]{32} is COMPLETE \(run 1: 17[89] complete, 1 partial, (19|20) skipped; /,
  )
  if (isInstalled('curl')) expect(output).toContain('{"totals":[{"status":"COMPLETE"')
  if (isInstalled('aws')) expect(output).toContain('"jobStatus": "COMPLETE"')
})

/** A shell's own words are always there. */
function isInstalled(program: string | undefined): boolean {
  if (program === undefined) return true
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
