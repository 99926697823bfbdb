// The tree of commands: each teaches by an example, and shells complete it from the very definitions.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { addServerVerbs } from '../server-verbs.ts'
import { completionScript, shells } from './completion.ts'
import { addVerbs } from './verbs.ts'

const program = new Command('magpie')
addVerbs(program)
addServerVerbs(program)

function tree(command: Command): Command[] {
  return [command, ...command.commands.flatMap(tree)]
}

test.each(
  tree(program)
    .slice(1)
    .map((command) => [command.name(), command] as const),
)('the help of %s has an example', (_name, command) => {
  let help = ''
  command.configureOutput({ writeOut: (text) => void (help += text) }).outputHelp()
  expect(help).toMatch(/\nExamples?:\n {2}\S/)
})

function isInstalled(shell: string): boolean {
  return spawnSync(shell, ['-c', 'true']).status === 0
}

function scriptFile(shell: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'magpie-completion-')), shell)
  writeFileSync(file, completionScript(shell, program))
  return file
}

describe.skipIf(!isInstalled('bash'))('bash', () => {
  const complete = (...words: readonly string[]): string[] => {
    const script = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _magpie; printf '%s\\n' "\${COMPREPLY[@]}"`
    const said = execFileSync('bash', ['-euc', script, 'bash', scriptFile('bash'), 'magpie', ...words])
    return said.toString().trim().split('\n')
  }

  test.each([
    [['sc'], ['scan']],
    [
      ['jobs', 'c'],
      ['create', 'cancel'],
    ],
    [
      ['jobs', 'create', '--d'],
      ['--data', '--dry-run'],
    ],
    [['scan', '--format', 'jsonl', 'x y', '--res'], ['--resume']],
    [['scan', 'sc'], ['']],
    [['serve', '--s3-e'], ['--s3-endpoint']],
  ])('completes %j', (words, completions) => {
    expect(complete(...words)).toEqual(completions)
  })

  test('is asked by the shell itself', () => {
    const script = `source "$1"; complete -p magpie`
    const said = execFileSync('bash', ['-euc', script, 'bash', scriptFile('bash')]).toString()
    expect(said).toContain('-F _magpie magpie')
  })
})

describe.each(shells)('%s', (shell) => {
  test.skipIf(!isInstalled(shell))('understands its script', () => {
    execFileSync(shell, ['-n', scriptFile(shell)])
  })

  test('has every command and every flag', () => {
    const script = completionScript(shell, program)
    for (const { options, commands } of tree(program)) {
      for (const child of commands) expect(script).toContain(child.name())
      for (const { long } of options) if (long != null) expect(script).toContain(long.slice(2))
    }
  })
})

test('another shell is refused with those that there are', () => {
  expect(() => completionScript('tcsh', program)).toThrow('Cannot complete for tcsh: there is no such shell')
})
