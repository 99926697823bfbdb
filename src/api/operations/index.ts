// Every operation of the API. One line each: what is not in this list is an unknown route.
import type { Operation } from '../operation.ts'
import { disableMacie } from './disable-macie.ts'
import { enableMacie } from './enable-macie.ts'
import { getFindingStatistics } from './get-finding-statistics.ts'
import { getFindings } from './get-findings.ts'
import { getMacieSession } from './get-macie-session.ts'
import { listFindings } from './list-findings.ts'
import { listTagsForResource } from './list-tags-for-resource.ts'
import { tagResource } from './tag-resource.ts'
import { untagResource } from './untag-resource.ts'
import { updateMacieSession } from './update-macie-session.ts'

export const operations: readonly Operation[] = [
  disableMacie,
  enableMacie,
  getFindingStatistics,
  getFindings,
  getMacieSession,
  listFindings,
  listTagsForResource,
  tagResource,
  untagResource,
  updateMacieSession,
]
