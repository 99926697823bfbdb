import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ObjectEntry } from '../../model/bucket.ts'
import { SourceFailure } from '../../model/source-failure.ts'
import { BucketFailure, type ObjectStore, type UnreadableEntry } from '../object-store.ts'
import { openDirectoryStore } from './directory-store.ts'

let root: string
let store: ObjectStore

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'magpie-directory-'))
  mkdirSync(path.join(root, 'b'))
  store = openDirectoryStore({ kind: 'directory', root, accountId: '000000000000', region: 'us-east-1' })
})
afterEach(() => {
  store.close()
  execFileSync('chmod', ['-R', 'u+rwx', root])
  rmSync(root, { recursive: true, force: true })
})

function put(key: string, content: string | Uint8Array = 'x'): void {
  const file = path.join(root, 'b', key)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, content)
  utimesSync(file, longAgo, longAgo) // any change after is seen, however coarse the clock of the file system
}

const longAgo = 1_700_000_000

async function listAll(maxKeys = 1_000): Promise<{ entries: ObjectEntry[]; unreadable: UnreadableEntry[] }> {
  const all = { entries: [] as ObjectEntry[], unreadable: [] as UnreadableEntry[] }
  let continuation: string | undefined
  do {
    const page = await store.listObjects('b', { maxKeys, continuation })
    all.entries.push(...page.entries)
    all.unreadable.push(...page.unreadable)
    continuation = page.continuation
  } while (continuation !== undefined)
  return all
}

const keys = async (maxKeys?: number) => (await listAll(maxKeys)).entries.map(({ key }) => key)

async function entry(key: string): Promise<ObjectEntry> {
  const found = (await listAll()).entries.find((candidate) => candidate.key === key)
  if (found === undefined) throw new Error(`Cannot find ${key}`)
  return found
}

async function readAll(of: ObjectEntry): Promise<string> {
  const source = await store.open('b', of)
  const parts: Buffer[] = []
  try {
    for (const target = Buffer.alloc(7); ;) {
      const count = await source.read(target)
      if (count === 0) return Buffer.concat(parts).toString()
      parts.push(Buffer.from(target.subarray(0, count)))
    }
  } finally {
    await source.close()
  }
}

async function failure(action: () => unknown): Promise<SourceFailure> {
  try {
    await action()
  } catch (error) {
    if (error instanceof SourceFailure) return error
    throw error
  }
  throw new Error('Cannot see a failure: nothing failed')
}

