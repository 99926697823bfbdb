// How fast this machine scans, tried for a moment on text of its own: for a server that has not had a run yet.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { IdentifierSelection } from '../model/identifier.ts'
import { startScanThreads } from '../threads/scan-threads.ts'

/** Bytes a second of one scan thread with these identifiers. */
export async function tryRate(identifiers: IdentifierSelection): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'magpie-trial-'))
  const threads = startScanThreads({ threads: 1 })
  try {
    const file = path.join(folder, 'trial.csv')
    const content = trialTable()
    writeFileSync(file, content, { mode: 0o600 })
    const task = { group: 'trial', file, identifiers }
    // The first pays for starting: the thread, the tables of the identifiers, the compiler.
    await threads.scan(task)
    const startedAt = performance.now()
    await threads.scan(task)
    return content.length / ((performance.now() - startedAt) / 1_000)
  } finally {
    await threads.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** 8 MB of orders as shops have them. */
function trialTable(): string {
  const rows = ['order,customer,city,amount,note']
  for (let at = 0; at < 120_000; at++) {
    rows.push(
      `${1_000_000 + at * 7},Customer ${at % 991},City ${at % 83},${(at % 9_973) / 100},delivered on day ${at % 365}`,
    )
  }
  return `${rows.join('\n')}\n`
}
