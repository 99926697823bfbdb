// What the parts of a server share: made first, taken apart last.
import type { Logger } from 'pino'
import type { Secrets } from './access/secrets.ts'
import type { Metrics } from './api/metrics.ts'
import type { Config } from './config.ts'
import type { Database } from './database/open-database.ts'
import type { JobContext } from './jobs/job-context.ts'
import type { Queue } from './queue/queue.ts'
import type { ResultsStore } from './results/results-store.ts'

export interface ServerBase {
  readonly config: Config
  readonly logger: Logger
  readonly metrics: Metrics
  readonly database: Database
  readonly queue: Queue
  readonly jobs: JobContext
  readonly resultsStore: ResultsStore
  readonly secrets: Secrets
  readonly now: () => Date
}
