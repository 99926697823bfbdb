// Reads a Dockerfile, and as much of YAML as compose.yaml uses: mappings by indentation, lists in brackets, scalars. What
// it does not know it refuses, so that nothing is passed over.

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
  readonly deploy?: { readonly replicas: string }
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: string }
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
  const lines = withoutComments(text)
    .split('\n')
    .filter((line) => line.trim() !== '')
  return mapping(lines) as unknown as Compose
}

type Value = string | null | readonly string[] | { readonly [key: string]: Value }

function mapping(lines: readonly string[]): Record<string, Value> {
  const indentation = /^ */.exec(lines[0] ?? '')?.[0] ?? ''
  const members: Record<string, Value> = {}
  for (let index = 0; index < lines.length;) {
    const line = lines[index++] ?? ''
    const [, key, value] = /^([\w.-]+):(?: (.+))?$/.exec(line.slice(indentation.length)) ?? []
    if (!line.startsWith(indentation) || key === undefined || key in members)
      throw new Error(`Cannot read the line: ${line}`)
    const next = lines.findIndex((one, at) => at >= index && !one.startsWith(`${indentation} `))
    const below = lines.slice(index, next === -1 ? lines.length : next)
    index += below.length
    if (value !== undefined && below.length > 0) throw new Error(`Cannot read what is below: ${line}`)
    members[key] = value === undefined ? (below.length === 0 ? null : mapping(below)) : listOrScalar(value)
  }
  return members
}

function listOrScalar(text: string): string | readonly string[] {
  const [, list] = /^\[(.*)\]$/.exec(text) ?? []
  if (list === undefined) return scalar(text)
  return (list.match(/'[^']*'|[^,\s][^,]*/g) ?? []).map((one) => scalar(one.trim()))
}

function scalar(text: string): string {
  const [, plain] = /^'([^']*)'$/.exec(text) ?? /^([\w./-][^'"&*{}[\]#]*)$/.exec(text) ?? []
  if (plain === undefined) throw new Error(`Cannot read the value: ${text}`)
  return plain
}

function withoutComments(text: string): string {
  return text.replaceAll(/^\s*#.*\n/gm, '')
}
