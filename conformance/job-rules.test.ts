// Every rule in job-rules.md names tests that exist: by the exact title, in the file it says.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

interface Rule {
  readonly rule: string
  readonly shownBy: readonly { readonly file: string; readonly title: string }[]
}

const list = readFileSync(path.join(import.meta.dirname, 'job-rules.md'), 'utf8')
const rules = list
  .split(/^## /m)
  .slice(1)
  .flatMap((section) => {
    const [table = '', ...items] = section.split(/^- /m)
    return items.map((item) => toRule(table.trim(), item))
  })

function toRule(table: string, item: string): Rule {
  const [rule = '', ...lines] = item.trimEnd().split('\n')
  const shownBy = lines.map((line) => {
    const [, name = '', title = ''] = /^ {2}- ([\w./-]+): `(.+)`$/.exec(line) ?? []
    if (name === '') throw new Error(`Cannot read the line “${line}”`)
    const here = import.meta.dirname
    const file = name.startsWith('src/') ? path.join(here, '..', name) : path.join(here, `${name}.test.ts`)
    return { file, title }
  })
  return { rule: `${table}: ${rule}`, shownBy }
}

/** The title is the first argument of a `test`, or the first element of a row of its table. */
function hasTest(file: string, title: string): boolean {
  const before = readFileSync(file, 'utf8').split(`'${title}'`).slice(0, -1)
  return before.some((text) => /(?:\btest\(|\)\(|\[)\s*$/.test(text))
}

test('the list has rules', () => {
  expect(rules.length).toBeGreaterThan(120)
})

test.each(rules)('$rule', ({ shownBy }) => {
  expect(shownBy).not.toEqual([])
  for (const { file, title } of shownBy) {
    expect(existsSync(file), `there is no file ${file}`).toBe(true)
    expect(hasTest(file, title), `no test in ${file} is called “${title}”`).toBe(true)
  }
})
