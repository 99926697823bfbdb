// Every operation of the API. One line each: what is not in this list is an unknown route.
import type { Operation } from '../operation.ts'
import { batchGetCustomDataIdentifiers } from './batch-get-custom-data-identifiers.ts'
import { createAllowList } from './create-allow-list.ts'
import { createClassificationJob } from './create-classification-job.ts'
import { createCustomDataIdentifier } from './create-custom-data-identifier.ts'
import { createFindingsFilter } from './create-findings-filter.ts'
import { createSampleFindings } from './create-sample-findings.ts'
import { deleteAllowList } from './delete-allow-list.ts'
import { deleteCustomDataIdentifier } from './delete-custom-data-identifier.ts'
import { deleteFindingsFilter } from './delete-findings-filter.ts'
import { describeBuckets } from './describe-buckets.ts'
import { describeClassificationJob } from './describe-classification-job.ts'
import { disableMacie } from './disable-macie.ts'
import { enableMacie } from './enable-macie.ts'
import { getAllowList } from './get-allow-list.ts'
import { getBucketStatistics } from './get-bucket-statistics.ts'
import { getClassificationExportConfiguration } from './get-classification-export-configuration.ts'
import { getCustomDataIdentifier } from './get-custom-data-identifier.ts'
import { getFindingStatistics } from './get-finding-statistics.ts'
import { getFindingsFilter } from './get-findings-filter.ts'
import { getFindingsPublicationConfiguration } from './get-findings-publication-configuration.ts'
import { getFindings } from './get-findings.ts'
import { getMacieSession } from './get-macie-session.ts'
import { getRevealConfiguration } from './get-reveal-configuration.ts'
import { getSensitiveDataOccurrencesAvailability } from './get-sensitive-data-occurrences-availability.ts'
import { getSensitiveDataOccurrences } from './get-sensitive-data-occurrences.ts'
import { getUsageStatistics } from './get-usage-statistics.ts'
import { getUsageTotals } from './get-usage-totals.ts'
import { listAllowLists } from './list-allow-lists.ts'
import { listClassificationJobs } from './list-classification-jobs.ts'
import { listCustomDataIdentifiers } from './list-custom-data-identifiers.ts'
import { listFindingsFilters } from './list-findings-filters.ts'
import { listFindings } from './list-findings.ts'
import { listManagedDataIdentifiers } from './list-managed-data-identifiers.ts'
import { listTagsForResource } from './list-tags-for-resource.ts'
import { putClassificationExportConfiguration } from './put-classification-export-configuration.ts'
import { putFindingsPublicationConfiguration } from './put-findings-publication-configuration.ts'
import { searchResources } from './search-resources.ts'
import { tagResource } from './tag-resource.ts'
import { testCustomDataIdentifier } from './test-custom-data-identifier.ts'
import { untagResource } from './untag-resource.ts'
import { updateAllowList } from './update-allow-list.ts'
import { updateClassificationJob } from './update-classification-job.ts'
import { updateFindingsFilter } from './update-findings-filter.ts'
import { updateMacieSession } from './update-macie-session.ts'
import { updateRevealConfiguration } from './update-reveal-configuration.ts'

export const operations: readonly Operation[] = [
  batchGetCustomDataIdentifiers,
  createAllowList,
  createClassificationJob,
  createCustomDataIdentifier,
  createFindingsFilter,
  createSampleFindings,
  deleteAllowList,
  deleteCustomDataIdentifier,
  deleteFindingsFilter,
  describeBuckets,
  describeClassificationJob,
  disableMacie,
  enableMacie,
  getAllowList,
  getBucketStatistics,
  getClassificationExportConfiguration,
  getCustomDataIdentifier,
  getFindingStatistics,
  getFindings,
  getFindingsFilter,
  getFindingsPublicationConfiguration,
  getMacieSession,
  getRevealConfiguration,
  getSensitiveDataOccurrences,
  getSensitiveDataOccurrencesAvailability,
  getUsageStatistics,
  getUsageTotals,
  listAllowLists,
  listClassificationJobs,
  listCustomDataIdentifiers,
  listFindings,
  listFindingsFilters,
  listManagedDataIdentifiers,
  listTagsForResource,
  putClassificationExportConfiguration,
  putFindingsPublicationConfiguration,
  searchResources,
  tagResource,
  testCustomDataIdentifier,
  untagResource,
  updateAllowList,
  updateClassificationJob,
  updateFindingsFilter,
  updateMacieSession,
  updateRevealConfiguration,
]
