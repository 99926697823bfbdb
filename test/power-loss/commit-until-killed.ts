// Commits row after row and prints each number when its commit was acknowledged; ends with code 3 when the database thread
// has died. node commit-until-killed.ts DATA_FOLDER
import { sql } from 'kysely'
import { openDatabase } from '../../src/database/open-database.ts'

const database = await openDatabase({ dataFolder: process.argv[2] ?? '' })
void database.failed.then((error) => {
  process.stdout.write(`failed ${error.message}\n`)
  return database.pools.interactive.query('select 1').then(
    () => process.exit(0),
    () => process.exit(3),
  )
})
await sql`create table if not exists numbers (n int primary key, words text)`.execute(database.background)
for (let n = 1; ; n++) {
  await sql`insert into numbers values (${n}, ${'w'.repeat(5000)})`
    .execute(database.background)
    .catch(waitForEnd)
  process.stdout.write(`${n}\n`)
}

/** A commit that was not acknowledged is never printed. */
function waitForEnd(): Promise<never> {
  return new Promise(() => {})
}
