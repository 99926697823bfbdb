// One process at a time in a data folder. The lock is an exclusive SQLite transaction on DIR/lock: the kernel drops it when
// the process ends, however it ends, so it is never stale; and unlike a process id or an abstract socket it holds across
// containers that share the folder. Nothing else in this process may open DIR/lock: POSIX drops the lock on any close.
import path from 'node:path'
import { createRequire } from 'node:module'
import type { DatabaseSync } from 'node:sqlite'
import { createFolder } from './store-folder.ts'

export interface FolderLock {
  /** Gives the folder back; without it the lock lives as long as the process. */
  release(): void
}

const sqliteBusy = 5
/** Without a reference the garbage collector would close the file and with it drop the lock. */
const held = new Set<DatabaseSync>()

/** Throws "Cannot use DIR: another Magpie process uses it" while another process, or this one, holds the folder. */
export function lockFolder(folder: string): FolderLock {
  createFolder(folder)
  const { DatabaseSync } = loadSqlite()
  const database = new DatabaseSync(path.join(folder, 'lock'), { timeout: 0 })
  try {
    database.exec('pragma locking_mode = exclusive; pragma journal_mode = memory; begin exclusive')
  } catch (error) {
    database.close()
    if ((error as { errcode?: number }).errcode !== sqliteBusy) throw error
    throw new Error(`Cannot use ${folder}: another Magpie process uses it`, { cause: error })
  }
  held.add(database)
  return {
    release() {
      if (held.delete(database)) database.close()
    },
  }
}

const load = createRequire(import.meta.url)

/** Loading node:sqlite prints a warning on Node 24; what is used of it here is older than the warning. */
function loadSqlite(): typeof import('node:sqlite') {
  const emitWarning = process.emitWarning.bind(process)
  process.emitWarning = () => undefined
  try {
    return load('node:sqlite') as typeof import('node:sqlite')
  } finally {
    process.emitWarning = emitWarning
  }
}
