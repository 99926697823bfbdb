// `npm run second-opinion`: compares, and writes docs/reference/second-opinion.md.
import { writeFileSync } from 'node:fs'
import { compare, createAllDetector, type Comparison } from './compare.ts'
import { questions } from './opinions/index.ts'
import { pageFile, renderPage } from './page.ts'

const detector = createAllDetector()
const comparisons: Comparison[] = []
for (const question of questions) comparisons.push(...(await compare(detector, question)))
for (const { question, opinion, unexplained, contradicting } of comparisons) {
  const where = `${question.id}, ${opinion.library} ${opinion.asked}`
  for (const number of unexplained) process.stdout.write(`${where}: ${number}\n`)
  for (const number of contradicting)
    process.stdout.write(`${where}: a class holds of ${number}, which both take\n`)
}
writeFileSync(pageFile, renderPage(comparisons))
process.stdout.write(`Written: ${pageFile}\n`)
