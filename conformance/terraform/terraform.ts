// Terraform as its users run it, in a folder of its own: found, told where the provider is, and asked.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { ServerAddress } from '../magpie-process.ts'

export interface Terraform {
  /** Runs it; ends the test where it ends with another code than 0. Its words without those about progress. */
  run(...args: readonly string[]): string
  /** The same, for what must fail. */
  refuse(...args: readonly string[]): string
}

export interface TerraformPlaces {
  /** Where the configuration is. */
  readonly folder: string
  readonly server: ServerAddress
}

/** Variables that this suite reads; the guide and the README of this folder tell of them. */
const programVariable = 'MAGPIE_TEST_TERRAFORM'
const providersVariable = 'MAGPIE_TEST_TERRAFORM_PROVIDERS'

/** Throws, with what can be done about it, where there is no Terraform. */
export function findTerraform(): { readonly program: string; readonly version: string } {
  const program = process.env[programVariable] ?? 'terraform'
  const { status, stdout } = spawnSync(program, ['version'], { encoding: 'utf8' })
  if (status !== 0)
    throw new Error(
      `Cannot run Terraform: there is no ${program}. Install it, or name it with ${programVariable}=/path/to/terraform`,
    )
  const [version = ''] = stdout.split('\n')
  return { program, version }
}

/** Gets the provider. Throws, with what can be done about it, where it is not to be had. */
export function initialise({ folder, server }: TerraformPlaces): Terraform {
  const { program } = findTerraform()
  const env = { ...process.env, ...variablesFor(server), ...providersFrom(folder) }
  const ask = (args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, env, encoding: 'utf8' })
    return { status, said: `${stdout}${stderr}` }
  }
  const { status, said } = ask(['init'])
  if (status !== 0)
    throw new Error(
      `Cannot get the provider hashicorp/aws. Let Terraform reach registry.terraform.io, or name a folder that is laid out ` +
        `as its mirrors are with ${providersVariable}=/path/to/providers\n${said}`,
    )
  return {
    run(...args) {
      const answer = ask(args)
      if (answer.status !== 0) throw new Error(`terraform ${args.join(' ')} failed\n${answer.said}`)
      return answer.said
    },
    refuse(...args) {
      const answer = ask(args)
      if (answer.status === 0) throw new Error(`terraform ${args.join(' ')} should fail\n${answer.said}`)
      return answer.said
    },
  }
}

function variablesFor({ endpoint, accessKeyId, secretAccessKey }: ServerAddress): NodeJS.ProcessEnv {
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: undefined,
    AWS_PROFILE: undefined,
    TF_VAR_endpoint: endpoint,
    TF_CLI_ARGS: '-no-color',
    TF_INPUT: '0',
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
  }
}

/** Without the variable: what Terraform's own configuration says, and else the registry; fetched once, not per folder. */
function providersFrom(folder: string): NodeJS.ProcessEnv {
  const providers = process.env[providersVariable]
  if (providers === undefined) {
    const cache = path.join(folder, '..', 'providers')
    mkdirSync(cache, { recursive: true })
    return { TF_PLUGIN_CACHE_DIR: cache, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: '1' }
  }
  const file = path.join(folder, 'terraform.rc')
  const place = JSON.stringify(path.resolve(providers))
  writeFileSync(file, `provider_installation {\n  filesystem_mirror {\n    path = ${place}\n  }\n}\n`)
  return { TF_CLI_CONFIG_FILE: file }
}
