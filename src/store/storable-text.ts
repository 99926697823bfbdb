// Text that a database column can hold. Names inside of objects (columns, paths) are whatever their authors wrote.

/**
 * PostgreSQL holds no NUL, neither in text nor in jsonb, and no half of a surrogate pair: one such name would fail its
 * whole transaction. They are shown as U+2400 and U+FFFD.
 */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\u2400').toWellFormed()
}

/** As JSON, every text in it storable. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_member, part: unknown) =>
    typeof part === 'string' ? storableText(part) : part,
  )
}