describe('listing', () => {
  test('keys ascend by the UTF-8 bytes of the whole key', async () => {
    const names = ['a/b', 'a', 'a.b', 'a-b', 'a0', 'B', '\u{1F600}', '\uFF21', 'é', 'a-b2/c', 'z/y/x']
    for (const name of names.filter((n) => n !== 'a')) put(name)
    const expected = names
      .filter((n) => n !== 'a')
      .sort((x, y) => Buffer.compare(Buffer.from(x), Buffer.from(y)))
    expect(await keys()).toEqual(expected)
  })

  test('pages of any size hold each key once, also when the walk begins anew at every page', async () => {
    for (const name of ['a-', 'a.b/1', 'a.b/2', 'a/1', 'a/b/1', 'a/b/2', 'a/c', 'a0', 'b']) put(name)
    const whole = await keys()
    expect(whole).toEqual(['a-', 'a.b/1', 'a.b/2', 'a/1', 'a/b/1', 'a/b/2', 'a/c', 'a0', 'b'])
    for (const size of [1, 2, 3, 4]) expect(await keys(size)).toEqual(whole)
    for (const [index, key] of whole.entries()) {
      const other = openDirectoryStore({
        kind: 'directory',
        root,
        accountId: '000000000000',
        region: 'us-east-1',
      })
      const page = await other.listObjects('b', { continuation: key })
      expect(page.entries.map((e) => e.key)).toEqual(whole.slice(index + 1))
    }
  })

  test('hidden files are objects, empty folders are none', async () => {
    put('.env')
    put('.git/config')
    mkdirSync(path.join(root, 'b', 'empty'))
    expect(await keys()).toEqual(['.env', '.git/config'])
  })

  test('names in NFC and NFD are two keys, and a backslash and a line break are letters of a name', async () => {
    for (const name of ['\u00e9', 'e\u0301', 'a\\b', 'a\nb']) put(name, name)
    for (const name of ['\u00e9', 'e\u0301', 'a\\b', 'a\nb'])
      expect(await readAll(await entry(name))).toBe(name)
  })

  test('a name that is no UTF-8 has a key that leads back to it, and no two names share one', async () => {
    const names = [
      Buffer.from([0x66, 0xff, 0x25]),
      Buffer.from('%FF'),
      Buffer.from('%25FF'),
      Buffer.from('100%'),
    ]
    for (const name of names) writeFileSync(Buffer.concat([Buffer.from(`${root}/b/`), name]), name)
    const { entries } = await listAll()
    expect(entries.map((e) => e.key)).toEqual(['%2525FF', '%25FF', '100%', 'f%FF%25'])
    const contents = await Promise.all(entries.map(readAll))
    expect(contents).toEqual([names[2], names[1], names[3], names[0]].map((name) => name?.toString()))
  })

  test('links, pipes and sockets are told apart and never followed', async () => {
    put('real/file')
    symlinkSync('real/file', path.join(root, 'b', 'link'))
    symlinkSync('..', path.join(root, 'b', 'up'))
    symlinkSync('nowhere', path.join(root, 'b', 'dangling'))
    execFileSync('mkfifo', [path.join(root, 'b', 'pipe')])
    const server = createServer()
    await new Promise<void>((listening) => server.listen(path.join(root, 'b', 'socket'), listening))
    const all = await listAll(2)
    server.close()
    expect(all.entries.map(({ key }) => key)).toEqual(['real/file'])
    expect(all.unreadable.map(({ key, reason }) => `${key} ${reason}`)).toEqual(
      ['dangling', 'link', 'pipe', 'socket', 'up'].map((key) => `${key} UNSUPPORTED_FILE_TYPE_EXCEPTION`),
    )
    expect(all.unreadable[1]?.detail).toMatch(/symbolic link/)
  })

  test('an unreadable folder is recorded and the walk goes on', async () => {
    put('a')
    put('closed/inside')
    put('z')
    chmodSync(path.join(root, 'b', 'closed'), 0o000)
    chmodSync(root, 0o755)
    const listed = runAsNobody(
      `const page = await store.listObjects('b', {}); console.log(JSON.stringify(page))`,
    )
    expect(listed.entries.map(({ key }) => key)).toEqual(['a', 'z'])
    expect(listed.unreadable).toEqual([
      {
        key: 'closed/',
        reason: 'PERMISSION_DENIED',
        detail: 'Cannot read folder: the system says EACCES',
        size: 0,
      },
    ])
  })

  test('an unreadable file and an unreadable bucket say that permission is denied', async () => {
    put('a')
    chmodSync(path.join(root, 'b', 'a'), 0o000)
    mkdirSync(path.join(root, 'shut'), { mode: 0o700 })
    chmodSync(root, 0o755)
    const said = runAsNobody(`
      const [entry] = (await store.listObjects('b', {})).entries
      let reason
      try { store.open('b', entry) } catch (error) { reason = error.reason }
      const problem = await store.listObjects('shut', {}).catch((error) => error.problem)
      console.log(JSON.stringify({ reason, problem }))`)
    expect(said).toEqual({ reason: 'PERMISSION_DENIED', problem: 'BUCKET_ACCESS_DENIED' })
  })

  test('size, time and tag come from the file; the tag differs when only the content was rewritten', async () => {
    put('f', 'one')
    const before = await entry('f')
    expect(before).toMatchObject({ size: 3, lastModified: new Date(longAgo * 1_000) })
    expect(before.eTag).toMatch(/^fs-[0-9a-f]{32}$/)
    const rewritten = async () => {
      put('f', 'two')
      return (await entry('f')).eTag
    }
    await expect.poll(rewritten).not.toBe(before.eTag)
  })
})

/** Root reads everything: what another user may not read is asked by a process of that user. */
function runAsNobody(
  script: string,
): { entries: ObjectEntry[]; unreadable: UnreadableEntry[] } & Record<string, unknown> {
  const source = JSON.stringify({ kind: 'directory', root, accountId: '000000000000', region: 'us-east-1' })
  const code = `import { openDirectoryStore } from ${JSON.stringify(path.join(import.meta.dirname, 'directory-store.ts'))}
    if (process.getuid() === 0) process.setuid(65534)
    const store = openDirectoryStore(${source})
    ${script}`
  const node = path.join(import.meta.dirname, '../../../node_modules/.bin/node')
  return JSON.parse(execFileSync(node, ['--input-type=module', '-e', code], { encoding: 'utf8' }))
}

