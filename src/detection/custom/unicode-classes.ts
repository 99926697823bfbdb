// The sets of \p{…}: general categories and scripts of Unicode, as this V8 knows them.
//
// The fact to know: all are read in one pass over the characters when the first is asked for. A pass for each would
// take a second for an expression that names many.
import { union, type CharacterSet } from './character-set.ts'

/** The set of \p{name}, or undefined where the name is unknown. */
export function unicodeClass(name: string): CharacterSet | undefined {
  return (known ??= readClasses()).get(name)
}

const categories =
  'Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Co Cn'.split(' ')
const scripts =
  'Arabic Armenian Bengali Cyrillic Devanagari Georgian Greek Han Hangul Hebrew Hiragana Katakana Latin Thai'.split(
    ' ',
  )
/** Each is all the categories that begin with its letter. */
const groups = 'L M N P S Z C'.split(' ')

let known: ReadonlyMap<string, CharacterSet> | undefined

function readClasses(): Map<string, CharacterSet> {
  const text = allCharacters()
  const classes = new Map<string, CharacterSet>([
    ...readRuns(text, categories, (name) => `\\p{${name}}`),
    ...readRuns(text, scripts, (name) => `\\p{Script=${name}}`),
  ])
  const unite = (names: readonly string[], ...more: readonly CharacterSet[]): CharacterSet =>
    union(...names.map((name) => classes.get(name)!), ...more)
  classes.set('Co', unite(['Co'], privatePlanes))
  classes.set('Cn', unite(['Cn'], unassignedPlanes))
  for (const group of groups) {
    const members = categories.filter((name) => name.startsWith(group))
    classes.set(group, unite(members, group === 'C' ? surrogates : []))
  }
  // The letters that have cases.
  classes.set('LC', unite(['Lu', 'Ll', 'Lt']))
  return classes
}

/** Planes 4 to 13 and what follows the tags of plane 14 are empty; planes 15 and 16 are for private use. */
const unassignedPlanes: CharacterSet = [
  0x40000, 0xdffff, 0xe1000, 0xeffff, 0xffffe, 0xfffff, 0x10fffe, 0x10ffff,
]
const privatePlanes: CharacterSet = [0xf0000, 0xffffd, 0x100000, 0x10fffd]
const surrogates: CharacterSet = [0xd800, 0xdfff]
const readPlanes: CharacterSet = [0, 0xd7ff, 0xe000, 0x3ffff, 0xe0000, 0xe0fff]

/** Every character that has a class of its own, in one text. */
export function allCharacters(): string {
  const units = new Uint16Array(2 * 0x41000)
  let count = 0
  for (let at = 0; at < readPlanes.length; at += 2) {
    for (let code = readPlanes[at]!; code <= readPlanes[at + 1]!; code++) {
      if (code > 0xffff) units[count++] = 0xd7c0 + (code >> 10)
      units[count++] = code > 0xffff ? 0xdc00 | (code & 0x3ff) : code
    }
  }
  return Buffer.from(units.buffer, 0, count * 2).toString('utf16le')
}

/** The runs of characters of each class; no character is in two of them, and no run goes on from plane to plane. */
function readRuns(
  text: string,
  names: readonly string[],
  classOf: (name: string) => string,
): Map<string, number[]> {
  const sets = names.map((name): [string, number[]] => [name, []])
  const none = `[^${names.map(classOf).join('')}]+`
  const runs = new RegExp(`${names.map((name) => `(${classOf(name)}+)`).join('|')}|${none}`, 'gu')
  for (const run of text.matchAll(runs)) {
    const number = run.indexOf(run[0], 1) - 1
    if (number < 0) continue
    const first = run[0].codePointAt(0)!
    const last = run[0].codePointAt(run[0].length - (first > 0xffff ? 2 : 1))!
    sets[number]![1].push(first, last)
  }
  return new Map(sets)
}
