// What a check is asked about: the bytes as found, with plain blanks where the text has no-break ones. So checks need know
// of one blank only.

/** Of bytes [start, end) of a text in UTF-8. */
export function checkedText(text: Buffer, start: number, end: number): string {
  const found = text.toString('utf8', start, end)
  return found.includes('\u00a0') ? found.replaceAll('\u00a0', ' ') : found
}
