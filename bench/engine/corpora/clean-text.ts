// a: documentation and code as people wrote them, and logs, about half and half. Nothing in it was planted; the few
// matches are what such texts hold: keys in examples, names of authors. Tests are left out: they invent people.
import { serviceLogLine, systemLogLine } from './logs.ts'
import { endless, isMinified, packageTexts } from './package-texts.ts'
import { createRandom, piece, pieceBytes } from './random.ts'

export function* cleanText(seed: number): Generator<string | Buffer> {
  const random = createRandom(seed)
  const written = packageTexts(random, isWritten).filter((text) => !isMinified(text))
  for (const text of endless(written, 2 * pieceBytes)) {
    yield text
    yield piece(() => systemLogLine(random))
    yield piece(() => serviceLogLine(random))
  }
}

const isWritten = /^(?!.*\/node_modules\/.*(?:\/tests?\/|\.test\.)).*\.(md|txt|js|mjs|cjs|ts)$/
