// The members of an allow list as a request gives them, and a list as answers give it.
import { z } from 'zod'
import type { AllowListCriteria } from '../model/allow-list.ts'
import type { AllowList } from '../store/allow-lists.ts'
import { regex } from './custom-identifier-input.ts'
import { clientToken, tags, text } from './members.ts'
import { hasOneMember } from './jobs/scoping-input.ts'

const bucketName = z.string().regex(/^[A-Za-z0-9.\-_]{3,255}$/, {
  error: 'must have 3 to 255 letters, digits, dots, dashes and underscores',
})

const criteria = z
  .object({
    regex: regex.optional(),
    s3WordsList: z.object({ bucketName, objectKey: text(1, 1_024) }).optional(),
  })
  .refine(hasOneMember, { error: 'must have exactly one of regex and s3WordsList' })

const settings = { criteria, description: text(1, 512).optional(), name: text(1, 128) }

export const createAllowListInput = z.object({
  ...settings,
  clientToken: clientToken.optional(),
  tags: tags.default({}),
})

export const updateAllowListInput = z.object({ ...settings, id: z.string() })

/** Of criteria that were checked. */
export function toCriteria({ regex: expression, s3WordsList }: z.infer<typeof criteria>): AllowListCriteria {
  if (expression !== undefined) return { regex: expression }
  if (s3WordsList !== undefined) return { s3WordsList }
  throw new Error('Cannot make an allow list: its criteria have no member')
}

export function allowListArn({
  region,
  accountId,
  id,
}: Pick<AllowList, 'region' | 'accountId' | 'id'>): string {
  return `arn:aws:macie2:${region}:${accountId}:allow-list/${id}`
}
