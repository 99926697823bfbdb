import { exitCodes } from './command-failure.ts'
import { systemReason } from './system-reason.ts'

/**
 * For verbs that print and end. A reader that has seen enough (`| head`) ends them quietly; a full disk must not look
 * like a shorter answer.
 */
export function endWithStandardOutput(): void {
  process.stdout.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.done)
    process.stderr.write(`magpie: Cannot write standard output: ${systemReason(error)}\n`)
    process.exit(exitCodes.cannotStart)
  })
}
