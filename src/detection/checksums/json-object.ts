// Whether a text is one object of JSON (RFC 8259), told without an exception.

const deepest = 64
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y
const string = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const blanks = /[ \t\n\r]*/y

/** Objects that are nested more than 64 levels deep are taken for none. */
export function isJsonObject(text: string): boolean {
  const at = afterBlanks(text, 0)
  return text[at] === '{' && afterBlanks(text, afterValue(text, at, 0)) === text.length
}

/** Where the value ends that begins at `at`; -1 where there is none. */
function afterValue(text: string, at: number, depth: number): number {
  const first = text[at]
  if (first === '{' || first === '[') return depth === deepest ? -1 : afterContainer(text, at, depth)
  return matchEnd(first === '"' ? string : scalar, text, at)
}

function afterContainer(text: string, open: number, depth: number): number {
  const isObject = text[open] === '{'
  const close = isObject ? '}' : ']'
  let at = afterBlanks(text, open + 1)
  if (text[at] === close) return at + 1
  for (;;) {
    if (isObject) {
      at = afterBlanks(text, matchEnd(string, text, at))
      if (text[at] !== ':') return -1
      at = afterBlanks(text, at + 1)
    }
    at = afterBlanks(text, afterValue(text, at, depth + 1))
    if (text[at] === close) return at + 1
    if (text[at] !== ',') return -1
    at = afterBlanks(text, at + 1)
  }
}

function afterBlanks(text: string, at: number): number {
  return at === -1 ? -1 : matchEnd(blanks, text, at)
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  if (at === -1) return -1
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : -1
}
