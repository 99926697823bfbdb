// Takes a turn of the queue and never ends it; prints its id. node hold-a-turn.ts DATA_FOLDER [DATABASE_URL]
import { openDatabase } from '../../src/database/open-database.ts'
import { openQueue } from '../../src/queue/queue.ts'

const [dataFolder = '', databaseUrl] = process.argv.slice(2)
const database = await openDatabase({ dataFolder, databaseUrl })
const queue = await openQueue(database)
await queue.send(database.background, { queue: 'scan-batch', batchId: 1 })
await queue.work('scan-batch', { concurrency: 1 }, (_message, { queueJobId }) => {
  process.stdout.write(`${queueJobId}\n`)
  return new Promise(() => {})
})
