import { expect, test } from 'vitest'
import { facetsOf } from './facets.ts'
import type { WireFinding } from './finding.ts'

const lines = [{ start: 1, end: 1, startColumn: 5 }]
const occurrences = { cells: null, lineRanges: lines, offsetRanges: null, pages: null, records: null }

test('facets name every scalar by its path, through lists, each once, and no place', () => {
  const finding = {
    type: 'SensitiveData:S3Object/Multiple',
    count: 1,
    archived: false,
    policyDetails: null,
    resourcesAffected: {
      s3Bucket: {
        tags: [
          { key: 'team', value: 'hr' },
          { key: 'stage', value: 'hr' },
        ],
      },
    },
    classificationDetails: {
      result: {
        sensitiveData: [
          {
            category: 'CREDENTIALS',
            totalCount: 3,
            detections: [
              { type: 'PKCS', count: 1, occurrences },
              { type: 'JSON_WEB_TOKEN', count: 2, occurrences },
            ],
          },
        ],
      },
    },
  } as unknown as WireFinding
  const detections = 'classificationDetails.result.sensitiveData.detections'
  expect(facetsOf(finding).toSorted()).toEqual(
    [
      'type=SensitiveData:S3Object/Multiple',
      'count=1',
      'archived=false',
      'resourcesAffected.s3Bucket.tags.key=team',
      'resourcesAffected.s3Bucket.tags.key=stage',
      'resourcesAffected.s3Bucket.tags.value=hr',
      'classificationDetails.result.sensitiveData.category=CREDENTIALS',
      'classificationDetails.result.sensitiveData.totalCount=3',
      `${detections}.type=PKCS`,
      `${detections}.type=JSON_WEB_TOKEN`,
      `${detections}.count=1`,
      `${detections}.count=2`,
    ].toSorted(),
  )
})
