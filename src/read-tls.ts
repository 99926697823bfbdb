// The certificate and key of the API, read and tried before anything else starts: a mistyped name costs a second, not a
// key made and a store opened for nothing.
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { CommandFailure } from './cli/command-failure.ts'
import { systemReason } from './cli/system-reason.ts'
import type { Config } from './config.ts'

/** undefined: plain HTTP. @throws CommandFailure */
export function readTls({ tls }: Config): { readonly cert: Buffer; readonly key: Buffer } | undefined {
  if (tls === undefined) return undefined
  const [cert, key] = [readPem(tls.certFile), readPem(tls.keyFile)]
  try {
    createSecureContext({ cert, key })
  } catch (cause) {
    throw new CommandFailure(`Cannot use ${tls.certFile} with ${tls.keyFile}: ${(cause as Error).message}`, {
      next: 'Both are PEM, and the key is that of the first certificate.',
      cause,
    })
  }
  return { cert, key }
}

function readPem(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw new CommandFailure(`Cannot read ${file}: ${systemReason(cause)}`, {
      next: 'Name the files with --tls-cert and --tls-key.',
      cause,
    })
  }
}
