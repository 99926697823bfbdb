// The paths of values in arrays, of which each is another one: what comes before the last element is built once for
// the object or array that they are in, as those of one passage are asked for by the thousand.
import type { Frames } from './frames.ts'
import { maxPathChars, partOf, shortened } from './json-path.ts'

export interface ArrayPaths {
  /** To be called where frames were renumbered: at the beginning of each passage. */
  forget(): void
  of(value: { readonly frame: number; readonly index: number; readonly context: number }): string
}

/** The path of an object or array. */
interface Container {
  readonly parent: Container | undefined
  /** Its last element as the path has it; empty for the root. */
  readonly part: string
  /** The whole, where a path may be as long. */
  readonly text: string | undefined
}

const root: Container = { parent: undefined, part: '', text: '$' }

/** `frames` may have another table of paths after `forget`. */
export function createArrayPaths(frames: Frames): ArrayPaths {
  let containers: (Container | undefined)[] = []
  let names: (string | undefined)[] = []
  /** The latest path that was shortened: what is kept of it before an element of so many characters. */
  let latest: Container | undefined
  let lastChars = 0
  let kept = ''

  const partIn = (frame: number, index: number, context: number): string =>
    frames.isArray[frame] === 1 ? `[${index}]` : (names[context] ??= partOf(frames.table.name(context)))
  const containerOf = (frame: number): Container => (containers[frame] ??= newContainer(frame))
  const newContainer = (frame: number): Container => {
    const parentFrame = frames.parents[frame]!
    if (parentFrame < 0) return root
    const parent = containerOf(parentFrame)
    const part = partIn(parentFrame, frames.positions[frame]!, frames.contexts[frame]!)
    const isShort = parent.text !== undefined && parent.text.length + part.length <= maxPathChars
    return { parent, part, text: isShort ? parent.text + part : undefined }
  }
  return {
    forget() {
      containers = []
      names = []
      latest = undefined
    },
    of({ frame, index, context }) {
      const container = containerOf(frame)
      const last = partIn(frame, index, context)
      const { text } = container
      if (text !== undefined && text.length + last.length <= maxPathChars) return text + last
      if (latest !== container || lastChars !== last.length) {
        kept = keptBefore(container, last.length)
        latest = container
        lastChars = last.length
      }
      return shortened(kept + last)
    },
  }
}

/** The last elements of a path that there is room for before one of so many characters. */
function keptBefore(container: Container, chars: number): string {
  const parts: string[] = []
  let length = shortened('').length + chars
  for (let at: Container | undefined = container; at !== undefined; at = at.parent) {
    length += at.part.length
    if (length > maxPathChars) break
    parts.push(at.part)
  }
  return parts.reverse().join('')
}
