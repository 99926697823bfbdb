// The structured log: JSON, one object a line, on standard error.
//
// The one fact to know: of an error only what we wrote or a library calls it is logged. A database's error carries the
// row that it refused, an SDK's its whole answer.
import { pino, type Logger } from 'pino'
import type { LogLevel } from './settings.ts'

export interface Log {
  readonly logger: Logger
  /** Writes what waits. */
  readonly flush: () => void
}

export function openLog(level: LogLevel): Log {
  const destination = pino.destination({ dest: 2, sync: false })
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (error: unknown) => errorFacts(error, deepestCause) },
  }
  return { logger: pino(options, destination), flush: () => destination.flushSync() }
}

const deepestCause = 5

function errorFacts(error: unknown, depth: number): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const { name: type, message, stack, cause } = error
  const { code } = error as NodeJS.ErrnoException
  const hasCause = cause instanceof Error && depth > 0
  return { type, message, code, stack, ...(hasCause ? { cause: errorFacts(cause, depth - 1) } : {}) }
}
