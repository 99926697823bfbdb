// Turns what a contributor writes into what the engine reads: the short way (one pattern, keywords required or
// not) becomes a single form. An identifier without keywords is looked for everywhere.
import type {
  Form,
  ManagedIdentifier,
  ManagedIdentifierDeclaration,
  NonEmpty,
} from '../model/managed-identifier.ts'

export function managedIdentifier(declaration: ManagedIdentifierDeclaration): ManagedIdentifier {
  const { keywords, pattern, validate, forms, ...rest } = declaration
  if (rest.finder !== undefined) {
    if (keywords !== undefined || pattern !== undefined || validate !== undefined || forms !== undefined)
      throw new Error(`Cannot declare ${declaration.id}: its finder leaves nothing to keywords or forms`)
    return { ...rest, keywords: [], forms: [] }
  }
  if ((pattern === undefined) === (forms === undefined)) {
    throw new Error(`Cannot declare ${declaration.id}: it needs either a pattern or forms`)
  }
  if (forms !== undefined && validate !== undefined) {
    throw new Error(`Cannot declare ${declaration.id}: with forms, validate belongs to each form`)
  }
  const words = keywords?.words ?? []
  const expanded: NonEmpty<Form> = forms ?? [
    {
      pattern: pattern!,
      keyword: keywords?.required === true ? 'required' : 'none',
      ...(validate === undefined ? {} : { validate }),
    },
  ]
  if (words.length === 0 && expanded.some((form) => form.keyword !== 'none')) {
    throw new Error(`Cannot declare ${declaration.id}: a form depends on keywords and there are none`)
  }
  const { endingNames } = keywords ?? {}
  const stray = endingNames?.filter((word) => !words.includes(word)) ?? []
  if (stray.length > 0)
    throw new Error(`Cannot declare ${declaration.id}: "${stray[0]}" is none of its keywords`)
  return {
    ...rest,
    keywords: words,
    ...(endingNames === undefined ? {} : { keywordsEndingNames: endingNames }),
    forms: expanded,
  }
}
