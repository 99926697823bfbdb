// The path table of the scan memory: the kernel `src/kernels/paths.ts` numbers the paths, here they are read.
//
// The fact to know: a new table takes the place of the one before.
import { nameBytes, pathCountAddress } from '../scan-memory/layout.ts'
import type { ScanMemory } from '../scan-memory/scan-memory.ts'
import { fullAtBytes, fullAtPaths, type PathTable } from './path-table.ts'

export function createPathTableIn(memory: ScanMemory): PathTable {
  const { kernels, layout, words } = memory
  const { pathParents, pathOffsets, pathNames, name: scratch } = layout.address
  kernels.forgetPaths()
  const texts: (string | undefined)[] = ['']
  const all = Buffer.from(memory.buffer)

  const intern: PathTable['intern'] = (parent, bytes, [start, end]) => {
    const length = end - start
    if (length > nameBytes) throw new RangeError(`Cannot intern a name of ${length} bytes: there is no room.`)
    memory.bytes.set(bytes.subarray(start, end), scratch)
    return kernels.internPath(parent, scratch, scratch + length)
  }
  const offset = (context: number): number => words[pathOffsets / 4 + context]!
  const name = (context: number): string =>
    (texts[context] ??= all.toString('utf8', pathNames + offset(context), pathNames + offset(context + 1)))
  const parents = words.subarray(pathParents / 4, pathParents / 4 + layout.address.mostPaths)
  const names = (context: number): readonly string[] => {
    const path: string[] = []
    for (let at = context; at > 0; at = parents[at]!) path.push(name(at))
    return path.reverse()
  }
  const table = {
    get size() {
      return words[pathCountAddress / 4]!
    },
    parents,
    paths: { parent: (context: number) => parents[context]!, name },
    name,
    names,
    intern,
    isFull: () => table.size > fullAtPaths || offset(table.size) > fullAtBytes,
  }
  return table
}
