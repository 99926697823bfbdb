// The one WebAssembly memory of a thread: the reader's window, the detection program and every list that kernels fill.
//
// The fact to know: it never grows, so that views of it stay valid; the system gives its pages when they are touched.
// Where the machine cannot run the kernels (no SIMD), or the build's kernels.wasm is missing, there is none: readers
// and engine then do the same in TypeScript.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Kernels } from './kernels.ts'
import { layoutFor, pageBytes, writeHeader, type Layout } from './layout.ts'

export interface ScanMemory {
  readonly kernels: Kernels
  readonly layout: Layout
  readonly buffer: ArrayBuffer
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly words: Uint32Array<ArrayBuffer>
  /** The window is lent to one reader at a time. */
  windowIsLent: boolean
  /** What the program area and the custom area hold now: whoever loaded it. */
  loadedProgram: unknown
  loadedCustom: unknown
  namesAreLoaded: boolean
}

/** What reads and searches: the kernels, with TypeScript for what they cannot do, or TypeScript for everything. */
export const engineKinds = ['webassembly', 'typescript'] as const
export type EngineKind = (typeof engineKinds)[number]

let chosen: EngineKind = 'webassembly'

/** For this thread and the scan threads that it starts; to be said before anything is scanned. */
export function chooseEngine(kind: EngineKind): void {
  chosen = kind
}

export function chosenEngine(): EngineKind {
  return chosen
}

let own: ScanMemory | null | undefined

/** This thread's, made when first asked for; undefined where there is none. */
export function scanMemory(): ScanMemory | undefined {
  if (chosen === 'typescript') return undefined
  own ??= openScanMemory() ?? null
  return own ?? undefined
}

/** This thread's, where the bytes are in it. */
export function memoryOf(bytes: Uint8Array): ScanMemory | undefined {
  return own !== undefined && own !== null && bytes.buffer === own.buffer ? own : undefined
}

/** A memory of its own, for tests. */
export function openScanMemory(windowBytes?: number): ScanMemory | undefined {
  const module = kernelModule()
  if (module === undefined) return undefined
  const layout = layoutFor(windowBytes)
  const pages = layout.size / pageBytes
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  const kernels = exports as unknown as Kernels
  const words = new Uint32Array(memory.buffer)
  writeHeader(words, layout)
  kernels.configure()
  return {
    kernels,
    layout,
    buffer: memory.buffer,
    bytes: new Uint8Array(memory.buffer),
    words,
    windowIsLent: false,
    loadedProgram: undefined,
    loadedCustom: undefined,
    namesAreLoaded: false,
  }
}

let compiled: WebAssembly.Module | null | undefined

function kernelModule(): WebAssembly.Module | undefined {
  compiled ??= compileKernels() ?? null
  return compiled ?? undefined
}

function compileKernels(): WebAssembly.Module | undefined {
  const file = builtFile('kernels.wasm')
  if (file === undefined) return undefined
  const code = readFileSync(file)
  return WebAssembly.validate(code) ? new WebAssembly.Module(code) : undefined
}

/** The path of a file that the build made: beside the sources in a checkout, in `dist` in the package. */
export function builtFile(name: string): string | undefined {
  const here = import.meta.dirname
  return [path.join(here, '..', '..', 'build', name), path.join(here, '..', name)].find((file) =>
    existsSync(file),
  )
}
