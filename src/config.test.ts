import { mkdtempSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { CommandFailure } from './cli/command-failure.ts'
import { readConfig } from './config.ts'

function settingsFile(content: unknown): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'magpie-config-')), 'magpie.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

function refusal(flags: Record<string, unknown>, environment: Record<string, string> = {}): string {
  try {
    readConfig(flags, environment)
  } catch (error) {
    if (error instanceof CommandFailure) return `${error.message} | ${error.next ?? ''}`
    throw error
  }
  return 'accepted'
}

test('without settings the server is embedded, on the loopback and for the null account', () => {
  expect(readConfig({}, {})).toEqual({
    dataFolder: path.resolve('magpie-data'),
    listen: { host: '127.0.0.1', port: 8080 },
    logLevel: 'info',
    results: { kind: 'folder', folder: path.resolve('magpie-data/results') },
    sources: [],
    accountId: '000000000000',
    region: 'us-east-1',
    scanThreads: availableParallelism(),
    engine: 'webassembly',
    inventoryRefreshMillis: 86_400_000,
    rateLimits: 'off',
    clockSkewSeconds: 900,
    completeWording: 'cancelled',
    keyLimits: { requestsPerSecond: 1_000, requestsUnderWay: 100 },
    auth: true,
    worker: true,
    masterKeyFile: path.resolve('magpie-data/master.key'),
  })
})

test('flags beat variables and variables beat the file', () => {
  const config = settingsFile({ region: 'eu-west-1', accountId: '111111111111', scanThreads: 3 })
  const environment = { MAGPIE_ACCOUNT_ID: '222222222222', MAGPIE_SCAN_THREADS: '4' }
  const { region, accountId, scanThreads } = readConfig({ config, scanThreads: '5' }, environment)
  expect({ region, accountId, scanThreads }).toEqual({
    region: 'eu-west-1',
    accountId: '222222222222',
    scanThreads: 5,
  })
})

test('the file may be named by a variable', () => {
  expect(readConfig({}, { MAGPIE_CONFIG: settingsFile({ region: 'eu-west-3' }) }).region).toBe('eu-west-3')
})

test('paths in the file are relative to the file, and its sources follow those of the flags', () => {
  const config = settingsFile({
    data: 'data',
    sources: [
      { kind: 'directory', root: 'buckets', accountId: '333333333333' },
      { kind: 's3', region: 'eu-west-1' },
    ],
  })
  const { dataFolder, sources } = readConfig({ config, buckets: 'here' }, {})
  const folder = path.dirname(config)
  expect(dataFolder).toBe(path.join(folder, 'data'))
  expect(sources).toEqual([
    { kind: 'directory', root: path.resolve('here'), accountId: '000000000000', region: 'us-east-1' },
    { kind: 'directory', root: path.join(folder, 'buckets'), accountId: '333333333333', region: 'us-east-1' },
    { kind: 's3', accountId: '000000000000', region: 'eu-west-1' },
  ])
})

test('sizes, switches and addresses have their units and forms', () => {
  const environment = { MAGPIE_MONTHLY_QUOTA: '1.5TB', MAGPIE_NO_WORKER: '1', MAGPIE_LISTEN: '[::1]:0' }
  const { monthlyQuotaBytes, worker, listen } = readConfig({}, environment)
  expect({ monthlyQuotaBytes, worker, listen }).toEqual({
    monthlyQuotaBytes: 1.5 * 1_024 ** 4,
    worker: false,
    listen: { host: '::1', port: 0 },
  })
})

test('the inventory is renewed daily, or as often as is said', () => {
  const refreshed = (inventoryRefresh?: string) => readConfig({ inventoryRefresh }, {}).inventoryRefreshMillis
  expect([refreshed(), refreshed('30m'), refreshed('6h')]).toEqual([86_400_000, 1_800_000, 21_600_000])
  for (const wrong of ['5', '59s', '32d', '1 week', '0.5h'])
    expect(() => refreshed(wrong)).toThrow(/--inventory-refresh: not a time from 1m to 31d/)
})

test('the host that clients sign behind a proxy is a host, with or without a port', () => {
  expect(readConfig({}, {}).externalHost).toBeUndefined()
  const environment = { MAGPIE_EXTERNAL_HOST: 'macie.example.org:8443' }
  expect(readConfig({}, environment).externalHost).toBe('macie.example.org:8443')
  expect(() => readConfig({ externalHost: 'https://macie.example.org' }, {})).toThrow(/not a host such as/)
})

test('results in a bucket go through the first S3 source', () => {
  const { results, sources } = readConfig(
    { results: 's3://kept/magpie/results/', s3Endpoint: 'http://minio:9000' },
    {},
  )
  expect(results).toMatchObject({ kind: 's3', bucket: 'kept', prefix: 'magpie/results', source: sources[0] })
})

test('the configuration is frozen all the way down', () => {
  const config = readConfig({ buckets: 'x' }, {})
  expect([config, config.listen, config.sources, config.sources[0]].every(Object.isFrozen)).toBe(true)
})

