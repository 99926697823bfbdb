// `npm run bench:quality`: measures, writes docs/reference/quality.md and what the tests expect of a tenth.
// `-- --failures` prints each sample that went wrong instead.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { samplesOf } from './corpus.ts'
import { expectedFile, renderExpected } from './expected.ts'
import { createFind, identifierIds } from './find.ts'
import { measure, type Failure } from './measure.ts'
import { renderPage } from './page.ts'
import { subjects } from './subjects/index.ts'

const page = path.join(import.meta.dirname, '..', '..', 'docs', 'reference', 'quality.md')
const find = createFind()
const whole = await measure(find, samplesOf(subjects, 'all'))

if (process.argv.includes('--failures')) {
  for (const failure of whole.failures) process.stdout.write(`${described(failure)}\n\n`)
} else {
  writeFileSync(page, renderPage(whole, identifierIds))
  writeFileSync(expectedFile, renderExpected(await measure(find, samplesOf(subjects, 'tenth'))))
  process.stdout.write(`Written: ${page}\n         ${expectedFile}\n`)
}

function described({ what, id, sample, text }: Failure): string {
  const where = sample.id === id ? sample.kind : `${sample.kind}, of ${sample.id}`
  return `${id}: ${what} "${text}" (${where}; ${sample.document.name})\n${sample.document.content}`
}
