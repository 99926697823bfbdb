// A value with its keyword in running text, as people of several countries and programs write it.
import type { Item } from './documents.ts'
import type { Draw } from './draw.ts'

/** Names that say nothing. */
export const neutral = ['reference', 'entry', 'item', 'remark', 'detail']
export const far = 'and behind these words, which are many, it says'

const noBreak = '\u00a0'
const thinSpace = '\u2009'

/** What stands between a keyword and its value; none is longer than thirty characters. */
const between = [
  ': ',
  ' ',
  ' is ',
  ' = ',
  '=',
  ':',
  ' - ',
  ' – ',
  '\t',
  ':\n',
  `:${noBreak}`,
  noBreak,
  thinSpace,
  '：',
  ' ist ',
  ' est ',
  ' è ',
  ' é ',
  ' → ',
  ': **',
  ': `',
  ' («',
  ' (copy attached): ',
  ' as given on the paper form ',
]

const behind = [
  ' (',
  ' is the ',
  ' = ',
  ' – ',
  ', ',
  ` ${noBreak}`,
  ' [',
  ' est le ',
  ' ist die ',
  ' es el ',
  ' は ',
]

export function sentence(draw: Draw, { value, keyword, placement }: Item): string {
  switch (placement) {
    case 'before':
      return `${cased(draw, keyword)}${draw.of(between)}${value}`
    case 'after':
      return `${value}${draw.of(behind)}${keyword}`
    case 'far':
      return `${keyword} ${far} ${far}: ${value}`
    case 'absent':
      return `${draw.of(neutral)}: ${value}`
    default:
      return placement satisfies never
  }
}

export function cased(draw: Draw, keyword: string): string {
  return draw.of([
    keyword,
    keyword,
    keyword.toUpperCase(),
    keyword.slice(0, 1).toUpperCase() + keyword.slice(1),
  ])
}
