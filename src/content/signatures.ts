// First bytes that say what a file is, whatever its name claims. Only formats that could pass for text, or that
// are common enough under a wrong name, need a line; other binary data shows itself by its control characters.

const signatures: readonly (readonly [name: string, bytes: string])[] = [
  ['pdf', '%PDF-'],
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  ['rar', 'Rar!\x1a'],
  ['7z', '7z\xbc\xaf\x27\x1c'],
  ['bzip2', 'BZh'],
  ['xz', '\xfd7zXZ\0'],
  ['zstd', '\x28\xb5\x2f\xfd'],
  ['lz4', '\x04\x22\x4d\x18'],
  ['parquet', 'PAR1'],
  ['avro', 'Obj\x01'],
  ['orc', 'ORC\x0a'],
  ['ole2', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['sqlite', 'SQLite format 3\0'],
  ['png', '\x89PNG'],
  ['jpeg', '\xff\xd8\xff'],
  ['gif', 'GIF8'],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
  ['riff', 'RIFF'],
  ['ogg', 'OggS'],
  ['flac', 'fLaC'],
  ['mp3', 'ID3'],
  ['elf', '\x7fELF'],
  ['class', '\xca\xfe\xba\xbe'],
  ['wasm', '\0asm'],
]
const compiled = signatures.map(([name, bytes]) => [name, Buffer.from(bytes, 'latin1')] as const)

/** The name of a format that is no text, or undefined. */
export function binarySignature(head: Uint8Array): string | undefined {
  for (const [name, bytes] of compiled)
    if (startsWith(head, bytes) && !isOrdinaryText(name, head)) return name
  return 'ustar' === ascii(head.subarray(257, 262)) ? 'tar' : undefined
}

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8
}

/** Signatures that are printable are also how a text may begin ("RIFF raff", "ID3 of 7"): then no byte is below a tab. */
function isOrdinaryText(name: string, head: Uint8Array): boolean {
  if (name === 'pdf') return false
  for (let i = 0; i < Math.min(head.length, 512); i++) if (head[i]! < 9) return false
  return !head.subarray(0, 16).some((byte) => byte > 0x7e)
}

function startsWith(head: Uint8Array, bytes: Uint8Array): boolean {
  return head.length >= bytes.length && bytes.every((byte, i) => head[i] === byte)
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
