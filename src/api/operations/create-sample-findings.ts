// CreateSampleFindings: a new finding of each type that is asked for, each time it is asked. They are recorded as those
// of runs are: rules that archive act on them too, and they are published.
import { randomBytes } from 'node:crypto'
import type { CreateSampleFindingsResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { facetsOf } from '../../findings/facets.ts'
import { sampleFinding, sampleTypes } from '../../findings/sample-finding.ts'
import { announceFindings, wakePublishers } from '../../jobs/announce-findings.ts'
import { recordFindings } from '../../store/record-findings.ts'
import { standardErrors } from '../errors.ts'
import { operation } from '../operation.ts'
import { oneOf } from '../members.ts'
import type { Wire } from '../wire.ts'

export const createSampleFindings = operation({
  name: 'CreateSampleFindings',
  method: 'POST',
  path: '/findings/sample',
  input: z.object({ findingTypes: z.array(oneOf(...sampleTypes)).optional() }),
  errors: standardErrors,
  async handle({ context, caller: { accountId }, input, now }): Promise<Wire<CreateSampleFindingsResponse>> {
    const { findingTypes = [] } = input
    const types = findingTypes.length === 0 ? sampleTypes : new Set(findingTypes)
    const findings = [...types].map((type) =>
      sampleFinding({
        type,
        id: randomBytes(16).toString('hex'),
        accountId,
        region: context.region,
        createdAt: now,
      }),
    )
    const made = findings.map((finding) => ({
      finding,
      facets: facetsOf(finding),
      runNumber: null,
      resultsFile: null,
    }))
    await context.database.interactive.transaction().execute(async (trx) => {
      await announceFindings(context.jobs, trx, await recordFindings(trx, accountId, made))
    })
    wakePublishers(context.jobs)
    return {}
  },
})
