// `npm run test:kill`: 30 kills of a job over 5,000 objects, on each store that is there.
import { parseArgs } from 'node:util'
import { killAndCompare } from './kill-and-compare.ts'
import { databaseUrl } from './stages.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '30' },
    objects: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
  },
})

const stages = ['folders-embedded', ...(databaseUrl() === undefined ? [] : ['folders-postgres'])] as const
let failed = false
for (const stage of stages as readonly ('folders-embedded' | 'folders-postgres')[]) {
  const trial = {
    stage,
    kills: Number(values.kills),
    objects: Number(values.objects),
    seed: Number(values.seed),
  }
  const result = await killAndCompare({
    ...trial,
    log: (line) => process.stdout.write(`${stage}: ${line}\n`),
  })
  process.stdout.write(
    `${stage}: ${trial.kills} kills, the last at work was number ${result.killsAtWork}; ${result.objects} objects in the ledger, ` +
      `${result.findings} findings, ${result.differences.length} differences\n`,
  )
  for (const line of result.differences.slice(0, 20)) process.stdout.write(`  ${line}\n`)
  failed ||= result.differences.length > 0
}
if (databaseUrl() === undefined)
  process.stdout.write('left out: a PostgreSQL server (set MAGPIE_TEST_DATABASE_URL)\n')
process.exitCode = failed ? 1 : 0
