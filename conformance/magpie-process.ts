// A Magpie server as its users start it: `bin/magpie serve`, its own process, spoken to by HTTP alone.
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, globSync, mkdtempSync, openSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { databaseUrl, s3Server, type S3Server, type Stage } from './stages.ts'

export interface ServerAddress {
  readonly endpoint: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** What it writes on standard error: a JSON object a line, over all starts of its installation. */
  readonly logFile: string
}

export interface MagpieProcess extends ServerAddress {
  readonly pid: number
  /** SIGTERM, then the exit code. */
  stop(): Promise<number | null>
  /** SIGKILL: what a crash does. */
  kill(): Promise<void>
}

export interface Installation {
  readonly folder: string
  /** Where folder buckets are. */
  readonly buckets: string
  /** Of its PostgreSQL database, where it has one. */
  readonly databaseUrl: string | undefined
  start(options?: StartOptions): Promise<MagpieProcess>
  /** Starts it, kills it so many milliseconds later, wherever it is by then, and waits for its end. */
  startAndKill(moment: KillMoment, args?: readonly string[]): Promise<void>
}

export interface KillMoment {
  readonly milliseconds: number
  /** What they count from: the first moments of a process, or the first of its work. */
  readonly after: 'start' | 'listening'
}

export interface StartOptions {
  readonly args?: readonly string[]
  readonly env?: NodeJS.ProcessEnv
  /** In faketime's words: `+31d`, or `@2031-01-30 12:00:00` in the zone of TZ. */
  readonly fakeTime?: string
}

const launcher = path.join(import.meta.dirname, '..', 'bin', 'magpie')

/** A fresh data folder and, on a server, a fresh database: what restarts of one installation share. */
export async function install(
  stage: Stage,
  { buckets, s3 = s3Server() }: { readonly buckets?: string; readonly s3?: S3Server | undefined } = {},
): Promise<Installation> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'magpie-conformance-'))
  const bucketFolder = buckets ?? mkdtempSync(path.join(os.tmpdir(), 'magpie-buckets-'))
  const url = stage.database === 'server' ? await freshDatabase() : undefined
  const args = ['serve', '--data', path.join(folder, 'data'), '--listen', '127.0.0.1:0']
  if (url !== undefined) args.push('--database-url', url)
  const env: NodeJS.ProcessEnv = { ...process.env }
  if (stage.objects === 'folders') args.push('--buckets', bucketFolder)
  else {
    if (s3 === undefined) throw new Error('Cannot start: no S3 server is named')
    args.push('--s3-endpoint', s3.endpoint)
    env['MAGPIE_S3_ACCESS_KEY_ID'] = s3.accessKeyId
    env['MAGPIE_S3_SECRET_ACCESS_KEY'] = s3.secretAccessKey
  }
  return {
    folder,
    buckets: bucketFolder,
    databaseUrl: url,
    start: async (options = {}) =>
      startProcess([...args, ...(options.args ?? [])], {
        env: { ...env, ...fakeTimeVariables(options.fakeTime), ...options.env },
        logFile: path.join(folder, 'log'),
        credentialsFile: path.join(folder, 'data', 'credentials'),
      }),
    startAndKill: async ({ milliseconds: afterMilliseconds, after }, more = []) => {
      const child = spawn(launcher, [...args, ...more], { env, stdio: ['ignore', 'pipe', 'ignore'] })
      const exited = new Promise((resolve) => child.once('exit', resolve))
      const listening = new Promise((resolve) => child.stdout.once('data', resolve))
      if (after === 'listening') await Promise.race([listening, exited])
      await new Promise((resolve) => setTimeout(resolve, afterMilliseconds))
      child.kill('SIGKILL')
      await exited
    },
  }
}

interface ProcessPlaces {
  readonly env: NodeJS.ProcessEnv
  readonly logFile: string
  readonly credentialsFile: string
}

async function startProcess(
  args: readonly string[],
  { env, logFile, credentialsFile }: ProcessPlaces,
): Promise<MagpieProcess> {
  const log = openSync(logFile, 'a')
  const child = spawn(launcher, args, { env, stdio: ['ignore', 'pipe', log] })
  closeSync(log)
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const endpoint = await listeningAddress(child, logFile)
  const credentials = readFileSync(credentialsFile, 'utf8')
  return {
    endpoint,
    accessKeyId: /aws_access_key_id\s*=\s*(\S+)/.exec(credentials)?.[1] ?? '',
    secretAccessKey: /aws_secret_access_key\s*=\s*(\S+)/.exec(credentials)?.[1] ?? '',
    logFile,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM')
      return exited
    },
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** Not the command `faketime` itself: it stays in front of what it starts, and a signal would end it alone. */
function fakeTimeVariables(offset: string | undefined): NodeJS.ProcessEnv {
  if (offset === undefined) return {}
  const [library] = globSync('/usr/lib/{,*/}faketime/libfaketime.so.1')
  if (library === undefined) throw new Error('Cannot shift the clock: libfaketime.so.1 is not under /usr/lib')
  return { LD_PRELOAD: library, FAKETIME: offset }
}

async function listeningAddress(child: ChildProcess, logFile: string): Promise<string> {
  let output = ''
  const errors = (): string => readFileSync(logFile, 'utf8').slice(-20_000)
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`Cannot start Magpie: no answer in 60 s\n${errors()}`))
    }, 60_000)
    child.stdout?.on('data', (part: Buffer) => {
      output += part.toString()
      const found = /magpie listening on (http:\/\/\S+)/.exec(output)
      if (found?.[1] === undefined) return
      clearTimeout(timer)
      resolve(found[1])
    })
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`Cannot start Magpie: it ended with ${code}\n${output}\n${errors()}`))
    })
  })
}

let databases = 0

async function freshDatabase(): Promise<string> {
  const server = databaseUrl()
  if (server === undefined) throw new Error('Cannot make a database: no server is named')
  const name = `magpie_conformance_${process.pid}_${Date.now()}_${++databases}`
  const client = new Client({ connectionString: server })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
