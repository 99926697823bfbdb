// Rules: filters that archive findings as they are recorded, from then on and nothing else.
import { randomUUID } from 'node:crypto'
import {
  CreateFindingsFilterCommand,
  CreateSampleFindingsCommand,
  DeleteFindingsFilterCommand,
  GetFindingsCommand,
  ListFindingsCommand,
  UpdateFindingsFilterCommand,
  type CreateFindingsFilterCommandInput,
  type FindingCriteria,
  type FindingType,
  type Macie2Client,
} from '@aws-sdk/client-macie2'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newAccount } from './new-account.ts'
import { bucketWith, client as serverAccount, findingsOf, runJob, ssnLine } from './world.ts'

type Input = Partial<CreateFindingsFilterCommandInput>

let client: Macie2Client
beforeEach(async () => {
  ;({ client } = await newAccount())
})

async function create(changes: Input, by = client): Promise<string> {
  const name = `rule ${randomUUID()}`
  const command = new CreateFindingsFilterCommand({ name, action: 'NOOP', findingCriteria: {}, ...changes })
  return (await by.send(command)).id ?? ''
}

const update = (id: string, changes: Input) =>
  client.send(new UpdateFindingsFilterCommand({ id, ...changes }))
const remove = (id: string) => client.send(new DeleteFindingsFilterCommand({ id }))

async function archivedOf(types: readonly FindingType[]): Promise<(boolean | undefined)[]> {
  const before = new Set((await client.send(new ListFindingsCommand({}))).findingIds)
  await client.send(new CreateSampleFindingsCommand({ findingTypes: [...types] }))
  const { findingIds = [] } = await client.send(new ListFindingsCommand({}))
  const added = findingIds.filter((id) => !before.has(id))
  const { findings = [] } = await client.send(new GetFindingsCommand({ findingIds: added }))
  return types.map((type) => findings.find((finding) => finding.type === type)?.archived)
}

describe('rules', () => {
  const [personal, financial] = [
    'SensitiveData:S3Object/Personal',
    'SensitiveData:S3Object/Financial',
  ] as const
  const ofType = (type: FindingType): FindingCriteria => ({ criterion: { type: { eq: [type] } } })

  test('archive what matches from then on, and leave what was there and what no rule matches', async () => {
    expect(await archivedOf([personal])).toEqual([false])
    const id = await create({ action: 'ARCHIVE', findingCriteria: ofType(personal) })
    expect(await archivedOf([personal, financial])).toEqual([true, false])
    const list = async (archived: string) =>
      (
        await client.send(
          new ListFindingsCommand({ findingCriteria: { criterion: { archived: { eq: [archived] } } } }),
        )
      ).findingIds
    expect(await list('true')).toHaveLength(1)
    expect(await list('false')).toHaveLength(2)
    await remove(id)
    expect(await archivedOf([personal])).toEqual([false])
    expect(await list('true')).toHaveLength(1)
  })

  test('do nothing as saved searches, and follow their updates', async () => {
    const id = await create({ findingCriteria: ofType(personal) })
    expect(await archivedOf([personal])).toEqual([false])
    await update(id, { action: 'ARCHIVE' })
    expect(await archivedOf([personal])).toEqual([true])
    await update(id, { findingCriteria: ofType(financial) })
    expect(await archivedOf([personal, financial])).toEqual([false, true])
  })

  test('without conditions match everything; with a value that no finding has, nothing', async () => {
    const id = await create({ action: 'ARCHIVE', findingCriteria: { criterion: { type: { eq: [] } } } })
    expect(await archivedOf([personal])).toEqual([false])
    await update(id, { findingCriteria: {} })
    expect(await archivedOf([personal, 'Policy:IAMUser/S3BucketPublic'])).toEqual([true, true])
  })

  test('of other accounts do not count', async () => {
    const other = await newAccount()
    await create({ action: 'ARCHIVE', findingCriteria: {} }, other.client)
    expect(await archivedOf([personal])).toEqual([false])
  })

  describe('over the findings of a job', () => {
    let bucket = ''
    beforeAll(async () => {
      bucket = await bucketWith({ 'keep.txt': ssnLine(1), 'hide.txt': ssnLine(2), 'hide.md': ssnLine(3) })
    })

    test('store them archived, where they are listed and counted as before', async () => {
      const findingCriteria: FindingCriteria = {
        criterion: {
          'resourcesAffected.s3Bucket.name': { eq: [bucket] },
          'resourcesAffected.s3Object.key': { neq: ['keep.txt'] },
          'resourcesAffected.s3Object.size': { gte: ssnLine(2).length },
          'classificationDetails.result.sensitiveData.detections.type': {
            eqExactMatch: ['USA_SOCIAL_SECURITY_NUMBER'],
          },
        },
      }
      const id = await create({ action: 'ARCHIVE', findingCriteria }, serverAccount)
      const jobId = await runJob([bucket])
      await serverAccount.send(new DeleteFindingsFilterCommand({ id }))
      const archived = (await findingsOf(jobId)).map(
        (finding) => `${finding.resourcesAffected?.s3Object?.key} ${finding.archived}`,
      )
      expect(archived).toEqual(['hide.md true', 'hide.txt true', 'keep.txt false'])
      const again = await runJob([bucket])
      expect((await findingsOf(again)).map((finding) => finding.archived)).toEqual([false, false, false])
    })
  })
})
