// Which objects are worth fetching, by name, storage class and size alone. What is really inside is decided by
// content, once the object is open; a name here only says that a reader may take it.
import type { ShortfallReason } from '../model/shortfall.ts'

const gigabyte = 2 ** 30
const maxTextBytes = 20 * gigabyte
const maxGzipBytes = 8 * gigabyte

const gzipExtensions = new Set(['gz', 'gzip'])
const textExtensions = new Set([
  'csv',
  'tsv',
  'json',
  'jsonl',
  'ndjson',
  'txt',
  'text',
  'log',
  'md',
  'htm',
  'html',
  'xml',
  'yaml',
  'yml',
  'rtf',
  'dat',
  'sql',
  'py',
  'js',
  'ts',
  'java',
  'c',
  'cpp',
  'cs',
  'go',
  'rb',
  'php',
  'sh',
  'ps1',
  'ini',
  'conf',
  'cfg',
  'properties',
  'env',
  'toml',
  'tf',
  'tfstate',
  'tfvars',
  'tsx',
  'jsx',
  'mjs',
  'cjs',
  'kt',
  'rs',
  'swift',
  'scala',
  'pem',
  'key',
  'crt',
  'asc',
  'ppk',
  'ics',
  'vcf',
  'ldif',
])
const unreadableStorageClasses = new Set(['GLACIER', 'DEEP_ARCHIVE', 'EXPRESS_ONEZONE', 'OUTPOSTS'])

/** Why an object need not be fetched at all, or undefined where it may be read. */
export function whyNotClassifiable(
  key: string,
  storageClass: string | undefined,
  size: number,
): ShortfallReason | undefined {
  if (storageClass !== undefined && unreadableStorageClasses.has(storageClass)) return 'INVALID_OBJECT_STATE'
  const extension = extensionOf(key)
  if (gzipExtensions.has(extension)) return size > maxGzipBytes ? 'ARCHIVE_EXCEEDS_SIZE_LIMIT' : undefined
  if (extension !== '' && !textExtensions.has(extension)) return 'UNSUPPORTED_FILE_TYPE_EXCEPTION'
  return size > maxTextBytes ? 'FILE_EXCEEDS_SIZE_LIMIT' : undefined
}

/** In lower case and without the dot; '' where there is none. A name that begins with its only dot has none. */
export function extensionOf(key: string): string {
  const name = key.slice(key.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : ''
}
