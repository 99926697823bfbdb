// Requests under way on one connection. Node hands over each request of a pipeline as it comes; without a bound one
// connection could take all the room that there is.
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { ApiError } from './errors.ts'

/** Counts a request in until its answer is sent. @throws ApiError 429 */
export type EnterPipeline = (socket: Socket, response: ServerResponse) => void

export function countPipelines(most: number): EnterPipeline {
  const underWay = new WeakMap<Socket, number>()
  const count = (socket: Socket, change: number): number => {
    const requests = (underWay.get(socket) ?? 0) + change
    underWay.set(socket, requests)
    return requests
  }
  return (socket, response) => {
    const requests = count(socket, 1)
    response.once('close', () => count(socket, -1))
    if (requests <= most) return
    throw new ApiError(
      'ThrottlingException',
      `Rate exceeded: a connection may have ${most} requests under way.`,
    )
  }
}
