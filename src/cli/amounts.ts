// Amounts as people write and read them: sizes by 1,024, durations in the two largest units.

const sizeUnits = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** `5TB`, `1.5 MB`, `4096` → bytes; undefined where it is not a size. */
export function parseByteSize(text: string): number | undefined {
  const [, amount, unit = 'B'] = /^\s*(\d+(?:\.\d+)?)\s*([KMGT]?B)?\s*$/i.exec(text) ?? []
  if (amount === undefined) return undefined
  const bytes = Math.floor(
    Number(amount) * 1_024 ** sizeUnits.findIndex((name) => name === unit.toUpperCase()),
  )
  return Number.isSafeInteger(bytes) ? bytes : undefined
}

/** `30s`, `15m`, `1h`, `7d` → seconds; undefined where it is no such time, or none at all. */
export function parseSeconds(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,9})([smhd])$/.exec(text) ?? []
  const unitSeconds = { s: 1, m: 60, h: 3_600, d: 86_400 }[unit ?? '']
  const seconds = Number(amount) * (unitSeconds ?? 0)
  return seconds > 0 ? seconds : undefined
}

/** `1.5 MB`; at most three digits before the unit, one after the point below 10. */
export function formatBytes(bytes: number): string {
  let unit = 0
  let amount = bytes
  while (amount >= 999.5 && unit < sizeUnits.length - 1) {
    amount /= 1_024
    unit++
  }
  return `${unit === 0 || amount >= 9.95 ? Math.round(amount) : amount.toFixed(1)} ${sizeUnits[unit]}`
}

/** `4 s`, `1 min 05 s`, `2 h 05 min`, `3 d 4 h`. */
export function formatDuration(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 1_440) return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
  return `${Math.floor(minutes / 1_440)} d ${Math.floor((minutes % 1_440) / 60)} h`
}

/** `12,345` whatever the locale. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US')
}

/** `1 object`, `2,000 objects`. */
export function formatObjects(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'object' : 'objects'}`
}
