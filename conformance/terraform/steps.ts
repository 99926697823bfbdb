// What is done with a configuration, what is demanded of it, and one line about each.
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { ServerAddress } from '../magpie-process.ts'
import type { Edit } from './edits.ts'
import { initialise, type Terraform } from './terraform.ts'

export interface Configuration {
  /** Where its files are, and its state. */
  readonly place: string
  readonly terraform: Terraform
}

export interface Resource {
  readonly address: string
  readonly id: string
  /** Of a job: `user_paused_details`, an empty list where there are none. */
  readonly pause: readonly { readonly job_expires_at?: string }[] | undefined
}

export const folder = mkdtempSync(path.join(os.tmpdir(), 'magpie-terraform-'))
export const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** A folder with the named files, and all `.tf` files of the named folders; no state yet. */
export function configure(name: string, from: readonly string[], server: ServerAddress): Configuration {
  const place = path.join(folder, name)
  mkdirSync(place)
  for (const source of from) {
    const files = source.endsWith('.tf') ? [source] : globSync(path.join(source, '*.tf'))
    for (const file of files) cpSync(file, path.join(place, path.basename(file)))
  }
  return { place, terraform: initialise({ folder: place, server }) }
}

/** Every edit must find its text once: a changed example is a changed edit. */
export function edit({ place }: Configuration, edits: readonly Edit[]): void {
  for (const [name, from, to] of edits) {
    const file = path.join(place, name)
    const parts = readFileSync(file, 'utf8').split(from)
    if (parts.length !== 2) throw new Error(`Cannot edit ${name}: ${from} is there ${parts.length - 1} times`)
    writeFileSync(file, parts.join(to))
  }
}

/** `expected` in Terraform's own words: `4 added, 0 changed, 0 destroyed`. */
export function apply({ terraform }: Configuration, what: string, expected: string): void {
  const said = terraform.run('apply', '-auto-approve')
  const counts = /Apply complete! Resources: (.+)\./.exec(said)?.[1]
  if (counts !== expected) throw new Error(`apply ${what}: ${expected} expected, but ${counts}\n${said}`)
  expectNoChanges({ terraform })
  say(`apply ${what}: ${counts}; plan: no changes`)
}

export function destroy({ terraform }: Configuration, expected: number): void {
  const said = terraform.run('destroy', '-auto-approve')
  const counts = /Destroy complete! Resources: (\d+) destroyed\./.exec(said)?.[1]
  if (counts !== String(expected)) throw new Error(`destroy: ${expected} expected, but ${counts}\n${said}`)
  say(`destroy: ${counts} destroyed`)
}

/** The plan's code is 2, and `run` throws, where there is something to change. */
export function expectNoChanges({ terraform }: Pick<Configuration, 'terraform'>): void {
  terraform.run('plan', '-detailed-exitcode')
}

/** All that the configuration manages, into the state of another that is its copy. account.tf imports the account. */
export function importAll(configuration: Configuration, server: ServerAddress, when: string): void {
  const resources = resourcesOf(configuration)
  const others = resources.filter(({ address }) => !address.startsWith('aws_macie2_account.'))
  const blocks = others.map(({ address, id }) => `import {\n  to = ${address}\n  id = "${id}"\n}\n`)
  const empty = configure(`import-${when.replaceAll(' ', '-')}`, [configuration.place], server)
  writeFileSync(path.join(empty.place, 'imports.tf'), blocks.join('\n'))
  const expected = `${resources.length} imported, 0 added, 0 changed, 0 destroyed`
  apply(empty, `imports into an empty state ${when}`, expected)
}

interface Shown {
  readonly values: {
    readonly root_module: {
      readonly resources: readonly {
        readonly address: string
        readonly values: { readonly id: string; readonly user_paused_details?: Resource['pause'] }
      }[]
    }
  }
}

export function resourcesOf({ terraform }: Configuration): readonly Resource[] {
  const shown = JSON.parse(terraform.run('show', '-json')) as Shown
  return shown.values.root_module.resources.map(({ address, values }) => ({
    address,
    id: values.id,
    pause: values.user_paused_details,
  }))
}
