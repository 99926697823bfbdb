// What a finding is called, by the kinds of data it reports.
import type { Detection } from '../model/scan-outcome.ts'
import type { FindingType } from './finding.ts'

export interface TypeTitle {
  readonly type: FindingType
  readonly title: string
  readonly description: string
}

/** Of at least one detection. */
export function typeTitleOf(detections: readonly Detection[]): TypeTitle {
  const kinds = new Set(
    detections.map(({ identifier }) => (identifier.kind === 'custom' ? 'CUSTOM' : identifier.category)),
  )
  const [kind] = kinds
  return kind === undefined || kinds.size > 1 ? titles.MULTIPLE : titles[kind]
}

const titles = {
  CREDENTIALS: {
    type: 'SensitiveData:S3Object/Credentials',
    title: 'The S3 object contains credentials data.',
    description: 'The object contains credentials, such as private keys or secret access keys.',
  },
  FINANCIAL_INFORMATION: {
    type: 'SensitiveData:S3Object/Financial',
    title: 'The S3 object contains financial information.',
    description: 'The object contains financial information, such as credit card or bank account numbers.',
  },
  PERSONAL_INFORMATION: {
    type: 'SensitiveData:S3Object/Personal',
    title: 'The S3 object contains personal information.',
    description:
      'The object contains personal information, such as national identification numbers or contact data.',
  },
  CUSTOM: {
    type: 'SensitiveData:S3Object/CustomIdentifier',
    title: 'The S3 object contains text that matches custom data identifier criteria.',
    description:
      'The object contains text that matches the detection criteria of one or more custom data identifiers.',
  },
  MULTIPLE: {
    type: 'SensitiveData:S3Object/Multiple',
    title: 'The S3 object contains multiple categories of sensitive data.',
    description: 'The object contains more than one category of sensitive data.',
  },
} as const satisfies Record<string, TypeTitle>
