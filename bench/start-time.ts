// `magpie scan` of a small folder, and `magpie --version`, as whole processes.
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { machine, median, runMagpie, temporaryFolder } from './harness.ts'

const folder = temporaryFolder('start')
for (let n = 0; n < 20; n++)
  writeFileSync(path.join(folder, `${n}.txt`), `note ${n}\nssn 536-22-${1000 + n}\n`)
writeFileSync(path.join(folder, 'table.csv'), 'name,ssn\nAnn,536-22-1234\n')
process.stdout.write(`${machine()}\n`)
for (const args of [['--version'], ['scan', folder], ['scan', folder, '--format', 'jsonl']]) {
  await runMagpie(args)
  const seconds: number[] = []
  for (let n = 0; n < 11; n++) seconds.push((await runMagpie(args)).seconds)
  const shown = args.map((arg) => (arg === folder ? 'FOLDER' : arg)).join(' ')
  process.stdout.write(
    `magpie ${shown}: median ${(median(seconds) * 1000).toFixed(0)} ms, best ${(Math.min(...seconds) * 1000).toFixed(0)} ms\n`,
  )
}
rmSync(folder, { recursive: true })
