// A value with its keyword, as it stands in twelve kinds of files.
import { two, type Draw } from './draw.ts'
import { fillers } from './fillers.ts'
import { cased, far, neutral, sentence } from './sentences.ts'

export const formats = [
  'text',
  'csv',
  'json',
  'log',
  'sql',
  'mail',
  'html',
  'yaml',
  'code',
  'xml',
  'settings',
  'markdown',
] as const
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

export function makeDocument(draw: Draw, format: Format, item: Item): Document {
  switch (format) {
    case 'text':
      return { name: 'sample.txt', content: `${lines(draw)}\n${sentence(draw, item)}\n${lines(draw)}\n` }
    case 'csv':
      return table(draw, item)
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
      return code(draw, item)
    case 'xml':
      return { name: 'sample.xml', content: xml(draw, item) }
    case 'settings':
      return { name: 'sample.env', content: settings(draw, item) }
    case 'markdown':
      return { name: 'sample.md', content: markdown(draw, item) }
    default:
      return format satisfies never
  }
}

function lines(draw: Draw): string {
  return Array.from({ length: draw.number(1, 3) }, () => draw.of(fillers)).join(' ')
}

/** Keywords as columns, members and variables are named. */
function named(draw: Draw, keyword: string): string {
  const numbered = /\p{L}$/u.test(keyword) ? `${keyword}1` : keyword
  const word = draw.of([
    keyword,
    keyword,
    keyword,
    `customer ${keyword}`,
    numbered.replace(/1$/, ' 1'),
    numbered,
  ])
  if (draw.number(1, 4) === 1) return word.replaceAll(/ (.)/g, (_, first: string) => first.toUpperCase())
  return cased(draw, word).replaceAll(' ', draw.of(['_', ' ', '_', '-']))
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
  return /[",;\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function table(draw: Draw, item: Item): Document {
  const { own, other } = names(draw, item)
  const [name, delimiter] = draw.of([
    ['sample.csv', ','],
    ['sample.csv', ','],
    ['sample.csv', ';'],
    ['sample.tsv', '\t'],
  ] as const)
  const row = (cells: readonly string[]): string => `${cells.map(cell).join(delimiter)}\n`
  const rows = [
    ['nr', own, other],
    ['1', '', draw.of(fillers)],
    ['2', item.value, draw.of(fillers)],
    ['3', '', draw.of(fillers)],
  ]
  return { name, content: rows.map(row).join('') }
}

function json(draw: Draw, item: Item): string {
  const { own, other } = names(draw, item)
  const [nr, remark] = [draw.number(1, 99), draw.of(fillers)]
  const record = draw.of([
    { nr, data: { [other]: remark, [own]: item.value } },
    { nr, [other]: remark, [own]: { value: item.value } },
    { [other]: [remark], entries: [{ nr }, { [own]: [item.value] }] },
  ])
  return `${JSON.stringify(record, null, draw.of([2, 2, 0]))}\n`
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
  const before = item.placement === 'far' ? paragraph(`${other} ${far}`) + paragraph(lines(draw)) : ''
  return `<html><body>\n${before}${markup(draw, own, item.value)}\n${paragraph(lines(draw))}</body></html>\n`
}

function markup(draw: Draw, own: string, value: string): string {
  if (value.includes('\n')) return `<h2>${own}</h2><pre>\n${value}\n</pre>`
  return draw.of([
    `<table><tr><td>${own}</td><td>${value}</td></tr></table>`,
    `<dl><dt>${own}</dt><dd>${value}</dd></dl>`,
    `<p><b>${own}:</b>&nbsp;${value}</p>`,
    `<input name="${own}" value="${value}">`,
    `<li data-name="${own}">${value}</li>`,
  ])
}

function yaml(draw: Draw, item: Item): string {
  const { own, other } = names(draw, item)
  const value = item.value.includes('\n')
    ? `|\n${item.value.replaceAll(/^/gm, '    ')}`
    : draw.of([
        JSON.stringify(item.value),
        `'${item.value.replaceAll("'", "''")}'`,
        /^[\w .-]+$/.test(item.value) ? item.value : JSON.stringify(item.value),
      ])
  return `record:\n  "${other}": ${JSON.stringify(draw.of(fillers))}\n  nr: ${draw.number(1, 99)}\n  "${own}": ${value}\n`
}

function code(draw: Draw, item: Item): Document {
  const { own, other } = names(draw, item)
  const [name, value] = [variable(own), JSON.stringify(item.value)]
  const remark = (sign: string): string =>
    item.placement === 'far' ? `${sign} ${other} ${far}\n${sign} ${far}\n` : ''
  return draw.of([
    {
      name: 'sample.py',
      content: `import json\n\n${remark('#')}def load(path):\n    ${name} = ${value}\n    return json.load(open(path))\n`,
    },
    {
      name: 'sample.ts',
      content: `import { load } from './load'\n\n${remark('//')}const ${name} = ${value}\nload(${name})\n`,
    },
    {
      name: 'Sample.java',
      content: `class Sample {\n${remark('//')}  private static final String ${capitals(name)} = ${value};\n}\n`,
    },
    {
      name: 'sample.go',
      content: `package sample\n\n${remark('//')}var entry = map[string]string{"${own}": ${value}}\n`,
    },
  ])
}

function xml(draw: Draw, item: Item): string {
  const { own, other } = names(draw, item)
  const value = item.value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const note = item.placement === 'far' ? `<note>${other} ${far} ${far}</note>\n` : ''
  const mayBeTag = /^[\p{L}_ -][\p{L}\d_ -]+$/u.test(own)
  const entry = draw.of([
    `<field name="${own}">${value}</field>`,
    `<entry key="${own}" value="${value.replaceAll('"', '&quot;')}"/>`,
    mayBeTag
      ? `<${variable(own)}>${value}</${variable(own)}>`
      : `<field><label>${own}</label><text>${value}</text></field>`,
  ])
  return `<?xml version="1.0"?>\n<record>\n${note}<text>${lines(draw)}</text>\n${entry}\n</record>\n`
}

function settings(draw: Draw, item: Item): string {
  const { own, other } = names(draw, item)
  const name = draw.of([variable(own), capitals(own), own])
  const value = item.value.includes('\n') ? `"${item.value}"` : item.value
  const note = item.placement === 'far' ? `# ${other} ${far}\n# ${far}\n` : ''
  return `# ${draw.of(fillers)}\n${note}${name}${draw.of(['=', ' = ', ': '])}${value}\nLEVEL=${draw.number(1, 9)}\n`
}

function markdown(draw: Draw, item: Item): string {
  const { own, other } = names(draw, item)
  const before = item.placement === 'far' ? `${other} ${far}.\n\n${lines(draw)}\n\n` : ''
  const entry = item.value.includes('\n')
    ? `## ${own}\n\n\`\`\`\n${item.value}\n\`\`\``
    : draw.of([`- **${own}**: ${item.value}`, `| ${own} | ${item.value} |`, `${own}: \`${item.value}\``])
  return `# Notes\n\n${before}${entry}\n\n${lines(draw)}\n`
}

function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function paragraph(text: string): string {
  return `<p class="note">${text}</p>\n`
}

/** `bankAccount` and `bank account` become `BANK_ACCOUNT`. */
function capitals(name: string): string {
  return variable(name.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1_$2')).toUpperCase()
}

function variable(name: string): string {
  return name.replaceAll(/[ -]/g, '_')
}
