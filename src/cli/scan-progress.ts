// The progress line of a scan. The whole is counted by a walk of its own beside the scan, so that the first byte is
// scanned at once and the bar appears when the count is done. Without a terminal nothing is counted at all.
import { findCandidates } from './candidates.ts'
import type { Progress, ProgressLine } from './progress-line.ts'
import type { ScanRequest } from './scan-request.ts'
import type { ScannedObject } from './scan-writer.ts'

export interface ScanProgress {
  /** Where the bytes of objects still being read are told. */
  follow(scanner: { bytesUnderWay(): number }): void
  addObject(object: ScannedObject): void
  end(): void
}

const drawEveryMs = 100

export function createScanProgress(request: ScanRequest, line: ProgressLine | undefined): ScanProgress {
  if (line === undefined) return { follow() {}, addObject() {}, end() {} }
  const startedAt = performance.now()
  const done = { objects: 0, bytes: 0 }
  let ended = false
  let whole: Whole | undefined
  let followed: { bytesUnderWay(): number } | undefined
  void countWhole(request, () => ended).then((counted) => (whole = counted))
  const timer = setInterval(() => {
    const seconds = (performance.now() - startedAt) / 1_000
    line.update(
      progressOf(
        { objects: done.objects, bytes: done.bytes + (followed?.bytesUnderWay() ?? 0) },
        whole,
        seconds,
      ),
    )
  }, drawEveryMs)
  return {
    follow(scanner) {
      followed = scanner
    },
    addObject({ size }) {
      done.objects++
      done.bytes += size
    },
    end() {
      ended = true
      clearInterval(timer)
      line.clear()
    },
  }
}

interface Whole {
  objects: number
  bytes: number
}

/** @param whole undefined while it is being counted */
export function progressOf(done: Whole, whole: Whole | undefined, seconds: number): Progress {
  const bytesPerSecond = seconds < 0.5 || done.bytes === 0 ? undefined : done.bytes / seconds
  const left = whole === undefined ? undefined : Math.max(whole.bytes - done.bytes, 0)
  return {
    label: 'scanning',
    fraction: whole === undefined || whole.bytes === 0 ? undefined : done.bytes / whole.bytes,
    objects: { done: done.objects, total: whole?.objects },
    bytes: done.bytes,
    bytesPerSecond,
    etaSeconds: left === undefined || bytesPerSecond === undefined ? undefined : left / bytesPerSecond,
  }
}

async function countWhole(request: ScanRequest, isOver: () => boolean): Promise<Whole | undefined> {
  const whole: Whole = { objects: 0, bytes: 0 }
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
