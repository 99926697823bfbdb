// What Magpie offers beyond AWS's API: routes under /magpie, and the metrics.
import type { Operation } from '../operation.ts'
import { createAccessKey } from './create-access-key.ts'
import { deleteAccessKey } from './delete-access-key.ts'
import { explainText } from './explain-text.ts'
import { getJobCoverage } from './get-job-coverage.ts'
import { getJobProgress } from './get-job-progress.ts'
import { getMetrics } from './get-metrics.ts'
import { getUsage } from './get-usage.ts'
import { listAccessKeys } from './list-access-keys.ts'
import { listFindingOccurrences } from './list-finding-occurrences.ts'
import { previewClassificationJob } from './preview-classification-job.ts'

export const extensions: readonly Operation[] = [
  createAccessKey,
  deleteAccessKey,
  explainText,
  getJobCoverage,
  getJobProgress,
  getMetrics,
  getUsage,
  listAccessKeys,
  listFindingOccurrences,
  previewClassificationJob,
]
