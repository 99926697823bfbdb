// Both engines write the same of a folder of every kind of object, byte for byte.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeDemoData } from '../scripts/demo-data.ts'

const launcher = path.join(import.meta.dirname, '..', 'bin', 'magpie')

describe('the demo folder, scanned by either engine', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'magpie-engines-'))
  beforeAll(() => void writeDemoData(path.join(folder, 'data'), 3))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const written = (engine: string, ...flags: readonly string[]): string => {
    const output = path.join(folder, `${engine}${flags.length}.jsonl`)
    const args = ['scan', 'data', '--engine', engine, '--format', 'jsonl', '--reveal', '--output', output]
    const scan = spawnScan([...args, ...flags])
    expect([0, 3]).toContain(scan)
    return readFileSync(output, 'utf8')
  }
  const spawnScan = (args: readonly string[]): number => {
    try {
      execFileSync(launcher, args, { cwd: folder, stdio: 'ignore' })
      return 0
    } catch (error) {
      return (error as { status: number }).status
    }
  }

  test('is found the same, in this thread and on a scan thread', () => {
    const oracle = written('typescript', '--threads', '1')
    expect(oracle.split('\n').length).toBeGreaterThan(500)
    expect(written('webassembly', '--threads', '1')).toBe(oracle)
    const lines = (text: string): string[] => text.split('\n').toSorted()
    expect(lines(written('webassembly', '--threads', '2', '--max-size', '1GB'))).toEqual(lines(oracle))
  })
})
