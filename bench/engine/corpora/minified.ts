// d: minified JavaScript, and base64 as mail, JSON and URLs wrap it.
import { endless, isMinified, packageTexts } from './package-texts.ts'
import { createRandom, pieceBytes } from './random.ts'

const wrappings: readonly ((raw: Buffer) => string)[] = [
  (raw) => raw.toString('base64').replaceAll(/.{76}/g, '$&\n'),
  (raw) => raw.toString('base64').replaceAll(/.{1,2000}/g, '{"blob":"$&"}\n'),
  (raw) => raw.toString('base64url'),
]

export function* minified(seed: number): Generator<string | Buffer> {
  const random = createRandom(seed)
  const scripts = packageTexts(random, /\.(js|mjs|cjs)$/).filter(isMinified)
  for (const script of endless(scripts, pieceBytes)) {
    yield script
    yield `\n${random.pick(wrappings)(random.bytes((pieceBytes * 3) / 4))}\n`
  }
}
