// Magpie beside what else one could search with, on the beginnings of the same texts, in the same run.
//
// The fact to know: they do different work. ripgrep only finds the keywords, and nothing near them; secretlint knows
// keys and tokens, and no people.
import { lintSource } from '@secretlint/core'
import { creator as secretlintRules } from '@secretlint/secretlint-rule-preset-recommend'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { managedIdentifiers } from '../../src/detection/managed/index.ts'
import { median, temporaryFolder } from '../harness.ts'
import { bytesOfMegabyte, corpusOf, titleOf, type CorpusName } from './corpora.ts'
import { createScan } from './engine-alone.ts'
import { createNaiveSearch } from './naive-expressions.ts'
import { processorSeconds } from './processor-seconds.ts'
import { listed } from './report.ts'
import { isInstalled, runProcess } from './run-process.ts'
import type { Section, Settings } from './section.ts'

interface Tool {
  readonly title: string
  /** Megabytes of each text, by how fast it is. */
  readonly slice: number
  /** Processor seconds of one search, and what it found. */
  readonly search: (file: string) => Promise<Searched>
}

interface Searched {
  readonly seconds: number
  readonly found: number
}

const texts: readonly CorpusName[] = ['clean', 'prose', 'numbers', 'minified']

export const otherTools: Section = {
  title: 'Beside other tools: megabytes a second of processor time, and what they found a megabyte',
  async run(settings) {
    const folder = temporaryFolder('keywords')
    const rows: string[][] = []
    for (const tool of tools(folder, settings)) rows.push(await row(tool, settings))
    if (!isInstalled('rg')) settings.report.line('ripgrep: not installed')
    rmSync(folder, { recursive: true })
    settings.report.table(['tool', 'MB of each', ...texts.map(titleOf)], rows)
  },
}

async function row(
  { title, slice, search }: Tool,
  { report, rounds, megabytes }: Settings,
): Promise<string[]> {
  const size = Math.min(slice, megabytes)
  const cells: string[] = []
  for (const name of texts) {
    const { file, title: text } = corpusOf(name, size)
    const bytes = readFileSync(file).length
    await search(file)
    const searched: Searched[] = []
    for (let round = 0; round < rounds; round++) searched.push(await search(file))
    const seconds = searched.map((each) => each.seconds)
    report.line(`${title}, ${text}: ${bytes} bytes, seconds ${listed(seconds)}, found ${searched[0]?.found}`)
    const speed = bytes / bytesOfMegabyte / median(seconds)
    const density = ((searched[0]?.found ?? 0) * bytesOfMegabyte) / bytes
    cells.push(`${speed < 10 ? speed.toFixed(1) : speed.toFixed(0)} (${density.toFixed(0)})`)
  }
  return [title, `${size}`, ...cells]
}

function tools(folder: string, { core }: Settings): readonly Tool[] {
  const scan = createScan()
  const scanInTypeScript = createScan({ kind: 'typescript' })
  const searchNaively = createNaiveSearch()
  return [
    { title: 'Magpie', slice: 200, search: inProcess((content, file) => scan(file, content)) },
    {
      title: 'Magpie where there is no SIMD',
      slice: 50,
      search: inProcess((content, file) => scanInTypeScript(file, content)),
    },
    {
      title: 'an expression of V8 for each form',
      slice: 4,
      search: inProcess((content) => searchNaively(content.toString('latin1'))),
    },
    ...(isInstalled('rg') ? [ripgrep(folder, core)] : []),
    { title: 'secretlint, recommended rules', slice: 4, search: inProcess(lint) },
  ]
}

function inProcess(search: (content: Buffer, file: string) => number | Promise<number>): Tool['search'] {
  return async (file) => {
    const content = readFileSync(file)
    let found = 0
    const seconds = await processorSeconds(async () => {
      found = await search(content, file)
    })
    return { seconds, found }
  }
}

function ripgrep(folder: string, core: number): Tool {
  const list = path.join(folder, 'keywords.txt')
  const keywords = new Set(managedIdentifiers.flatMap((identifier) => identifier.keywords))
  writeFileSync(list, [...keywords].join('\n'))
  const options = ['--fixed-strings', '--ignore-case', '--text', '--count-matches', '--threads', '1']
  return {
    title: `ripgrep with our ${keywords.size} keywords`,
    slice: 200,
    search: async (file) => {
      const run = await runProcess({ command: 'rg', args: [...options, '--file', list, file], core })
      return { seconds: run.processorSeconds, found: Number(run.stdout) }
    },
  }
}

async function lint(content: Buffer, filePath: string): Promise<number> {
  const source = { content: content.toString(), filePath, ext: '.txt', contentType: 'text' } as const
  const rules = [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: secretlintRules }]
  const { messages } = await lintSource({ source, options: { config: { rules } } })
  return messages.length
}
