// Names of files are bytes, keys are text. A name that is UTF-8 is its own key, never normalised; any other is
// escaped: its bad bytes become %XX and its own percent signs %25, and the key leads back to the very file.
//
// The one fact to know: a good name that could be read as such an escape (`%FF`) is escaped too (`%25FF`),
// else two files would have one key. Percent signs in all other names stay as they are.
import { isUtf8 } from 'node:buffer'

/** The key segment of one file name. */
export function keyOfName(name: Buffer): string {
  if (!isUtf8(name)) return escaped(name)
  const text = name.toString('utf8')
  return text.includes('%') && isEscape(text) ? text.replaceAll('%', '%25') : text
}

/** The file name of one key segment. */
export function nameOfKey(segment: string): Buffer {
  return segment.includes('%') && isEscape(segment) ? unescaped(segment) : Buffer.from(segment, 'utf8')
}

/** The bytes of a path whose segments are in key form. */
export function pathOfKey(key: string): Buffer {
  if (!key.includes('%')) return Buffer.from(key, 'utf8')
  const parts = key
    .split('/')
    .flatMap((segment, index) => [...(index === 0 ? [] : [slash]), nameOfKey(segment)])
  return Buffer.concat(parts)
}

const slash = Buffer.from('/')

/** True where undoing escapes, as often as it goes, comes to bytes that are no UTF-8. */
function isEscape(text: string): boolean {
  for (let rest = text; ;) {
    const bytes = unescaped(rest)
    if (!isUtf8(bytes)) return true
    const next = bytes.toString('utf8')
    if (next.length === rest.length) return false
    rest = next
  }
}

function unescaped(text: string): Buffer {
  const parts = text.split(/%([0-9A-F]{2})/)
  return Buffer.concat(
    parts.map((part, index) => (index % 2 === 0 ? Buffer.from(part, 'utf8') : Buffer.from(part, 'hex'))),
  )
}

function escaped(name: Buffer): string {
  let text = ''
  for (let at = 0; at < name.length;) {
    const length = characterLength(name, at)
    const piece = name.subarray(at, at + Math.max(1, length))
    text +=
      length === 0 || piece[0] === 0x25 ? `%${piece.toString('hex').toUpperCase()}` : piece.toString('utf8')
    at += piece.length
  }
  return text
}

/** Bytes of the UTF-8 character that begins here; 0 where none does. */
function characterLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0
  const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
  const whole = at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length))
  return whole ? length : 0
}
