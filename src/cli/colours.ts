// Colours, on terminals only and never where NO_COLOR is set (https://no-color.org): a pipe gets the plain words.

type Word = string

const green = 32
const yellow = 33
const red = 31
const cyan = 36

/** What a word of ours means, by the colour that a glance looks for. */
const colours: Readonly<Record<Word, number>> = {
  High: red,
  Medium: yellow,
  Low: cyan,
  COMPLETE: green,
  PARTIAL: yellow,
  SKIPPED: yellow,
  RUNNING: cyan,
  IDLE: green,
  PAUSED: yellow,
  USER_PAUSED: yellow,
  CANCELLED: red,
}

export interface ColourTerms {
  readonly isTerminal: boolean
  readonly environment: Readonly<Record<string, string | undefined>>
}

export function mayColour({ isTerminal, environment }: ColourTerms): boolean {
  return isTerminal && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb'
}

/** The word in its colour where standard output shows colours. */
export function paint(word: Word): string {
  const terms = { isTerminal: process.stdout.isTTY, environment: process.env }
  return mayColour(terms) ? painted(word) : word
}

/** Widths are counted before: what is added takes no place on the screen. */
export function painted(word: Word): string {
  const colour = colours[word]
  return colour === undefined ? word : `\u001B[${colour}m${word}\u001B[0m`
}
