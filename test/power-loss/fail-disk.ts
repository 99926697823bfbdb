// Loaded before everything else (`node --import`): as soon as the file FAIL_DISK exists, its first word says what the disk
// refuses in every thread: `fsync` (EIO) or `write` (ENOSPC).
import { createRequire, syncBuiltinESMExports } from 'node:module'

const fs = createRequire(import.meta.url)('node:fs') as typeof import('node:fs')
const { existsSync, fsyncSync, readFileSync, writeSync } = fs
const faultFile = process.env['FAIL_DISK'] ?? ''

fs.fsyncSync = (descriptor) => {
  if (refused() === 'fsync') throw systemError('EIO', 'i/o error, fsync')
  fsyncSync(descriptor)
}
fs.writeSync = ((...call: Parameters<typeof writeSync>) => {
  if (refused() === 'write' && !isTerminal(call[0]))
    throw systemError('ENOSPC', 'no space left on device, write')
  return writeSync(...call)
}) as typeof writeSync
syncBuiltinESMExports()

const refused = (): string | undefined =>
  existsSync(faultFile) ? readFileSync(faultFile, 'utf8') : undefined

const isTerminal = (descriptor: number): boolean => descriptor <= 2

const systemError = (code: string, words: string): Error =>
  Object.assign(new Error(`${code}: ${words}`), { code })
