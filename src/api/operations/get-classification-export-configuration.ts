// GetClassificationExportConfiguration: where the account's discovery results are written. Without a bucket it is an empty
// configuration, never none: clients look into it unasked.
import type { GetClassificationExportConfigurationResponse } from '@aws-sdk/client-macie2'
import { findExportConfiguration } from '../../store/export-configurations.ts'
import { standardErrors } from '../errors.ts'
import { wireExport } from '../export-destination.ts'
import { noInput } from '../members.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

export const getClassificationExportConfiguration = operation({
  name: 'GetClassificationExportConfiguration',
  method: 'GET',
  path: '/classification-export-configuration',
  input: noInput,
  errors: standardErrors,
  async handle({
    context,
    caller: { accountId },
  }): Promise<Wire<GetClassificationExportConfigurationResponse>> {
    const found = await findExportConfiguration(context.database.interactive, accountId)
    return { configuration: wireExport(found) }
  },
})
