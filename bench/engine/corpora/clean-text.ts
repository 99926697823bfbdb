// a: documentation and code as people wrote them, and logs, about half and half. Nothing in it was planted; the few
// matches are what such texts hold: keys in examples, dates of birth in a test.
import { serviceLogLine, systemLogLine } from './logs.ts'
import { endless, isMinified, packageTexts } from './package-texts.ts'
import { createRandom, piece, pieceBytes } from './random.ts'

export function* cleanText(seed: number): Generator<string | Buffer> {
  const random = createRandom(seed)
  const written = packageTexts(random, /\.(md|txt|js|mjs|cjs|ts)$/).filter((text) => !isMinified(text))
  for (const text of endless(written, 2 * pieceBytes)) {
    yield text
    yield piece(() => systemLogLine(random))
    yield piece(() => serviceLogLine(random))
  }
}
