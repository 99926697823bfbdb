// Results files in a folder. A file is written beside, synced, renamed, and its folder synced: after a power loss it is
// there whole or not at all, and a name in the database never leads to a torn file.
import { createReadStream } from 'node:fs'
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createResultsFile, resultLines } from './results-file.ts'
import type { ResultsStore } from './results-store.ts'

export function openFolderResults(folder: string): Omit<ResultsStore, 'write'> {
  const root = path.resolve(folder)
  const fileOf = (name: string): string => path.join(root, checkedName(name))
  return {
    async create(name) {
      const file = fileOf(name)
      const beside = `${file}.part`
      await makeFolder(path.dirname(file))
      const writing = await createResultsFile(beside)
      return {
        append: writing.append,
        discard: writing.discard,
        async finish() {
          await writing.finish()
          await rename(beside, file)
          await syncFolder(path.dirname(file))
        },
      }
    },
    read: (name) => resultLines(createReadStream(fileOf(name))),
    locationOf: (name) => pathToFileURL(fileOf(name)).href,
    sweep: (named, before) => sweepFolder(root, named, before),
    close() {},
  }
}

/** Names are our own; this keeps a wrong row from reaching outside of the folder. */
export function checkedName(name: string): string {
  if (!/^[\w-]+(\.[\w-]+)*(\/[\w-]+(\.[\w-]+)*)*$/.test(name))
    throw new Error('Cannot use results file: its name is malformed')
  return name
}

/** A folder's own name must survive too: each one that is new is synced into the one above it. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true })
  if (first === undefined) return
  for (let made = folder; made.length >= first.length; made = path.dirname(made))
    await syncFolder(path.dirname(made))
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

type Named = (names: readonly string[]) => Promise<ReadonlySet<string>>

async function sweepFolder(root: string, named: Named, before: Date): Promise<number> {
  let swept = 0
  let names: string[] = []
  const removeUnnamed = async (): Promise<void> => {
    const kept = await named(names)
    const unnamed = names.filter((name) => !kept.has(name))
    for (const name of unnamed) await rm(path.join(root, name), { force: true })
    swept += unnamed.length
    names = []
  }
  for await (const name of filesBelow(root)) {
    const { mtime } = await stat(path.join(root, name))
    if (mtime < before) names.push(name)
    if (names.length === 1_000) await removeUnnamed()
  }
  if (names.length > 0) await removeUnnamed()
  return swept
}

async function* filesBelow(root: string): AsyncGenerator<string> {
  try {
    for await (const found of await opendir(root, { recursive: true })) {
      if (found.isFile()) yield path.relative(root, path.join(found.parentPath, found.name))
    }
  } catch (error) {
    // No file was ever written.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
