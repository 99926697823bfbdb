// A JSONPath as findings give it: indices from 0, plain names after a dot, others quoted in brackets; long names
// lose their beginning, and long paths their first elements.

const maxNameChars = 240
export const maxPathChars = 250

/** Names and array indices from the root. */
export function jsonPath(elements: readonly (string | number)[]): string {
  const parts = elements.map(partOf)
  let length = 1 + parts.reduce((sum, part) => sum + part.length, 0)
  if (length <= maxPathChars) return `$${parts.join('')}`
  let first = 0
  length += 2
  while (length > maxPathChars && first < parts.length - 1) length -= parts[first++]!.length
  return shortened(parts.slice(first).join(''))
}

/** A path without its first elements. */
export function shortened(rest: string): string {
  return `$..${rest.startsWith('.') ? rest.slice(1) : rest}`
}

/** An element as the path has it. */
export function partOf(element: string | number): string {
  if (typeof element === 'number') return `[${element}]`
  const name = element.length > maxNameChars ? `...${element.slice(3 - maxNameChars)}` : element
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? `.${name}` : `['${name.replace(/['\\]/g, '\\$&')}']`
}
