// A store ready to be copied: a gzipped tar. The build makes one with the whole schema in it (scripts/prepare.ts), which
// opens in a fraction of the time that initdb and the migrations take; where it is missing, a bare one is made in memory.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { openPglite } from './durable-pglite.ts'
import { migrationFiles } from './migrate.ts'

/** The built template if it is there and of these migrations, else a bare one. */
export async function storeTemplate(): Promise<Uint8Array> {
  const built = [path.join(here, '..', '..', 'build'), path.join(here, '..')]
    .map((folder) => path.join(folder, templateName()))
    .find((file) => existsSync(file))
  return built === undefined ? bareTemplate() : readFileSync(built)
}

/** Names the migrations that are inside: a template of other migrations is not found, so never used. */
export function templateName(): string {
  const digest = createHash('sha256').update(JSON.stringify(migrationFiles())).digest('hex')
  return `database-template-${digest.slice(0, 12)}.tar.gz`
}

/** Packs a store that nobody has open. */
export async function packStore(folder: string): Promise<Uint8Array> {
  // No spare segments of the write-ahead log: each would be 4 MB to write at every first start.
  const { pglite } = await openPglite(folder, { settings: ['min_wal_size=8MB', 'max_wal_size=8MB'] })
  return pack(pglite)
}

async function bareTemplate(): Promise<Uint8Array> {
  return pack(await PGlite.create({ initDbStartParams: ['--wal-segsize=4'] }))
}

async function pack(pglite: PGlite): Promise<Uint8Array> {
  await pglite.exec('vacuum freeze')
  await pglite.exec('checkpoint')
  const tar = await pglite.dumpDataDir('gzip')
  await pglite.close()
  return new Uint8Array(await tar.arrayBuffer())
}

const here = import.meta.dirname
