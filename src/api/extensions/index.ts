// What Magpie offers beyond AWS's API: routes under /magpie, and the metrics.
import type { Operation } from '../operation.ts'

export const extensions: readonly Operation[] = []
