// docs/guides/aws-cli.md: a session over every operation, run as it stands there; it prints what the guide shows.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operations } from '../src/api/operations/index.ts'
import { blocksOf, readGuide, startGuideSession, type GuideSession } from './guide-session.ts'

const guide = readGuide('aws-cli.md')
const mark = '--- end of a block ---'

test('the guide asks every operation', () => {
  const commands = new Set([...guide.matchAll(/\bmacie ([a-z0-9-]+)/g)].map(([, command]) => command))
  const missing = operations.map(({ name }) => commandOf(name)).filter((command) => !commands.has(command))
  expect(missing).toEqual([])
})

describe.skipIf(!has('aws'))('the session', () => {
  let session: GuideSession
  beforeAll(async () => {
    session = await startGuideSession()
  })
  afterAll(() => session.end())

  test('prints what the guide shows', { timeout: 240_000 }, async () => {
    for (const bucket of ['payroll', 'results'])
      mkdirSync(path.join(session.folder, 'buckets', bucket), { recursive: true })
    const put = (name: string, text: string) =>
      writeFileSync(path.join(session.folder, 'buckets/payroll', name), text)
    put('people.csv', 'name,ssn,badge\nAnn,536-22-1234,BADGE-100001\nBob,219-09-9998,BADGE-100002\n')
    put('allowed.txt', 'BADGE-100002\n')
    const [start = '', ...blocks] = blocksOf(guide)
    await session.start(start)
    const printed = session
      .run(blocks.map((block) => `${block}\necho '${mark}'\n`).join(''))
      .split(`${mark}\n`)
    expect(printed.slice(0, -1).map(comparable)).toEqual(blocks.map((block) => comparable(shownBelow(block))))
  })
})

/** `GetMacieSession` → `get-macie-session`, as the AWS CLI has it. */
function commandOf(operation: string): string {
  return operation.replaceAll(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()
}

function shownBelow(block: string): string {
  const rest = guide.slice(guide.indexOf(block) + block.length)
  return /^\n```\n\n```\n([^]*?)```/.exec(rest)?.[1] ?? ''
}

function comparable(output: string): string {
  return output.trim().replace(/^job [0-9a-f]{32}/m, 'job ID')
}

function has(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
