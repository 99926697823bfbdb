// A server on another day: stopped and started again under a shifted clock, as an outage of that length would be.
import { execFileSync } from 'node:child_process'
import { CreateClassificationJobCommand } from '@aws-sdk/client-macie2'
import type { Installation } from './magpie-process.ts'
import { clientOf, jobInput, type JobInput } from './world.ts'

export const canShift = ((): boolean => {
  try {
    execFileSync('faketime', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    if (process.env['MAGPIE_TEST_ALL'] === '1') throw new Error('Cannot run: faketime is not installed')
    process.stderr.write('conformance: left out what happens over time (install faketime)\n')
    return false
  }
})()

export interface Visit {
  readonly client: ReturnType<typeof clientOf>
  readonly logFile: string
}

export interface Start {
  /** `+3d`, or `2031-01-30 12:00` in UTC. */
  readonly time: string
  readonly args?: readonly string[]
  /** Where the server lives; UTC without. */
  readonly zone?: { readonly name: string; readonly hoursBehind: number }
}

/** Starts the installation at this time, does something, and stops it. */
export async function visit(
  installation: Installation,
  { time, args = [], zone = { name: 'UTC', hoursBehind: 0 } }: Start,
  what: (now: Visit) => Promise<void>,
): Promise<void> {
  const isOffset = time.startsWith('+')
  const offset = isOffset
    ? Number(/^\+(\d+)d$/.exec(time)?.[1]) * 86_400_000
    : Date.parse(`${time.replace(' ', 'T')}:00Z`) - Date.now()
  // faketime takes a date in the zone of its process.
  const local = new Date(Date.now() + offset - zone.hoursBehind * 3_600_000).toISOString()
  const fakeTime = isOffset ? time : `@${local.slice(0, 19).replace('T', ' ')}`
  const magpie = await installation.start({ args, fakeTime, env: { TZ: zone.name } })
  try {
    await what({ client: clientOf(magpie, { systemClockOffset: offset }), logFile: magpie.logFile })
  } finally {
    await magpie.stop()
  }
}

export async function createAt(
  { client }: Visit,
  buckets: string[],
  changes: JobInput = {},
): Promise<string> {
  return (await client.send(new CreateClassificationJobCommand(jobInput(buckets, changes)))).jobId ?? ''
}
