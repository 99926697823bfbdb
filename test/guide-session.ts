// A folder in which the commands of a guide are run as they stand there: `magpie` is this checkout's, servers answer on
// a free port, and everything that was started is stopped.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../scripts/free-port.ts'

export interface GuideServer {
  /** Of a worker: empty. */
  readonly url: string
  /** SIGTERM, then the exit code. */
  stop(): Promise<number | null>
}

export interface GuideSession {
  readonly folder: string
  /** Runs a block to its end; what it prints. The port 8080 in it is this session's. */
  run(block: string, variables?: NodeJS.ProcessEnv): string
  /** Starts the one command of a block that goes on, and waits until it says that it is ready. */
  start(command: string, variables?: NodeJS.ProcessEnv): Promise<GuideServer>
  end(): Promise<void>
}

const root = path.join(import.meta.dirname, '..')

export async function startGuideSession(): Promise<GuideSession> {
  const folder = mkdtempSync(path.join(tmpdir(), 'magpie-guide-'))
  mkdirSync(path.join(folder, 'programs'))
  symlinkSync(path.join(root, 'bin', 'magpie'), path.join(folder, 'programs', 'magpie'))
  mkdirSync(path.join(folder, 'exports'))
  writeFileSync(path.join(folder, 'exports', 'people.csv'), 'name,ssn\nAnn,536-22-1234\nBob,219-09-9998\n')
  const port = await freePort()
  const env = {
    ...process.env,
    PATH: `${path.join(folder, 'programs')}:${process.env['PATH']}`,
    AWS_ENDPOINT_URL_MACIE2: `http://127.0.0.1:${port}`,
  }
  const moved = (text: string): string => text.replaceAll(':8080', `:${port}`)
  const started = new Set<GuideServer>()
  return {
    folder,
    run: (block, variables = {}) =>
      execFileSync('bash', ['-euo', 'pipefail', '-c', moved(block)], {
        cwd: folder,
        env: { ...env, ...variables },
        encoding: 'utf8',
      }),
    async start(command, variables = {}) {
      const child = spawn('bash', ['-uc', `exec ${moved(command)}`], {
        cwd: folder,
        env: { ...env, MAGPIE_LISTEN: `127.0.0.1:${port}`, MAGPIE_SCAN_THREADS: '1', ...variables },
      })
      const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
      const server = { url: '', stop: async () => (child.kill('SIGTERM'), await exited) }
      started.add(server)
      return { ...server, url: await readiness(child, command) }
    },
    async end() {
      await Promise.all([...started].map(async (server) => await server.stop()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function readiness(child: ChildProcess, command: string): Promise<string> {
  let said = ''
  child.stderr?.on('data', (part: Buffer) => (said += part.toString()))
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (part: Buffer) => {
      const [, url] = /^magpie (?:working|listening on (\S+))$/m.exec(part.toString()) ?? []
      resolve(url ?? '')
    })
    child.once('exit', (code) => reject(new Error(`Cannot run ${command}: ended with ${code}\n${said}`)))
  })
}

export function readGuide(name: string): string {
  return readFileSync(path.join(root, 'docs', 'guides', name), 'utf8')
}

/** The blocks of a language, by their order. */
export function blocksOf(guide: string, language = 'sh'): string[] {
  return [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, block = '']) =>
    block.trim(),
  )
}