describe('reading', () => {
  test('a file is read whole, and an empty one at once', async () => {
    put('f', 'the quick brown fox')
    put('empty', '')
    expect(await readAll(await entry('f'))).toBe('the quick brown fox')
    expect(await readAll(await entry('empty'))).toBe('')
  })

  test('read answers without a promise', async () => {
    put('f', 'abc')
    const source = await store.open('b', await entry('f'))
    expect(source.read(Buffer.alloc(10))).toBe(3)
    expect(source.read(Buffer.alloc(10))).toBe(0)
    await source.close()
  })

  test('a file that vanished is no longer available, and a bucket that vanished is no bucket', async () => {
    put('f')
    const listed = await entry('f')
    rmSync(path.join(root, 'b', 'f'))
    expect(await failure(() => readAll(listed))).toMatchObject({
      reason: 'SOURCE_OBJECT_NO_LONGER_AVAILABLE',
      retryable: false,
    })
    rmSync(path.join(root, 'b'), { recursive: true })
    expect(await failure(() => readAll(listed))).toMatchObject({ reason: 'NO_SUCH_BUCKET_AVAILABLE' })
  })

  test('a file that changed since it was listed is a mismatch, and its current entry reads', async () => {
    put('f', 'one')
    const listed = await entry('f')
    put('f', 'other')
    expect(await failure(() => readAll(listed))).toMatchObject({
      reason: 'OBJECT_VERSION_MISMATCH',
      retryable: true,
    })
    const current = await store.currentEntry('b', listed)
    expect(current && (await readAll(current))).toBe('other')
  })

  test.each([
    ['grows', (file: string) => appendFileSync(file, 'more')],
    ['shrinks', (file: string) => truncateSync(file, 9)],
    ['is rewritten in place', (file: string) => writeFileSync(file, 'A'.repeat(20))],
  ])('a file that %s while it is read is a mismatch', async (_how, change) => {
    put('f', 'a'.repeat(20))
    const source = await store.open('b', await entry('f'))
    expect(source.read(Buffer.alloc(8))).toBe(8)
    change(path.join(root, 'b', 'f'))
    const rest = await failure(() => {
      while (source.read(Buffer.alloc(8)) !== 0);
    })
    expect(rest).toMatchObject({ reason: 'OBJECT_VERSION_MISMATCH', retryable: true })
    await source.close()
  })

  test('a folder that became a link out of the bucket is refused', async () => {
    put('d/f', 'inside')
    const listed = await entry('d/f')
    const elsewhere = mkdtempSync(path.join(tmpdir(), 'magpie-elsewhere-'))
    renameSync(path.join(root, 'b', 'd'), path.join(elsewhere, 'd'))
    symlinkSync(path.join(elsewhere, 'd'), path.join(root, 'b', 'd'))
    expect(await failure(() => readAll(listed))).toMatchObject({ reason: 'PERMISSION_DENIED' })
    rmSync(elsewhere, { recursive: true })
  })

  test('a file that became a link or a pipe is not opened', async () => {
    put('f')
    put('p')
    const [file, pipe] = [await entry('f'), await entry('p')]
    for (const name of ['f', 'p']) rmSync(path.join(root, 'b', name))
    symlinkSync('/etc/passwd', path.join(root, 'b', 'f'))
    execFileSync('mkfifo', [path.join(root, 'b', 'p')])
    expect(await failure(() => readAll(file))).toMatchObject({ reason: 'UNSUPPORTED_FILE_TYPE_EXCEPTION' })
    expect(await failure(() => readAll(pipe))).toMatchObject({ reason: 'UNSUPPORTED_FILE_TYPE_EXCEPTION' })
  })

  test.each(['../b/f', '/f', 'd//f', './f', 'd/../f', '', 'f\0'])('the key %j names no file', async (key) => {
    put('f')
    put('d/f')
    const listed = await entry('f')
    expect(await failure(() => readAll({ ...listed, key }))).toMatchObject({
      reason: 'SOURCE_OBJECT_NO_LONGER_AVAILABLE',
    })
  })
})

describe('buckets', () => {
  test('each folder is a bucket, with the account and region of the server; links and files are none', async () => {
    mkdirSync(path.join(root, 'a'))
    writeFileSync(path.join(root, 'file'), '')
    symlinkSync('b', path.join(root, 'link'))
    const buckets = await store.listBuckets()
    expect(buckets.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(buckets[1]).toMatchObject({ accountId: '000000000000', region: 'us-east-1', tags: new Map() })
    expect(Date.now() - (buckets[1]?.createdAt?.getTime() ?? 0)).toBeLessThan(60_000)
  })

  test('a folder that may not be opened is a bucket all the same, of which no more is known', async () => {
    mkdirSync(path.join(root, 'shut'), { mode: 0o700 })
    chmodSync(root, 0o755)
    const said = runAsNobody(`
      const listed = (await store.listBuckets()).map(({ name }) => name)
      const { problem } = await store.describeBucket('shut')
      console.log(JSON.stringify({ listed, problem }))`)
    expect(said).toEqual({ listed: ['b', 'shut'], problem: 'BUCKET_ACCESS_DENIED' })
  })

  test.each(['missing', '..', '.', '', 'b/../b', 'link'])('the bucket %j does not exist', async (name) => {
    symlinkSync('b', path.join(root, 'link'))
    expect(await store.describeBucket(name)).toMatchObject({ problem: 'BUCKET_DOES_NOT_EXIST' })
    const listing = store.listObjects(name, {})
    await expect(listing).rejects.toBeInstanceOf(BucketFailure)
  })
})

test('a prefix leaves only the keys that begin with it, page by page', async () => {
  for (const key of ['a.txt', 'logs-old.txt', 'logs/1.txt', 'logs/2.txt', 'logs/deep/3.txt', 'z.txt'])
    put(key)
  const listed = async (prefix: string): Promise<string[]> => {
    const found: string[] = []
    let continuation: string | undefined
    do {
      const page = await store.listObjects('b', { prefix, maxKeys: 2, continuation })
      found.push(...page.entries.map(({ key }) => key))
      continuation = page.continuation
    } while (continuation !== undefined)
    return found
  }
  expect(await listed('logs/')).toEqual(['logs/1.txt', 'logs/2.txt', 'logs/deep/3.txt'])
  expect(await listed('logs')).toHaveLength(4)
  expect(await listed('none')).toEqual([])
})
