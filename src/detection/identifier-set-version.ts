// Which state of the identifiers found something: a number that changes whenever anything of how they detect does.
//
// The fact to know: it is read from the modules as they run, because what an identifier is depends on more than its
// declaration: shared checks, card ranges, the engine. The package's emitted modules have another than the checkout's.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** 16 hexadecimal digits; `folder` is this one unless set. */
export function identifierSetVersion(folder: string = import.meta.dirname): string {
  const modules = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => /(?<!\.test|\.d)\.[jt]s$/.test(file))
    .toSorted()
  const hash = createHash('sha256')
  for (const file of modules) {
    const text = readFileSync(path.join(folder, file))
    hash.update(`${file}\n${text.length}\n`).update(text)
  }
  return hash.digest('hex').slice(0, 16)
}
