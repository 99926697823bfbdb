// What encoding a text is in, told from its first bytes; or that it is no text.

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-8 or windows-1252'

export interface DetectedText {
  readonly encoding: Encoding
  /** Bytes of the byte-order mark. */
  readonly mark: number
}

/** More than one control character in fifty bytes: a picture, a program, something encrypted. */
const controlsPerByte = 1 / 50

/** undefined: binary. */
export function detectEncoding(head: Uint8Array): DetectedText | undefined {
  const [a, b, c, d] = head
  if (a === 0xef && b === 0xbb && c === 0xbf)
    return mostlyText(head) ? { encoding: 'utf-8', mark: 3 } : undefined
  if (a === 0xff && b === 0xfe && !(c === 0 && d === 0)) return { encoding: 'utf-16le', mark: 2 }
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', mark: 2 }
  const wide = zeroByteParity(head)
  if (wide !== undefined) return { encoding: wide, mark: 0 }
  return mostlyText(head) ? { encoding: 'utf-8 or windows-1252', mark: 0 } : undefined
}

/** Latin text in UTF-16 has a zero in every other byte, always on the same side. */
function zeroByteParity(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const pairs = Math.min(head.length, 4_096) >> 1
  if (pairs < 2) return undefined
  let even = 0
  let odd = 0
  for (let i = 0; i < pairs * 2; i += 2) {
    if (head[i] === 0) even++
    if (head[i + 1] === 0) odd++
  }
  if (odd > pairs * 0.4 && even < pairs * 0.02) return 'utf-16le'
  if (even > pairs * 0.4 && odd < pairs * 0.02) return 'utf-16be'
  return undefined
}

function mostlyText(head: Uint8Array): boolean {
  const looked = Math.min(head.length, 16_384)
  let controls = 0
  for (let i = 0; i < looked; i++) if (isControl[head[i]!] === 1) controls++
  return controls <= looked * controlsPerByte
}

/** Not among them: what text has (\b \t \n \v \f \r, escape) and U+001C to U+001F, which separate data in text. */
const isControl = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 8 || (byte > 13 && byte < 27) || byte === 0x7f ? 1 : 0,
)
