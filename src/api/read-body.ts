// Reads a request's body as bytes, refusing one over the limit as soon as that is known.
import type { IncomingMessage } from 'node:http'
import { ApiError } from './errors.ts'

export const maximumBodyBytes = 1024 * 1024

/** @throws ApiError 413; the rest of the body then flows away unread, so that the client gets to see the answer. */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let received = 0
    const finish = (settle: () => void) => {
      request.off('data', take).off('end', complete).off('error', reject).resume()
      settle()
    }
    const take = (chunk: Buffer) => {
      received += chunk.length
      if (received > maximumBodyBytes) finish(() => reject(tooLarge()))
      else chunks.push(chunk)
    }
    const complete = () => finish(() => resolve(Buffer.concat(chunks, received)))
    if (Number(request.headers['content-length']) > maximumBodyBytes) {
      request.resume()
      reject(tooLarge())
      return
    }
    request.on('data', take).on('end', complete).on('error', reject)
  })
}

function tooLarge(): ApiError {
  return new ApiError('RequestEntityTooLargeException', `The body is larger than ${maximumBodyBytes} bytes.`)
}
