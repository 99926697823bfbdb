// TestCustomDataIdentifier: how often an identifier occurs in a sample. Nothing is stored.
//
// Expression and sample are short and the search is linear, so it is done at once, whatever the expression.
import type { TestCustomDataIdentifierResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { countCustomMatches } from '../../detection/custom/test-custom-identifier.ts'
import { ignoreWords, keywords, maximumMatchDistance, regex } from '../custom-identifier-input.ts'
import { standardErrors } from '../errors.ts'
import { text } from '../members.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

export const testCustomDataIdentifier = operation({
  name: 'TestCustomDataIdentifier',
  method: 'POST',
  path: '/custom-data-identifiers/test',
  input: z.object({ ignoreWords, keywords, maximumMatchDistance, regex, sampleText: text(1, 1_000) }),
  errors: standardErrors,
  handle({ input: { sampleText, ...definition } }): Wire<TestCustomDataIdentifierResponse> {
    return { matchCount: countCustomMatches(definition, sampleText) }
  },
})
