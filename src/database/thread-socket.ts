// What `pg` takes for its network socket: its other end is the database thread. `pg` corks Parse to Sync, so each
// write that arrives here is one whole request.
import { Duplex } from 'node:stream'

/** Sends one request, or without bytes the news that this client is gone. */
export type SendRequest = (bytes?: Uint8Array<ArrayBuffer>) => void

export class ThreadSocket extends Duplex {
  readonly #send: SendRequest
  readonly #onConnect: (socket: ThreadSocket) => void

  /** `onConnect` may throw or destroy the socket: then it never connects. */
  constructor(send: SendRequest, onConnect: (socket: ThreadSocket) => void) {
    super()
    this.#send = send
    this.#onConnect = onConnect
  }

  connect(): void {
    this.#onConnect(this)
    setImmediate(() => this.destroyed || this.emit('connect'))
  }

  // Sockets have these, and `pg` calls them; there is no network to set them on.
  setNoDelay(): void {}
  setKeepAlive(): void {}
  ref(): void {}
  unref(): void {}

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#send(new Uint8Array(chunk))
    done()
  }

  override _writev(chunks: readonly { chunk: Buffer }[], done: () => void): void {
    this.#send(new Uint8Array(Buffer.concat(chunks.map(({ chunk }) => chunk))))
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#send()
    done(error)
  }

  override end(): this {
    return this.destroy()
  }
}
