// Percent-encoding as AWS signs it: everything but A-Z a-z 0-9 - . _ ~ is encoded, in upper-case hexadecimal.

/** Encodes one component: also `/`, and the `!'()*` that encodeURIComponent leaves. */
export function encodeUri(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** Decodes one component; `+` is a plus. undefined where an escape is broken or is not UTF-8. */
export function decodeUri(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

export type Query = readonly (readonly [key: string, value: string])[]

/** The parameters of a raw query in their order, decoded; undefined where an escape is broken. */
export function parseQuery(raw: string): Query | undefined {
  const pairs: (readonly [string, string])[] = []
  for (const piece of raw.split('&')) {
    if (piece === '') continue
    const equals = piece.indexOf('=')
    const key = decodeUri(equals < 0 ? piece : piece.slice(0, equals))
    const value = decodeUri(equals < 0 ? '' : piece.slice(equals + 1))
    if (key === undefined || value === undefined) return undefined
    pairs.push([key, value])
  }
  return pairs
}
