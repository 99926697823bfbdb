// The progress line of a scan. The whole is counted by a walk of its own beside the scan, so that the first byte is
// scanned at once and the bar appears when the count is done. Without a terminal nothing is counted at all.
import { findCandidates } from './candidates.ts'
import type { ProgressLine } from './progress-line.ts'
import type { ScanRequest } from './scan-request.ts'
import type { ScannedObject } from './scan-writer.ts'

export interface ScanProgress {
  /** Bytes of an object still being read. */
  addBytes(bytes: number): void
  addObject(object: ScannedObject): void
  end(): void
}

export function createScanProgress(request: ScanRequest, line: ProgressLine | undefined): ScanProgress {
  if (line === undefined) return { addBytes() {}, addObject() {}, end() {} }
  const startedAt = performance.now()
  let [objects, bytes, ahead, ended] = [0, 0, 0, false]
  let whole: { objects: number; bytes: number } | undefined
  void countWhole(request, () => ended).then((counted) => (whole = counted))
  const draw = (): void => {
    const seconds = (performance.now() - startedAt) / 1_000
    const done = bytes + ahead
    const bytesPerSecond = seconds < 0.5 ? undefined : done / seconds
    const fraction = whole === undefined || whole.bytes === 0 ? undefined : done / whole.bytes
    const left = whole === undefined ? undefined : Math.max(whole.bytes - done, 0)
    line.update({
      label: 'scanning',
      fraction,
      objects: { done: objects, total: whole?.objects },
      bytes: done,
      bytesPerSecond,
      etaSeconds: left === undefined || !bytesPerSecond ? undefined : left / bytesPerSecond,
    })
  }
  return {
    addBytes(count) {
      ahead += count
      draw()
    },
    addObject({ size }) {
      objects++
      bytes += size
      ahead = 0
      draw()
    },
    end() {
      ended = true
      line.clear()
    },
  }
}

async function countWhole(
  request: ScanRequest,
  isOver: () => boolean,
): Promise<{ objects: number; bytes: number } | undefined> {
  const whole = { objects: 0, bytes: 0 }
  try {
    for await (const candidate of findCandidates(request)) {
      if (isOver()) return undefined
      whole.objects++
      whole.bytes += candidate.size
    }
  } catch {
    // The scan itself meets the same failure, and says so; without a total the line shows no bar.
    return undefined
  }
  return whole
}
