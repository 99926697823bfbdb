// PutClassificationExportConfiguration: names the bucket of the account's discovery results, or, with an empty
// configuration, gives it up. The bucket is written to before anything is stored.
import type { PutClassificationExportConfigurationResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { clearExport, configureExport } from '../../jobs/configure-export.ts'
import { standardErrors } from '../errors.ts'
import { exportRefusal, s3Destination, toDestination, wireExport } from '../export-destination.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

export const putClassificationExportConfiguration = operation({
  name: 'PutClassificationExportConfiguration',
  method: 'PUT',
  path: '/classification-export-configuration',
  input: z.object({ configuration: z.object({ s3Destination: s3Destination.optional() }) }),
  errors: standardErrors,
  async handle({
    context,
    caller: { accountId },
    input,
  }): Promise<Wire<PutClassificationExportConfigurationResponse>> {
    const { s3Destination: given } = input.configuration
    if (given === undefined) {
      await clearExport(context.jobs, accountId)
      return { configuration: wireExport(undefined) }
    }
    const destination = toDestination(accountId, given)
    const tested = await context.testExport(destination)
    if ('refused' in tested) throw exportRefusal(tested.refused)
    const { encrypts } = tested.accepted
    if (!encrypts)
      context.logger.warn(
        { accountId, bucket: destination.bucketName },
        'discovery results are exported without the KMS key: the store does not take it',
      )
    await configureExport(context.jobs, { ...destination, encrypts })
    return { configuration: wireExport(destination) }
  },
})
