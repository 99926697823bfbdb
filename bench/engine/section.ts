// A part of the bench that can be run alone.
import type { Report } from './report.ts'

export interface Section {
  readonly title: string
  run(settings: Settings): Promise<void>
}

export interface Settings {
  readonly report: Report
  /** Of each measurement, after one to warm up; the median counts. */
  readonly rounds: number
  /** No corpus is larger; Infinity for what the numbers are wanted of. */
  readonly megabytes: number
  /** Of the job. */
  readonly objects: number
  /** Profile the job, which makes it slower. */
  readonly profile: boolean
  /** The processor that whole processes are tied to. */
  readonly core: number
}

/** Less stays in the cache, and processes hardly begin: nothing is said of targets. */
export const wholeMegabytes = 200
