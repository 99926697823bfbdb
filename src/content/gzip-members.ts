// The frame of gzip around deflated data: members one after the other, each a header, a stream and a trailer.
import { crc32 } from 'node:zlib'
import type { ByteSource } from '../model/byte-source.ts'

/** The compressed bytes at hand: bytes[at, filled) are next. */
export interface GzipInput {
  readonly bytes: Uint8Array
  at: number
  filled: number
}

export type Frame = 'member' | 'end' | 'damaged'

/** What follows: another member (its header is read over), nothing but zeros, or something else. */
export async function nextMember(outer: ByteSource, input: GzipInput, first: boolean): Promise<Frame> {
  const next = byteReader(outer, input)
  let byte = await next()
  // Padding: archives are often filled up to whole blocks.
  if (!first) while (byte === 0) byte = await next()
  if (byte === -1) return first ? 'damaged' : 'end'
  if (byte !== 0x1f || (await next()) !== 0x8b || (await next()) !== 8) return 'damaged'
  const flags = await next()
  if (flags === -1 || (flags & reservedFlags) !== 0) return 'damaged'
  await skip(next, 6)
  if ((flags & hasExtra) !== 0) await skip(next, (await next()) + ((await next()) << 8))
  if ((flags & hasName) !== 0) await skipText(next)
  if ((flags & hasComment) !== 0) await skipText(next)
  // A header that is cut off shows itself by the data that is missing.
  if ((flags & hasHeaderChecksum) !== 0) await skip(next, 2)
  return 'member'
}

const hasHeaderChecksum = 2
const hasExtra = 4
const hasName = 8
const hasComment = 16
const reservedFlags = 0xe0

/** The checksum and length of what a member holds. */
export interface MemberDigest {
  checksum: number
  length: number
}

export function addToDigest(digest: MemberDigest, data: Uint8Array): void {
  digest.checksum = crc32(data, digest.checksum)
  digest.length += data.length
}

/** Reads a member's trailer and says whether it tells the same. */
export async function trailerFits(
  outer: ByteSource,
  input: GzipInput,
  digest: MemberDigest,
): Promise<boolean> {
  const next = byteReader(outer, input)
  const checksum = await littleEndian(next)
  const length = await littleEndian(next)
  return checksum === digest.checksum && length === digest.length % 2 ** 32
}

type NextByte = () => number | Promise<number>

/** -1: the end. */
function byteReader(outer: ByteSource, input: GzipInput): NextByte {
  const more = async (): Promise<number> => ((await refill(outer, input)) ? input.bytes[input.at++]! : -1)
  return () => (input.at < input.filled ? input.bytes[input.at++]! : more())
}

/** Replaces what was used up; false at the end. */
export async function refill(outer: ByteSource, input: GzipInput): Promise<boolean> {
  input.at = 0
  input.filled = await outer.read(input.bytes)
  return input.filled > 0
}

async function skip(next: NextByte, count: number): Promise<void> {
  for (let left = count; left > 0; left--) if ((await next()) === -1) return
}

async function skipText(next: NextByte): Promise<void> {
  for (let byte = await next(); byte > 0;) byte = await next()
}

async function littleEndian(next: NextByte): Promise<number> {
  let value = 0
  for (let place = 0; place < 4; place++) value += (await next()) * 2 ** (8 * place)
  return value
}
