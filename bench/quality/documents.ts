// A value with its keyword, as it stands in nine kinds of files.
import { two, type Draw } from './draw.ts'
import { fillers } from './fillers.ts'

export const formats = ['text', 'csv', 'json', 'log', 'sql', 'mail', 'html', 'yaml', 'code'] as const
export type Format = (typeof formats)[number]

/** Before and after: within thirty characters, or the value's own column or name. Far: beyond, or another column. */
export type Placement = 'before' | 'after' | 'far' | 'absent'

export interface Item {
  readonly value: string
  readonly keyword: string
  readonly placement: Placement
}

/** As the readers take it: the name chooses one. */
export interface Document {
  readonly name: string
  readonly content: string
}

/** Names that say nothing. */
const neutral = ['reference', 'entry', 'item', 'remark', 'detail']
const far = 'and behind these words, which are many, it says'

export function makeDocument(draw: Draw, format: Format, item: Item): Document {
  switch (format) {
    case 'text':
      return { name: 'sample.txt', content: `${lines(draw)}\n${sentence(draw, item)}\n${lines(draw)}\n` }
    case 'csv':
      return { name: 'sample.csv', content: csv(draw, item) }
    case 'json':
      return { name: 'sample.json', content: json(draw, item) }
    case 'log':
      return { name: 'sample.log', content: log(draw, item) }
    case 'sql':
      return { name: 'sample.sql', content: sql(draw, item) }
    case 'mail':
      return { name: 'sample.eml', content: mail(draw, item) }
    case 'html':
      return { name: 'sample.html', content: html(draw, item) }
    case 'yaml':
      return { name: 'sample.yaml', content: yaml(draw, item) }
    case 'code':
      return { name: 'sample.py', content: code(draw, item) }
    default:
      return format satisfies never
  }
}

function lines(draw: Draw): string {
  return Array.from({ length: draw.number(1, 3) }, () => draw.of(fillers)).join(' ')
}

function sentence(draw: Draw, { value, keyword, placement }: Item): string {
  switch (placement) {
    case 'before':
      return `${cased(draw, keyword)}${draw.of([': ', ' ', ' is ', ' = ', ' (copy attached): ', ' as given on the paper form '])}${value}`
    case 'after':
      return `${value}${draw.of([' (', ' is the ', ' = '])}${keyword}`
    case 'far':
      return `${keyword} ${far} ${far}: ${value}`
    case 'absent':
      return `${draw.of(neutral)}: ${value}`
    default:
      return placement satisfies never
  }
}

function cased(draw: Draw, keyword: string): string {
  return draw.of([
    keyword,
    keyword,
    keyword.toUpperCase(),
    keyword.slice(0, 1).toUpperCase() + keyword.slice(1),
  ])
}

/** Keywords as columns, members and variables are named. */
function named(draw: Draw, keyword: string): string {
  if (draw.number(1, 4) === 1) return keyword.replaceAll(/ (.)/g, (_, first: string) => first.toUpperCase())
  return cased(draw, keyword).replaceAll(' ', draw.of(['_', ' ', '_', '-']))
}

/** What the value is called, and what stands beside it. */
function names(draw: Draw, { keyword, placement }: Item): { readonly own: string; readonly other: string } {
  const word = named(draw, keyword)
  const plain = draw.of(neutral)
  switch (placement) {
    case 'before':
    case 'after':
      return { own: word, other: plain }
    case 'far':
      return { own: plain, other: word }
    case 'absent':
      return { own: plain, other: 'text' }
    default:
      return placement satisfies never
  }
}

function cell(text: string): string {
  return /[",\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function csv(draw: Draw, item: Item): string {
  const { own, other } = names(draw, item)
  return [
    row(['nr', own, other]),
    row(['1', '', draw.of(fillers)]),
    row(['2', item.value, draw.of(fillers)]),
    row(['3', '', draw.of(fillers)]),
  ].join('')
}

function json(draw: Draw, item: Item): string {
  const { own, other } = names(draw, item)
  return `${JSON.stringify({ nr: draw.number(1, 99), data: { [other]: draw.of(fillers), [own]: item.value } }, null, 2)}\n`
}

function moment(draw: Draw): string {
  return `2026-${two(draw.number(1, 12))}-${two(draw.number(1, 28))}T${two(draw.number(0, 23))}:${two(draw.number(0, 59))}:${two(draw.number(0, 59))}Z`
}

function log(draw: Draw, item: Item): string {
  const line = (text: string): string => `${moment(draw)} INFO [worker-${draw.number(1, 8)}] ${text}\n`
  return line('started') + line(sentence(draw, item)) + line(`finished after ${draw.number(2, 900)} ms`)
}

function sql(draw: Draw, item: Item): string {
  const { own, other } = names(draw, item)
  if (item.placement === 'far') {
    return `-- ${other} ${far}\nINSERT INTO records (nr, remark, ${own}) VALUES (${draw.number(1, 99)}, ${sqlText(draw.of(fillers))}, ${sqlText(item.value)});\n`
  }
  return `INSERT INTO records (nr, "${own}")\nVALUES (${draw.number(1, 99)}, ${sqlText(item.value)});\n`
}

function mail(draw: Draw, item: Item): string {
  return `From: a.person@example.org\nTo: b.person@example.org\nSubject: ${draw.of(fillers)}\nMIME-Version: 1.0\n\nHello,\n\n${lines(draw)}\n${sentence(draw, item)}\n\n${lines(draw)}\n`
}

function html(draw: Draw, item: Item): string {
  const { own, other } = names(draw, item)
  const value = item.value.includes('\n') ? `<pre>\n${item.value}\n</pre>` : item.value
  const before = item.placement === 'far' ? paragraph(`${other} ${far}`) + paragraph(lines(draw)) : ''
  return `<html><body>\n${before}<table><tr><td>${own}</td><td>${value}</td></tr></table>\n${paragraph(lines(draw))}</body></html>\n`
}

function yaml(draw: Draw, item: Item): string {
  const { own, other } = names(draw, item)
  const value = item.value.includes('\n')
    ? `|\n${item.value.replaceAll(/^/gm, '    ')}`
    : draw.of([JSON.stringify(item.value), `'${item.value.replaceAll("'", "''")}'`])
  return `record:\n  "${other}": ${JSON.stringify(draw.of(fillers))}\n  nr: ${draw.number(1, 99)}\n  "${own}": ${value}\n`
}

function code(draw: Draw, item: Item): string {
  const { own, other } = names(draw, item)
  const comment = item.placement === 'far' ? `# ${other} ${far}\n# ${far}\n` : ''
  return `import json\n\n${comment}def load(path):\n    ${variable(own)} = ${JSON.stringify(item.value)}\n    return json.load(open(path))\n`
}

function row(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\n`
}

function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function paragraph(text: string): string {
  return `<p class="note">${text}</p>\n`
}

function variable(name: string): string {
  return name.replaceAll(/[ -]/g, '_')
}
