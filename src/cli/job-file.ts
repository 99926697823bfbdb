// A job as people keep it: YAML or JSON with the members of CreateClassificationJob.
//
// The one fact to know: the API drops members that it does not know, as AWS does. A file is written by hand, so here
// a mistyped member is refused.
import { readFileSync } from 'node:fs'
import { parseDocument } from 'yaml'
import { CommandFailure } from './command-failure.ts'
import { nearestName } from '../model/nearest-name.ts'
import { systemReason } from './system-reason.ts'

/** @param name `-`: standard input */
export function readJobFile(name: string): Readonly<Record<string, unknown>> {
  const refuse = (why: string, cause?: unknown): CommandFailure =>
    new CommandFailure(`Cannot use the job in ${name}: ${why}`, {
      next: 'See "magpie jobs create --help" for a job in YAML.',
      cause,
    })
  let text: string
  try {
    text = readFileSync(name === '-' ? 0 : name, 'utf8')
  } catch (cause) {
    throw refuse(systemReason(cause), cause)
  }
  const document = parseDocument(text, { prettyErrors: true })
  const [error] = document.errors
  if (error !== undefined) throw refuse(error.message.split('\n')[0] ?? 'it is no YAML', error)
  let job: unknown
  try {
    job = document.toJS()
  } catch (cause) {
    throw refuse(cause instanceof Error ? cause.message : 'it is no YAML', cause)
  }
  if (typeof job !== 'object' || job === null || Array.isArray(job)) throw refuse('it has no members')
  for (const member of Object.keys(job)) {
    if (members.includes(member)) continue
    const meant = nearestName(member, members)
    throw refuse(`a job has no member "${member}"${meant === undefined ? '' : `; did you mean ${meant}?`}`)
  }
  return job as Record<string, unknown>
}

const members: readonly string[] = [
  'allowListIds',
  'clientToken',
  'customDataIdentifierIds',
  'description',
  'initialRun',
  'jobType',
  'managedDataIdentifierIds',
  'managedDataIdentifierSelector',
  'name',
  's3JobDefinition',
  'samplingPercentage',
  'scheduleFrequency',
  'tags',
]
