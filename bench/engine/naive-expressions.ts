// The identifiers as anyone would first write them: one expression of V8 a form over the whole text, and the keywords
// as another over what stands near each candidate. What it finds is nearly what the engine finds, not quite.
import { managedIdentifiers } from '../../src/detection/managed/index.ts'
import type { Form, ManagedIdentifier } from '../../src/model/managed-identifier.ts'

/** Of text as Latin-1, one character a byte, as the shapes want it. Says how many were found. */
export function createNaiveSearch(): (text: string) => number {
  const searches = managedIdentifiers.flatMap((identifier) =>
    identifier.forms.map((form) => naiveSearch(form, identifier)),
  )
  return (text) => searches.reduce((sum, search) => sum + search(text), 0)
}

const keywordDistance = 30

function naiveSearch(form: Form, { keywords }: ManagedIdentifier): (text: string) => number {
  const { source, flags } = form.pattern
  const shape = new RegExp(`(?<![A-Za-z0-9])(?:${source})(?![A-Za-z0-9])`, `${flags}g`)
  const words = new RegExp(`(?<![a-z])(?:${keywords.map(asExpression).join('|')})(?![a-z])`, 'i')
  const reach = keywordDistance + Math.max(0, ...keywords.map((word) => word.length))
  const isWanted = (text: string, start: number, end: number): boolean => {
    if (form.keyword === 'none') return true
    const isNear =
      words.test(text.slice(Math.max(0, start - reach), start)) || words.test(text.slice(end, end + reach))
    return isNear === (form.keyword === 'required')
  }
  return (text) => {
    let found = 0
    for (const { 0: instance, index } of text.matchAll(shape)) {
      if (form.validate?.(instance) === false) continue
      if (isWanted(text, index, index + instance.length)) found++
    }
    return found
  }
}

/** A blank stands for none, `_` or `-` as well. */
function asExpression(word: string): string {
  const bytes = Buffer.from(word).toString('latin1')
  return bytes.replaceAll(/[.*+?^${}()|[\]\\/#-]/g, String.raw`\$&`).replaceAll(' ', '[ _-]?')
}
