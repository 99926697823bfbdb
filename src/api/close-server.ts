// The end of an HTTP server: answers that are under way are given, and nobody can hold it open for longer than that.
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** What a request may still take. The rest of the ten seconds of a stop is for batches to be recorded. */
const graceMilliseconds = 2_000

/** Gives what closes the server; to be called before it listens. */
export function closeInTime({
  server,
  close,
}: Pick<FastifyInstance, 'server' | 'close'>): () => Promise<void> {
  // Not closeAllConnections(): it knows those that speak HTTP, and not those amid a TLS handshake.
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return async () => {
    const timer = setTimeout(() => {
      for (const socket of sockets) socket.destroy()
    }, graceMilliseconds)
    try {
      await close()
    } finally {
      clearTimeout(timer)
    }
  }
}
