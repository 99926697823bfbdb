// Builds what is generated and not committed, into build/: the kernels, the program of all managed identifiers,
// and the embedded store's template, with the whole schema and the queue's in it, so that the first start copies files instead of running initdb and migrations.
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openDatabase } from '../src/database/open-database.ts'
import { packStore, templateName } from '../src/database/template.ts'
import { programFile, programFileOf } from '../src/detection/engine/webassembly/program-file.ts'
import { managedIdentifiers } from '../src/detection/managed/index.ts'
import { openQueue } from '../src/queue/queue.ts'
import { buildKernels } from './build-kernels.ts'

const build = path.join(import.meta.dirname, '..', 'build')
mkdirSync(build, { recursive: true })
process.stdout.write(buildKernels())
writeBuilt(programFile, programFileOf(managedIdentifiers))
removeTemplates()
await writeTemplate(path.join(build, templateName()))

/** Those of other migrations would only fill the package; ours is made anew, because the queue's schema may have changed. */
function removeTemplates(): void {
  for (const file of readdirSync(build)) {
    if (file.startsWith('database-template-')) rmSync(path.join(build, file))
  }
}

async function writeTemplate(file: string): Promise<void> {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'magpie-prepare-'))
  try {
    const database = await openDatabase({ dataFolder })
    const queue = await openQueue(database)
    await queue.stop()
    await database.close()
    const template = await packStore(path.join(dataFolder, 'database'))
    writeBuilt(path.basename(file), template)
  } finally {
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

/** Appears whole or not at all: another process may be looking for it. */
function writeBuilt(name: string, content: Uint8Array): void {
  const file = path.join(build, name)
  writeFileSync(`${file}.new`, content)
  renameSync(`${file}.new`, file)
  process.stdout.write(`build/${name}: ${(content.length / 1e6).toFixed(1)} MB\n`)
}
