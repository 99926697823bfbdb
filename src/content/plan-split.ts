// Whether a content can be read in parts, and what their readers must know of its beginning.
import type { ByteSource } from '../model/byte-source.ts'
import { probeBytes, rowAt } from './border.ts'
import { chooseReading } from './choose-reading.ts'
import { detectEncoding } from './encoding.ts'
import { readHeader } from './header.ts'
import type { LooksSensitive } from './looks-sensitive.ts'
import type { Split } from './part.ts'
import { headBytes } from './read-content.ts'
import { binarySignature, isGzip } from './signatures.ts'
import { createUtf8Guard } from './utf8-guard.ts'
import { closeWindow, fill, openWindow } from './window.ts'

export interface PlanOptions {
  readonly looksSensitive: LooksSensitive
  readonly blockBytes?: number
  /** What the parts are to have at least. */
  readonly partBytes: number
}

/** undefined: it is to be read as one. */
export async function planSplit(source: ByteSource, options: PlanOptions): Promise<Split | undefined> {
  const { size } = source
  const window = openWindow(source, options)
  try {
    await fill(window, Math.max(headBytes, window.blockBytes))
    const head = window.bytes.subarray(0, Math.min(window.filled, headBytes))
    if (size === undefined || isGzip(head) || binarySignature(head) !== undefined) return undefined
    const text = detectEncoding(head)
    if (text === undefined || text.encoding.startsWith('utf-16')) return undefined
    const { mark } = text
    window.bytes.copyWithin(0, mark, window.filled)
    window.filled -= mark
    const start = window.bytes.subarray(0, window.filled)
    if (mark === 0 && !createUtf8Guard().permits(start)) return undefined
    const reading = chooseReading(source.name, start.subarray(0, headBytes))
    if (reading.kind === 'document') return undefined
    const common = {
      format: reading.kind,
      summary: reading.summary,
      mark,
      contentBytes: size - mark,
      probeBytes: Math.min(probeBytes, options.partBytes >> 2),
    }
    if (reading.kind !== 'table')
      return { ...common, row: { delimiter: 0, width: 1 }, header: { names: [], told: [] } }
    const { delimiter } = reading
    const firstRow = rowAt(start, 0, delimiter)
    // The reader of the first part has to see it whole, too.
    if (firstRow === undefined || firstRow.end > options.partBytes >> 1) return undefined
    const { names, told } = await readHeader(window, { ...options, delimiter })
    return { ...common, row: { delimiter, width: firstRow.width }, header: { names, told } }
  } finally {
    closeWindow(window)
  }
}
