// Reads a Dockerfile and compose.yaml, with the types of what is asked of them.
import { parse } from 'yaml'

export interface Instruction {
  readonly name: string
  /** On one line. */
  readonly rest: string
}

export interface ComposeService {
  readonly image?: string
  readonly command?: readonly string[]
  readonly ports?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly secrets?: readonly string[]
  readonly volumes?: readonly string[]
  readonly tmpfs?: readonly string[]
  readonly security_opt?: readonly string[]
  readonly deploy?: { readonly replicas: number }
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean }
}

export interface Compose {
  readonly services: Readonly<Record<string, ComposeService>>
  readonly secrets: Readonly<Record<string, { readonly file: string }>>
  readonly volumes: Readonly<Record<string, null>>
}

export function readDockerfile(text: string): Instruction[] {
  const joined = withoutComments(text).replaceAll(/\\\n\s*/g, '')
  return joined
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, name, rest] = /^([A-Z]+) (.+)$/.exec(line) ?? []
      if (name === undefined || rest === undefined) throw new Error(`Cannot read the instruction: ${line}`)
      return { name, rest }
    })
}

export function readCompose(text: string): Compose {
  return parse(text) as Compose
}

function withoutComments(text: string): string {
  return text.replaceAll(/^\s*#.*\n/gm, '')
}
