// The few messages of PostgreSQL's wire protocol that the database thread reads or writes itself; everything else passes
// through untouched. https://www.postgresql.org/docs/current/protocol-message-formats.html

export const startup = 0
export const terminate = 0x58
const readyForQuery = 0x5a

export type TransactionStatus = 'idle' | 'open'

/** How the server's answer to one request ends, or undefined if it does not end in ReadyForQuery: then it is dead. */
export function statusAfter(answer: Uint8Array): TransactionStatus | undefined {
  const end = answer.length
  if (end < 6 || answer[end - 6] !== readyForQuery) return undefined
  return answer[end - 1] === 'I'.charCodeAt(0) ? 'idle' : 'open'
}

/** AuthenticationOk, then ReadyForQuery: what a client waits for after its StartupMessage. */
export const welcome = (): Uint8Array =>
  Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))])

export const simpleQuery = (sql: string): Uint8Array => new Uint8Array(message('Q', text(sql)))

export const fatalError = (sqlState: string, words: string): Uint8Array =>
  message('E', text('SFATAL'), text('VFATAL'), text(`C${sqlState}`), text(`M${words}`), Buffer.alloc(1))

const text = (words: string): Buffer => Buffer.from(`${words}\0`)

function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(5)
  head.write(type, 0, 'latin1')
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
