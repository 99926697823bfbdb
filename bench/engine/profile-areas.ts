// Where the time of a profiled server went, thread by thread: each sample counts for the part of Magpie that was at
// work, or on whose behalf a library or Node was.
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'

interface Frame {
  readonly functionName: string
  readonly url: string
}

interface ProfileNode {
  readonly id: number
  readonly callFrame: Frame
  readonly children?: readonly number[]
}

/** https://nodejs.org/api/cli.html#--cpu-prof; the format is the DevTools protocol's Profiler.Profile. */
interface Profile {
  readonly nodes: readonly ProfileNode[]
  readonly samples: readonly number[]
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[]
}

export interface ThreadTimes {
  /** Of Node; the main thread is 0. */
  readonly thread: number
  readonly secondsByArea: ReadonlyMap<string, number>
  /** By function of Magpie's, libraries and Node counting for whoever called them. */
  readonly secondsByFunction: ReadonlyMap<string, number>
}

/** The first that a frame's file matches; a frame that none matches counts for whoever called it. */
const areas: readonly (readonly [RegExp, string])[] = [
  [/\/src\/objects\/|\/src\/runs\/[^/]*(plan|list)[^/]*$/, 'listing, planning and reading objects'],
  [/\/(content|detection|findings|scan|kernels|scan-memory)\/[^/]*/, 'scan: content, detection, findings'],
  [/\/src\/threads\//, 'handing objects to threads'],
  [/\/src\/results\/|\/src\/runs\/(discovery-results|export-|object-line|occurrences)/, 'results files'],
  [
    /\/src\/(store|database|queue)\/|\/node_modules\/(pg|pg-boss|kysely|@electric-sql)\b/,
    'SQL: ledger, checkpoints, queue',
  ],
  [/\/src\/api\/|\/node_modules\/fastify\//, 'API'],
  [/\/src\/runs\//, 'runs: batches and checkpoints'],
  [/\/src\//, 'the rest of the server'],
]
const ofTheEngine = new Map([
  ['(idle)', 'idle'],
  ['(garbage collector)', 'garbage collector'],
  ['(program)', 'native code'],
])
const unowned = 'Node itself'

export function timesOfThreads(folder: string): readonly ThreadTimes[] {
  return globSync('*.cpuprofile', { cwd: folder })
    .map((name) => {
      const profile = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Profile
      return {
        thread: Number(name.split('.')[4]),
        secondsByArea: secondsBy(profile, areaOf),
        secondsByFunction: secondsBy(profile, functionOf),
      }
    })
    .sort((a, b) => a.thread - b.thread)
}

/** @param nameOf says what a frame counts for; undefined for what its caller does */
export function secondsBy(
  { nodes, samples, timeDeltas }: Profile,
  nameOf: (frame: Frame) => string | undefined,
): Map<string, number> {
  const names = namesOfNodes(nodes, nameOf)
  const seconds = new Map<string, number>()
  samples.forEach((id, at) => {
    const name = names.get(id) ?? unowned
    seconds.set(name, (seconds.get(name) ?? 0) + (timeDeltas[at] ?? 0) / 1e6)
  })
  return seconds
}

export function areaOf({ functionName, url }: Frame): string | undefined {
  return areas.find(([files]) => files.test(url))?.[1] ?? ofTheEngine.get(functionName)
}

function functionOf({ functionName, url }: Frame): string | undefined {
  const [, file] = /\/(src\/.*)$/.exec(url) ?? []
  return file === undefined ? ofTheEngine.get(functionName) : `${functionName || '(anonymous)'} in ${file}`
}

function namesOfNodes(
  nodes: readonly ProfileNode[],
  nameOf: (frame: Frame) => string | undefined,
): Map<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const names = new Map<number, string>()
  const waiting: (readonly [ProfileNode | undefined, string])[] = [[nodes[0], unowned]]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [node, callers] = next
    if (node === undefined) continue
    const name = nameOf(node.callFrame) ?? callers
    names.set(node.id, name)
    for (const child of node.children ?? []) waiting.push([byId.get(child), name])
  }
  return names
}
