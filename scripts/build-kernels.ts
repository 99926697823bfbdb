// Compiles the kernels (AssemblyScript) to build/kernels.wasm. The compiler runs as a program of its own: its module's
// types declare globals that are not ours.
import { execFileSync } from 'node:child_process'
import { renameSync, statSync } from 'node:fs'
import path from 'node:path'

const root = path.join(import.meta.dirname, '..')

const options = [
  '-O3',
  '--converge',
  '--noAssert',
  '--runtime=stub',
  '--importMemory',
  '--enable=simd',
  '--enable=bulk-memory',
  '--initialMemory=1',
  '--maximumMemory=65536',
  '--memoryBase=1024',
  '--use=abort=',
]

/** @throws Error where they do not compile; the compiler says why on standard error. */
export function buildKernels(): string {
  const file = path.join(root, 'build', 'kernels.wasm')
  const compiler = path.join(root, 'node_modules', 'assemblyscript', 'bin', 'asc.js')
  execFileSync(process.execPath, [compiler, 'src/kernels/index.ts', `--outFile=${file}.new`, ...options], {
    cwd: root,
    stdio: 'inherit',
  })
  // Appears whole or not at all: another process may be reading it.
  renameSync(`${file}.new`, file)
  return `build/kernels.wasm: ${(statSync(file).size / 1e3).toFixed(1)} kB\n`
}
