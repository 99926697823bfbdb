// Emits dist/, what the published package runs: JavaScript, because Node strips no types under node_modules, and the
// files that the code reads beside itself.
import { execFileSync } from 'node:child_process'
import { copyFileSync, globSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'

process.chdir(path.join(import.meta.dirname, '..'))
rmSync('dist', { recursive: true, force: true })
execFileSync('node_modules/.bin/tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' })
for (const file of globSync('src/**/*.{sql,wasm,json}'))
  copy(file, path.join('dist', path.relative('src', file)))
for (const file of globSync('build/{database-template-*,*.wasm,*.bin}'))
  copy(file, path.join('dist', path.basename(file)))

function copy(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true })
  copyFileSync(from, to)
}
