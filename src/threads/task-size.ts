// What is done with an object because of its size.
import type { ScanTask } from './messages.ts'

const smallBytes = 256 * 1_024
const partBytesOfFile = 32 * 2 ** 20
/** No smaller object is split. */
export const splitFromBytes = 2 * partBytesOfFile
/** Each part is a request of its own. */
const partBytesOverNetwork = 64 * 2 ** 20

/** Is to have a thread for itself. */
export function isLarge(task: ScanTask): boolean {
  return 'file' in task || task.entry.size > smallBytes
}

/** Bytes of a part, where an object is large enough for two of them. */
export function partBytesOf(task: ScanTask, wanted: number | undefined): number | undefined {
  const isFar = 'sources' in task && task.sources.some(({ kind }) => kind === 's3')
  const partBytes = wanted ?? (isFar ? partBytesOverNetwork : partBytesOfFile)
  const size = 'file' in task ? (task.size ?? 0) : task.entry.size
  return size >= 2 * partBytes ? partBytes : undefined
}
