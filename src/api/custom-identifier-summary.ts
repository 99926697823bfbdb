// A custom data identifier as lists show it.
import type { CustomDataIdentifierSummary } from '@aws-sdk/client-macie2'
import type { CustomDataIdentifier } from '../store/custom-data-identifiers.ts'
import type { Wire } from './wire.ts'

export type CustomIdentifierFacts = Pick<
  CustomDataIdentifier,
  'id' | 'accountId' | 'region' | 'name' | 'description' | 'createdAt' | 'deleted'
>

export function summariseCustomIdentifier(
  identifier: CustomIdentifierFacts,
): Wire<CustomDataIdentifierSummary> {
  return {
    arn: customIdentifierArn(identifier),
    createdAt: identifier.createdAt.toISOString(),
    description: identifier.description,
    id: identifier.id,
    name: identifier.name,
  }
}

export function customIdentifierArn({
  region,
  accountId,
  id,
}: Pick<CustomDataIdentifier, 'region' | 'accountId' | 'id'>): string {
  return `arn:aws:macie2:${region}:${accountId}:custom-data-identifier/${id}`
}
