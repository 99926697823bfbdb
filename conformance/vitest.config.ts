// Four stages: objects in folders or in a real S3 server, the store embedded or a PostgreSQL server. Every
// test file runs on each stage that this machine can set up; what cannot be is said in one line.
import { defineConfig } from 'vitest/config'
import { availableStages } from './stages.ts'

export default defineConfig({
  test: {
    reporters: ['default', './test/plain-summary.ts'],
    pool: 'forks',
    maxWorkers: 2,
    projects: availableStages().map((stage) => ({
      test: {
        name: stage.name,
        root: import.meta.dirname,
        include: ['**/*.test.ts'],
        exclude: [
          // About the server, its clock, its database and what it keeps, wherever the objects are.
          ...(stage.objects === 's3'
            ? ['kill.test.ts', 'lost-database.test.ts', 'matched-text.test.ts', 'schedule.test.ts']
            : []),
          // Only a database server can be away.
          ...(stage.database === 'embedded' ? ['lost-database.test.ts'] : []),
        ],
        globalSetup: ['./start-stage.ts'],
        provide: { stageName: stage.name },
        testTimeout: 60_000,
        hookTimeout: 120_000,
      },
    })),
  },
})
