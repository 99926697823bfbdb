// A tool's newest version sometimes lacks the packages of other platforms: `npm install` passes, and `npm ci` then
// refuses the lockfile on the next machine. Also: every version is pinned exactly.
import { readFileSync } from 'node:fs'

interface Package {
  readonly dependencies?: Record<string, string>
  readonly devDependencies?: Record<string, string>
  readonly optionalDependencies?: Record<string, string>
}
const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'))
const lock = (read('package-lock.json') as { packages: Record<string, Package> }).packages
const root = read('package.json') as Package

const missing = Object.entries(lock).flatMap(([name, { optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies)
    .filter(
      (wanted) =>
        lock[`${name}/node_modules/${wanted}`] === undefined && lock[`node_modules/${wanted}`] === undefined,
    )
    .map(
      (wanted) =>
        `${wanted}, optional dependency of ${name === '' ? 'this package' : name}, is not in the lockfile`,
    ),
)
const unpinned = Object.entries({
  ...root.dependencies,
  ...root.devDependencies,
  ...root.optionalDependencies,
})
  .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
  .map(([name, version]) => `${name} is not pinned to one version: ${version}`)

const faults = [...missing, ...unpinned]
for (const fault of faults) process.stderr.write(`package-lock.json: ${fault}\n`)
process.exitCode = faults.length === 0 ? 0 : 1
