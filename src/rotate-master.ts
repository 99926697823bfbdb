// `magpie keys rotate-master`: on the embedded store while no server runs, which its folder's lock sees to; on a
// PostgreSQL server also beside running ones.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { masterKeyFile, readMasterKeys } from './access/master-key.ts'
import { dropFormerKey, isSealed, prepareRotation, sealAnew } from './access/rotate-master-key.ts'
import { openSecrets } from './access/secrets.ts'
import { CommandFailure } from './cli/command-failure.ts'
import type { Config } from './config.ts'
import { openDatabase, type Database } from './database/open-database.ts'

export async function rotateMaster(
  config: Config,
  { prepare }: { readonly prepare: boolean },
): Promise<void> {
  const file = config.masterKeyFile
  // Before a store is made for nothing.
  await readMasterKeys(file).catch((cause: Error) => {
    throw new CommandFailure(cause.message.replace(/\.$/, ''), {
      next: 'Name the folder of the server with --data, or its key with --master-key-file.',
      cause,
    })
  })
  await withDatabase(config, async (database) => {
    const rotation = { db: database.interactive, file }
    await openSecrets(rotation.db, masterKeyFile(file))
    if (prepare) {
      await prepareRotation(rotation)
      process.stdout.write(
        `${file} has the next key as its second line\n` +
          'Copy it to every machine of the database, then run "magpie keys rotate-master" on one of them.\n',
      )
      return
    }
    if (await isSealed(rotation)) process.stdout.write('finishing a rotation that was interrupted\n')
    else {
      await prepareRotation(rotation)
      const sealed = await sealAnew(rotation)
      process.stdout.write(`${sealed} ${sealed === 1 ? 'secret is' : 'secrets are'} sealed anew\n`)
    }
    await dropFormerKey(rotation)
    process.stdout.write(`${file} has the new key alone; keep a copy with the backups\n`)
  })
}

/** A server's database is shared with whoever holds the data folder: this uses a folder of its own. */
async function withDatabase(config: Config, task: (database: Database) => Promise<void>): Promise<void> {
  const { databaseUrl } = config
  const own = databaseUrl === undefined ? undefined : await mkdtemp(path.join(os.tmpdir(), 'magpie-rotate-'))
  try {
    await using parts = new AsyncDisposableStack()
    const dataFolder = own ?? config.dataFolder
    const database = await openDatabase({ dataFolder, databaseUrl }).catch((cause: Error) => {
      if (!cause.message.startsWith(`Cannot use ${dataFolder}: another`)) throw cause
      throw new CommandFailure(cause.message, {
        next: 'The embedded store has one user: stop the server, rotate, and start it again.',
        cause,
      })
    })
    parts.defer(() => database.close())
    await task(database)
  } finally {
    if (own !== undefined) await rm(own, { recursive: true, force: true })
  }
}
