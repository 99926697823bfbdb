// Answers for what is no HTTP request: written straight to the socket, in the one error shape.
import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { ApiError } from './errors.ts'

/** Node's parser or its clock gave up on a connection. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  // What comes after the refused part is an error again, while the answer is on its way.
  if (answered.has(socket)) return
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  answered.add(socket)
  socket.end(rawAnswer(toApiError(error.code)))
  // Closing over unread bytes resets the connection, and the client would lose the answer: they flow away for a moment.
  const timer = setTimeout(() => socket.destroy(), lingerMs)
  socket.once('close', () => clearTimeout(timer)).resume()
}

const answered = new WeakSet<Duplex>()
const lingerMs = 1_000

/** CONNECT asks for a tunnel, which there is not. */
export function answerConnect(socket: Duplex): void {
  socket.end(
    rawAnswer(new ApiError('UnknownOperationException', 'There is no operation with this method and path.')),
  )
}

function toApiError(code: string | undefined): ApiError {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new ApiError('RequestHeaderFieldsTooLargeException', 'The headers of the request are too large.')
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new ApiError('RequestTimeoutException', 'The request did not arrive in time.')
  }
  return new ApiError('ValidationException', 'The request is not valid HTTP.')
}

function rawAnswer(error: ApiError): string {
  const body = JSON.stringify({ message: error.message })
  return [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `x-amzn-RequestId: ${randomUUID()}`,
    `x-amzn-ErrorType: ${error.name}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n')
}
