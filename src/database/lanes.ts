// Whose request the database thread serves next. PGlite has one session for everybody, so inside somebody's transaction
// only that client is served; else interactive requests go first, but never more than 20 in a row while a background
// request waits: leases of the queue would run out.

export type Lane = 'interactive' | 'background'

export interface Waiting {
  readonly client: number
  readonly lane: Lane
}

export interface Lanes<Request extends Waiting> {
  add(request: Request): void
  /** The next request to serve, if any may be served; `owner` is the client inside a transaction. */
  next(owner: number | undefined): Request | undefined
}

const interactiveInARow = 20

export function createLanes<Request extends Waiting>(): Lanes<Request> {
  const waiting: Record<Lane, Request[]> = { interactive: [], background: [] }
  let streak = 0
  return {
    add(request) {
      waiting[request.lane].push(request)
    },
    next(owner) {
      const order: readonly Lane[] = streak >= interactiveInARow ? backgroundFirst : interactiveFirst
      for (const lane of order) {
        const at = owner === undefined ? 0 : waiting[lane].findIndex(({ client }) => client === owner)
        const [request] = at < 0 ? [] : waiting[lane].splice(at, 1)
        if (request === undefined) continue
        streak = lane === 'background' ? 0 : streak + 1
        return request
      }
      return undefined
    },
  }
}

const interactiveFirst: readonly Lane[] = ['interactive', 'background']
const backgroundFirst: readonly Lane[] = ['background', 'interactive']
