// Names of objects as a terminal may show them. A key can hold anything: an escape sequence that repaints the
// screen, a right-to-left override that turns `gpj.exe` round, half a surrogate pair. Each becomes visible `\xNN`
// or `\uNNNN`, and a backslash doubles, so that what is shown says exactly what the key is.

export function terminalText(text: string): string {
  return text.toWellFormed() === text && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\]/u.test(text) ? text : escaped(text)
}

/** Words of our own with names in them: only what could act on a terminal becomes visible, backslashes stay as they are. */
export function terminalMessage(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) =>
    codeOf(character.codePointAt(0) ?? 0),
  )
}

function escaped(text: string): string {
  let shown = ''
  for (const character of text) {
    if (character === '\\') shown += '\\\\'
    else if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(character))
      shown += codeOf(character.codePointAt(0) ?? 0)
    else shown += character
  }
  return shown
}

function codeOf(point: number): string {
  if (point < 0x100) return `\\x${point.toString(16).padStart(2, '0')}`
  return point > 0xff_ff ? `\\u{${point.toString(16)}}` : `\\u${point.toString(16).padStart(4, '0')}`
}
