/** A text without blanks and breaks of lines, which formats write in ways of their own. */
export function squeezed(text: string): string {
  return text.replaceAll(/\s+|\\n/g, '')
}
