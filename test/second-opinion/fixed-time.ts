// Some libraries ask the clock, for instance whether a day of birth is past. What they say must not depend on when.

/** Runs something to which it is always this moment, in milliseconds since 1970. */
export function atFixedTime<Result>(now: number, run: () => Result): Result {
  const real = globalThis.Date
  globalThis.Date = new Proxy(real, {
    construct: (target, parts: unknown[], made) =>
      Reflect.construct(target, parts.length === 0 ? [now] : parts, made) as Date,
    get: (target, name) => (name === 'now' ? () => now : (Reflect.get(target, name) as unknown)),
  })
  try {
    return run()
  } finally {
    globalThis.Date = real
  }
}