describe('refuses with what to do about it', () => {
  test.each([
    [
      'an unknown variable',
      {},
      { MAGPIE_MONTHLY_QUOTTA: '5TB' },
      /MAGPIE_MONTHLY_QUOTTA.*Did you mean MAGPIE_MONTHLY_QUOTA\?/,
    ],
    ['a quota that is not a size', { monthlyQuota: '5 potatoes' }, {}, /--monthly-quota: not a size/],
    ['a variable with a bad value', {}, { MAGPIE_SCAN_THREADS: 'many' }, /MAGPIE_SCAN_THREADS: not a number/],
    ['an address without a port', { listen: 'localhost' }, {}, /--listen: not HOST:PORT/],
    ['an account id of eleven digits', { accountId: '12345678901' }, {}, /12 digits/],
    [
      'listening everywhere without TLS',
      { listen: '0.0.0.0:80' },
      {},
      /Cannot listen on 0\.0\.0\.0: without TLS.*--tls-cert/,
    ],
    ['a log level that is none', { logLevel: 'loud' }, {}, /Cannot use --log-level: not one of error, warn/],
    ['metrics everywhere without TLS', { metricsListen: '0.0.0.0:80' }, {}, /Cannot listen on 0\.0\.0\.0/],
    [
      'everybody as admin',
      { listen: '0.0.0.0:80', noAuth: true, insecureListen: true },
      {},
      /with --no-auth/,
    ],
    [
      'a certificate without its key',
      { tlsCert: 'a.pem' },
      {},
      /--tls-cert \(MAGPIE_TLS_CERT\): --tls-key \(MAGPIE_TLS_KEY\) is missing/,
    ],
    [
      'half an admin key',
      {},
      { MAGPIE_ADMIN_ACCESS_KEY_ID: 'AKIAEXAMPLE' },
      /MAGPIE_ADMIN_SECRET_ACCESS_KEY is missing/,
    ],
    [
      'a webhook without a secret',
      { publishWebhook: 'https://example.org/' },
      {},
      /--publish-webhook.*MAGPIE_PUBLISH_WEBHOOK_SECRET is missing/,
    ],
    [
      'a secret without a webhook',
      {},
      { MAGPIE_PUBLISH_WEBHOOK_SECRET: 'x'.repeat(16) },
      /--publish-webhook \(MAGPIE_PUBLISH_WEBHOOK\) is missing/,
    ],
    ['a short secret', {}, { MAGPIE_PUBLISH_WEBHOOK_SECRET: 'short' }, /shorter than 16 characters/],
    [
      'a secret that is no base64',
      {},
      { MAGPIE_PUBLISH_WEBHOOK_SECRET: 'whsec_not!base64!at!all!' },
      /not base64 of 16 bytes/,
    ],
    ['a webhook that is no URL', { publishWebhook: 'ftp://x/' }, {}, /--publish-webhook: not an http/],
    ['a webhook with a password', { publishWebhook: 'https://a:b@x/' }, {}, /a URL with a password/],
    ['a syslog server without a port', { publishSyslog: 'logs' }, {}, /--publish-syslog: not HOST:PORT/],
    ['a syslog server on no port', { publishSyslog: 'logs:0' }, {}, /--publish-syslog: port 0/],
    ['S3 keys for no endpoint', { s3Region: 'eu-west-1' }, {}, /no S3 endpoint is set.*--s3-endpoint/],
    ['results without a bucket', { results: 's3:///x' }, {}, /names no bucket/],
  ] as const)('%s', (_, flags, environment, expected) => {
    expect(refusal(flags, environment)).toMatch(expected)
  })

  test.each([
    [
      'a member that no setting has',
      { dataFolder: 'x' },
      /"dataFolder" of .*magpie\.json: there is no such setting/,
    ],
    ['a source of an unknown kind', { sources: [{ kind: 'ftp' }] }, /"sources" in .*\(0\.kind\)/],
    [
      'a source with a misspelt member',
      { sources: [{ kind: 'directory', rot: 'x' }] },
      /"rot" of sources\[0\] in .*: there is no such setting \| Did you mean root\?/,
    ],
    ['what is not JSON', '{', /Cannot read the settings in/],
    ['a list', [], /not a JSON object/],
  ])('a file with %s', (_, content, expected) => {
    expect(refusal({ config: settingsFile(content) })).toMatch(expected)
  })

  test('secrets only come from variables and are in no message', () => {
    expect(
      refusal({}, { MAGPIE_ADMIN_ACCESS_KEY_ID: 'AKIAEXAMPLE', MAGPIE_ADMIN_SECRET_ACCESS_KEY: 'hunter2' }),
    ).toBe('Cannot use MAGPIE_ADMIN_SECRET_ACCESS_KEY: shorter than 8 characters | ')
  })
})

test('listening everywhere is accepted with TLS or when it is asked for', () => {
  expect(readConfig({ listen: '0.0.0.0:80', tlsCert: 'a', tlsKey: 'b' }, {}).listen.host).toBe('0.0.0.0')
  expect(readConfig({ listen: '0.0.0.0:80', insecureListen: true }, {}).listen.host).toBe('0.0.0.0')
})
