// How much work code does, as V8 itself counts it: how often each block of the named sources ran. Exact, where a clock
// is not; what native code does within a call is not seen.
//
// The fact to know: only code that is loaded after counting began is counted. Import it afterwards.
import { Session } from 'node:inspector/promises'
import { setFlagsFromString } from 'node:v8'

export interface StepCounter {
  countSteps(run: () => void | Promise<void>): Promise<number>
  stop(): void
}

/** `sources`: part of the path of the files that count. */
export async function startCountingSteps(sources: string): Promise<StepCounter> {
  // Code that was not run for a while is thrown away, and its counters with it: never here.
  setFlagsFromString('--no-flush-bytecode')
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  // Each time it is taken, the count begins anew.
  const take = async (): Promise<number> => {
    const { result } = await session.post('Profiler.takePreciseCoverage')
    return result
      .filter(({ url }) => url.includes(sources))
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
      .reduce((sum, { count }) => sum + count, 0)
  }
  return {
    async countSteps(run) {
      await take()
      await run()
      return take()
    },
    stop: () => session.disconnect(),
  }
}
