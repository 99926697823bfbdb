// `--allow FILE`: an allow list as the server takes them. A text file has a word a line; a file whose name ends in
// .json has criteria with an expression, as CreateAllowList takes them, or a list of such.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { readAllowList } from '../detection/allow/read-allow-list.ts'
import { checkExpression } from '../detection/custom/check-expression.ts'
import type { ByteSource } from '../model/byte-source.ts'
import type { AllowedText } from '../model/identifier.ts'
import { CommandFailure } from './command-failure.ts'
import { systemReason } from './system-reason.ts'

const criteria = z.strictObject({ regex: z.string().min(1).max(512) })

export async function readAllowFile(name: string): Promise<AllowedText> {
  if (name.toLowerCase().endsWith('.json')) return { expressions: readExpressions(name), words: [] }
  return { expressions: [], words: [await readWords(name)] }
}

const problems = {
  empty: 'it has no line that could be a word',
  oversize: 'it has more than 100,000 lines or 35 MB',
  'not-text': 'it is no text in UTF-8',
}

async function readWords(name: string): Promise<Uint8Array> {
  const refuse = (why: string, cause?: unknown): CommandFailure =>
    new CommandFailure(`Cannot use the allow list ${name}: ${why}`, {
      next: 'Expected: a text file with one entry of at most 90 characters a line.',
      cause,
    })
  let bytes: Buffer
  try {
    bytes = readFileSync(name)
  } catch (cause) {
    throw refuse(systemReason(cause), cause)
  }
  const list = await readAllowList(sourceOf(name, bytes))
  if ('problem' in list) throw refuse(problems[list.problem])
  if (list.tooLong > 0) throw refuse(`${list.tooLong} of its lines have more than 90 characters`)
  return list.words
}

function sourceOf(name: string, bytes: Buffer): ByteSource {
  let at = 0
  return {
    name,
    size: bytes.length,
    read(target) {
      const count = bytes.copy(target, 0, at)
      at += count
      return count
    },
    close() {},
  }
}

function readExpressions(name: string): readonly string[] {
  const refuse = (why: string, cause?: unknown): CommandFailure =>
    new CommandFailure(`Cannot use the allow list ${name}: ${why}`, {
      next: 'Expected: {"regex": "TEST-[0-9]+"}; the detected text must match it from end to end.',
      cause,
    })
  let content: unknown
  try {
    content = JSON.parse(readFileSync(name, 'utf8'))
  } catch (cause) {
    throw refuse(systemReason(cause), cause)
  }
  const lists = z
    .array(criteria)
    .min(1)
    .safeParse(Array.isArray(content) ? content : [content])
  if (!lists.success) throw refuse(lists.error.issues[0]?.message ?? 'it is no allow list')
  return lists.data.map(({ regex }) => {
    const checked = checkExpression(regex)
    if ('refused' in checked) throw refuse(checked.refused)
    return regex
  })
}
