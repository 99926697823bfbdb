// Page tokens: where a list goes on, signed together with what was asked.
//
// A token holds the last row's sort key and id, not an offset: pages neither skip nor repeat while rows arrive.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { requestDigest } from '../jobs/request-digest.ts'
import { invalid } from './errors.ts'

/** @param asked account, operation, criteria and sort: a token is good for the same question only. */
export function writePageToken(key: Buffer, asked: unknown, cursor: unknown): string {
  return sign(key, asked, Buffer.from(JSON.stringify(cursor)).toString('base64url'))
}

/** The cursor that was written; undefined for the first page. @throws ApiError 400 */
export function readPageToken(key: Buffer, asked: unknown, token: string | undefined): unknown {
  if (token === undefined) return undefined
  const [text = ''] = token.split('.', 1)
  // The whole token is compared, as text: base64 has several spellings of the same bytes.
  const given = Buffer.from(token)
  const expected = Buffer.from(sign(key, asked, text))
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw invalid('nextToken: is not a token of this list with these criteria')
  }
  return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
}

/** @param text the cursor in base64url. */
function sign(key: Buffer, asked: unknown, text: string): string {
  const mac = createHmac('sha256', key)
    .update(`${requestDigest(asked)}.${text}`)
    .digest('base64url')
  return `${text}.${mac}`
}
