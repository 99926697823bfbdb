// `magpie completion`: what a shell needs to complete commands and flags, derived from the very definitions that parse
// them, so that the two cannot differ.
import type { Command } from 'commander'
import { CommandFailure } from './command-failure.ts'

export const shells = ['bash', 'zsh', 'fish'] as const

/** The script for the shell, of the whole tree of commands. */
export function completionScript(shell: string, root: Command): string {
  const known = shells.find((name) => name === shell)
  if (known === undefined) {
    throw new CommandFailure(`Cannot complete for ${shell}: there is no such shell here`, {
      next: `Use one of ${shells.join(', ')}.`,
    })
  }
  const nodes = nodesOf(root, root.name())
  return { bash, zsh, fish }[known](root.name(), nodes)
}

interface CompletionNode {
  /** `magpie jobs create` */
  readonly path: string
  readonly commands: readonly { readonly name: string; readonly description: string }[]
  readonly options: readonly FlagOption[]
}

interface FlagOption {
  readonly long: string | undefined
  readonly short: string | undefined
  readonly description: string
  readonly takesValue: boolean
}

function nodesOf(command: Command, path: string): CompletionNode[] {
  const help = command.createHelp()
  // Commands of commander's own (help) are among the visible ones.
  const visible = help.visibleCommands(command)
  const node = {
    path,
    commands: visible.map((child) => ({ name: child.name(), description: child.description() })),
    options: help.visibleOptions(command).map(({ long, short, description, required, optional }) => ({
      long: long ?? undefined,
      short: short ?? undefined,
      description,
      takesValue: required || optional,
    })),
  }
  return [node, ...command.commands.flatMap((child) => nodesOf(child, `${path} ${child.name()}`))]
}

function flagsOf({ options }: CompletionNode): string[] {
  return options.flatMap(({ long, short }) => [short, long]).filter((flag) => flag !== undefined)
}

function bash(name: string, nodes: readonly CompletionNode[]): string {
  const cases = nodes.map(
    (node) =>
      `    '${node.path}') commands='${node.commands.map((child) => child.name).join(' ')}' options='${flagsOf(node).join(' ')}' ;;\n`,
  )
  return `# Completion of ${name} for bash: source <(${name} completion bash)
_${name}() {
  local word=\${COMP_WORDS[COMP_CWORD]} node=${name} at commands='' options=''
  for ((at = 1; at < COMP_CWORD; at++)); do
    case "$node \${COMP_WORDS[at]}" in
    ${pathsOf(nodes).join(' | ')}) node="$node \${COMP_WORDS[at]}" ;;
    esac
  done
  case "$node" in
${cases.join('')}  esac
  COMPREPLY=()
  if [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
  elif [[ -n $commands ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$word")
  fi
}
complete -o bashdefault -o default -F _${name} ${name}
`
}

function pathsOf(nodes: readonly CompletionNode[]): string[] {
  return nodes.slice(1).map(({ path }) => `'${path}'`)
}

/** `word:what it is`, as zsh lists them. */
function described(word: string, description: string): string {
  return quoted(`${word.replaceAll(':', '\\:')}:${description}`)
}

function zsh(name: string, nodes: readonly CompletionNode[]): string {
  const cases = nodes.map((node) => {
    const commands = node.commands.map((child) => described(child.name, child.description))
    const options = node.options.flatMap(({ long, short, description }) =>
      [short, long].filter((flag) => flag !== undefined).map((flag) => described(flag, description)),
    )
    return `    ('${node.path}') commands=(${commands.join(' ')}) options=(${options.join(' ')}) ;;\n`
  })
  return `#compdef ${name}
# Completion of ${name} for zsh: source <(${name} completion zsh)
_${name}() {
  local node=${name} word
  local -a commands options
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$node $word" in
    (${pathsOf(nodes).join(' | ')}) node="$node $word" ;;
    esac
  done
  case "$node" in
${cases.join('')}  esac
  if [[ $words[CURRENT] == -* ]]; then
    _describe -o option options
  elif (( $#commands )); then
    _describe command commands
  else
    _files
  fi
}
if [[ "$funcstack[1]" == _${name} ]]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`
}

function fish(name: string, nodes: readonly CompletionNode[]): string {
  const lines = nodes.flatMap(({ path, commands, options }) => {
    const at = `complete -c ${name} -n "__${name}_at '${path}'"`
    return [
      ...commands.map((child) => `${at} -f -a ${child.name} -d ${quoted(child.description, 'fish')}`),
      ...options.map(({ long, short, description, takesValue }) => {
        const names = `${short === undefined ? '' : ` -s ${short.slice(1)}`}${long === undefined ? '' : ` -l ${long.slice(2)}`}`
        return `${at}${names}${takesValue ? ' -r' : ''} -d ${quoted(description, 'fish')}`
      }),
    ]
  })
  return `# Completion of ${name} for fish: ${name} completion fish | source
function __${name}_at
    set -l node ${name}
    for word in (commandline -opc)[2..]
        if contains -- "$node $word" ${pathsOf(nodes).join(' ')}
            set node "$node $word"
        end
    end
    test "$node" = "$argv"
end
${lines.join('\n')}
`
}

/** One word of a shell, whatever is in it. */
function quoted(text: string, shell: 'posix' | 'fish' = 'posix'): string {
  if (shell === 'fish') return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  return `'${text.replaceAll("'", `'\\''`)}'`
}
