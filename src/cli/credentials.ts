// Whose key the command line signs with: the AWS variables, else the key that a server's first start wrote into its
// data folder. The shared-credentials file counts only where the environment names it: what lies in a home folder is
// for Amazon, and a Magpie server knows nothing of it.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { CommandFailure } from './command-failure.ts'
import type { Credentials } from './sign-request.ts'
import { systemReason } from './system-reason.ts'

export interface FoundCredentials extends Credentials {
  /** The variable or file they come from, for a person whose key is refused. */
  readonly source: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** @param dataFolder as `--data` names it */
export function findCredentials(dataFolder: string | undefined, environment: Environment): FoundCredentials {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment
  if (accessKeyId && secretAccessKey) {
    const { AWS_SESSION_TOKEN: sessionToken } = environment
    return {
      accessKeyId,
      secretAccessKey,
      ...(sessionToken ? { sessionToken } : {}),
      source: 'AWS_ACCESS_KEY_ID',
    }
  }
  const { AWS_SHARED_CREDENTIALS_FILE: shared } = environment
  if (shared && dataFolder === undefined) return readProfile(shared, environment['AWS_PROFILE'] ?? 'default')
  const folder = dataFolder ?? (environment['MAGPIE_DATA'] || 'magpie-data')
  return readProfile(path.resolve(folder, 'credentials'), 'magpie')
}

function readProfile(file: string, profile: string): FoundCredentials {
  let found: Credentials | undefined
  try {
    found = parseCredentials(readFileSync(file, 'utf8'), profile)
  } catch (cause) {
    throw new CommandFailure(
      `Cannot find an access key: AWS_ACCESS_KEY_ID is not set, and ${file}: ${systemReason(cause)}`,
      { next: nextStep, cause },
    )
  }
  if (found !== undefined) return { ...found, source: file }
  throw new CommandFailure(`Cannot find an access key: ${file} has no whole key of profile "${profile}"`, {
    next: nextStep,
  })
}

const nextStep =
  "Name the server's data folder with --data, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."

/** One profile of AWS's shared-credentials format; undefined where it is not there or lacks a half. */
export function parseCredentials(text: string, profile: string): Credentials | undefined {
  const members = new Map<string, string>()
  let isWanted = false
  for (const line of text.split('\n')) {
    const [, heading] = /^\s*\[([^\]]*)\]/.exec(line) ?? []
    if (heading !== undefined) isWanted = heading.trim() === profile
    const [, name, value] = /^\s*(\w+)\s*=\s*(\S+)\s*$/.exec(line) ?? []
    if (isWanted && name !== undefined && value !== undefined) members.set(name, value)
  }
  const accessKeyId = members.get('aws_access_key_id')
  const secretAccessKey = members.get('aws_secret_access_key')
  const sessionToken = members.get('aws_session_token')
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) }
}
