// Sends a request as it is, however broken, and gives the answer with what every answer must have.
import { request as httpRequest, type Agent } from 'node:http'
import type { Asked } from './malformed-request.ts'

export function sendRaw(
  url: string,
  agent: Agent,
  asked: Asked,
): Promise<{ readonly asked: Asked; readonly answer: Response }> {
  const { hostname, port } = new URL(url)
  // Node leaves it out for GET and DELETE, and the body would be read as the next request.
  const length = { 'content-length': asked.body.length }
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { hostname, port, agent, method: asked.method, path: asked.target, timeout: 20_000, headers: length },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject)
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          const { headers, statusCode: status = 0 } = incoming
          const message = status < 400 ? '' : String((JSON.parse(text) as { message: unknown }).message)
          const header = (name: string) => [headers[name]].flat()[0]
          const answer = {
            status,
            text,
            message,
            errorType: header('x-amzn-errortype'),
            requestId: header('x-amzn-requestid'),
          }
          resolve({ asked, answer })
        })
      },
    )
    outgoing.on('error', reject).on('timeout', () => outgoing.destroy(new Error('no answer in 20 s')))
    outgoing.end(asked.body)
  })
}

export interface Response {
  readonly status: number
  readonly errorType: string | undefined
  readonly requestId: string | undefined
  /** Of a refusal. */
  readonly message: string
  readonly text: string
}
