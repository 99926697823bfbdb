// One line on a terminal that is drawn again and again. Where standard error is not a terminal there is no line at
// all: logs and pipes get nothing that has to be cleaned out of them.
import { formatBytes, formatCount, formatDuration } from './amounts.ts'

export interface Progress {
  readonly label: string
  /** 0-1; undefined while the whole is not known. */
  readonly fraction: number | undefined
  readonly objects: { readonly done: number; readonly total: number | undefined }
  readonly bytes: number
  readonly bytesPerSecond: number | undefined
  readonly etaSeconds: number | undefined
}

export interface ProgressLine {
  /** Draws at most ten times a second; `always` for the last state. */
  update(progress: Progress, always?: 'always'): void
  clear(): void
}

export function createProgressLine(stream: NodeJS.WriteStream): ProgressLine | undefined {
  if (!stream.isTTY) return undefined
  let drawnAt = 0
  return {
    update(progress, always) {
      const now = performance.now()
      if (always === undefined && now - drawnAt < 100) return
      drawnAt = now
      stream.write(`\r\u001B[2K${renderProgress(progress, stream.columns || 80)}`)
    },
    clear() {
      if (drawnAt > 0) stream.write('\r\u001B[2K')
      drawnAt = 0
    },
  }
}

export interface ProgressLines {
  /** One line each; fewer than before leave no trace. */
  update(progresses: readonly Progress[]): void
  clear(): void
}

/** As much of a stream as lines are drawn on. */
interface Terminal {
  readonly isTTY: boolean
  readonly columns?: number
  readonly rows?: number
  write(text: string): boolean
}

/** Several lines that are drawn again and again, one below the other. */
export function createProgressLines(stream: Terminal): ProgressLines | undefined {
  if (!stream.isTTY) return undefined
  let drawn = 0
  const clear = (): void => {
    if (drawn > 0) stream.write(`${drawn > 1 ? `\u001B[${drawn - 1}A` : ''}\r\u001B[J`)
    drawn = 0
  }
  return {
    update(progresses) {
      // More than the screen has would scroll, and could not be drawn over.
      const shown = progresses.slice(0, Math.max(1, (stream.rows || 24) - 1))
      clear()
      stream.write(shown.map((progress) => renderProgress(progress, stream.columns || 80)).join('\n'))
      drawn = shown.length
    },
    clear,
  }
}

/** At most `columns` - 1 characters, so that the line never wraps: the bar takes what the words leave. */
export function renderProgress(progress: Progress, columns: number): string {
  const { objects, fraction, bytesPerSecond, etaSeconds } = progress
  const total = objects.total === undefined ? '' : ` of ${formatCount(objects.total)}`
  const words = [
    ...(fraction === undefined ? [] : [`${String(Math.floor(Math.min(fraction, 1) * 100)).padStart(3)} %`]),
    `${formatCount(objects.done)}${total} objects`,
    formatBytes(progress.bytes),
    ...(bytesPerSecond === undefined ? [] : [`${formatBytes(bytesPerSecond)}/s`]),
    ...(etaSeconds === undefined ? [] : [`ETA ${formatDuration(etaSeconds)}`]),
  ].join('  ')
  const room = Math.min(30, columns - 1 - progress.label.length - words.length - 4)
  const bar = fraction === undefined || room < 5 ? '' : `${drawBar(fraction, room)}  `
  return `${progress.label}  ${bar}${words}`.slice(0, columns - 1)
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

function drawBar(fraction: number, cells: number): string {
  const filled = Math.min(Math.max(fraction, 0), 1) * cells
  const bar = '█'.repeat(Math.floor(filled)) + (eighths[Math.floor((filled % 1) * 8)] ?? '')
  return bar.padEnd(cells, '░')
}
