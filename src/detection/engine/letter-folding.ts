// Folds letters so that case and accents do not count: `É`, `é`, `e` + U+0301 and `e` are one symbol.

/** Letters whose accent is no combining mark to Unicode, the sigma at the end of words, and typographic forms of ASCII signs. */
const ownForms: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ø: 'o',
    Ø: 'o',
    ł: 'l',
    Ł: 'l',
    đ: 'd',
    Đ: 'd',
    ı: 'i',
    ς: 'σ',
    º: '°',
    '\u2018': "'",
    '\u2019': "'",
    '\u2010': '-',
    '\u2011': '-',
    '\u2013': '-',
    '\u00a0': ' ',
  }),
)

/** Symbols of characters below this one are looked up in a table; none above occurs in a keyword. */
export const foldedCharacters = 0x2100
/** What a combining mark folds to: it is skipped. */
export const skipped = 0xffff

/** The folded character of each character. */
export const folding: Uint16Array = Uint16Array.from({ length: foldedCharacters }, (_, code) =>
  foldCharacter(code),
)

/** A keyword as folded characters. */
export function foldKeyword(keyword: string): number[] {
  return Array.from(keyword, (character) => {
    const code = character.codePointAt(0)!
    if (code >= foldedCharacters)
      throw new Error(`Cannot compile the keyword ${keyword}: it has a character beyond U+20FF`)
    return folding[code]!
  }).filter((code) => code !== skipped)
}

function foldCharacter(code: number): number {
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? code | 0x20 : code
  const own = ownForms.get(String.fromCharCode(code))
  if (own !== undefined) return own.charCodeAt(0)
  if (code >= 0x300 && code <= 0x36f) return skipped
  return String.fromCharCode(code).toLowerCase().normalize('NFD').charCodeAt(0)
}
