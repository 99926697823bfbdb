// `npm run bench:quality`: measures, and writes docs/reference/quality.md and what the tests expect of a tenth.
//
// `-- --samples` leaves the clean corpus as it was measured last; `-- --failures` prints each sample that goes wrong,
// `-- --unclassed` each hit in the clean corpus that nobody has looked at.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cleanFolders, scanCleanCorpus } from './clean-corpus.ts'
import { judge, readVerdicts, unclassed, type CleanMeasured } from './clean-verdicts.ts'
import { samplesOf } from './corpus.ts'
import { expectedFile, renderExpected } from './expected.ts'
import { createFind, identifierIds } from './find.ts'
import { measure, type Failure } from './measure.ts'
import { renderPage } from './page.ts'
import { subjectsOf } from './subjects/index.ts'

const page = path.join(import.meta.dirname, '..', '..', 'docs', 'reference', 'quality.md')
const cleanFile = path.join(import.meta.dirname, 'clean-measured.json')
/** Of samples that nobody looks at: `--failures` does not show them, so that no rule is made for them. */
const heldOutSeed = 'held out '
const find = createFind()
const subjects = subjectsOf(identifierIds)
const wishes = process.argv.slice(2)

if (wishes.includes('--failures')) {
  const { failures } = await measure(find, samplesOf(subjects, 'all'))
  print(failures.map(described))
} else if (wishes.includes('--unclassed')) {
  print(unclassed(await scanCleanCorpus(find, cleanFolders), readVerdicts()))
} else {
  if (!wishes.includes('--samples')) {
    const clean = judge(await scanCleanCorpus(find, cleanFolders), readVerdicts())
    writeFileSync(cleanFile, `${JSON.stringify(clean, null, 2)}\n`)
  }
  const clean = existsSync(cleanFile)
    ? (JSON.parse(readFileSync(cleanFile, 'utf8')) as CleanMeasured)
    : undefined
  const heldOut = await measure(find, samplesOf(subjects, 'all', heldOutSeed))
  writeFileSync(
    page,
    renderPage(await measure(find, samplesOf(subjects, 'all')), { heldOut, clean, subjects }),
  )
  writeFileSync(expectedFile, renderExpected(await measure(find, samplesOf(subjects, 'tenth'))))
  print([`Written: ${page}`, expectedFile])
}

function print(texts: readonly string[]): void {
  process.stdout.write(texts.map((text) => `${text}\n`).join(''))
}

function described({ what, id, sample, text }: Failure): string {
  const where = sample.id === id ? sample.kind : `${sample.kind}, of ${sample.id}`
  return `${id}: ${what} "${text}" (${where}; ${sample.document.name})\n${sample.document.content}`
}
