// The composition root: the command line is put together here, and `serve.ts` puts the server together. Everything
// a verb needs is imported when it runs, so that `magpie --version` and a small scan start in milliseconds.
import { Command, CommanderError } from 'commander'
import { CommandFailure, exitCodes } from './cli/command-failure.ts'
import { systemReason } from './cli/system-reason.ts'
import { terminalMessage } from './cli/terminal-text.ts'
import { addVerbs } from './cli/verbs.ts'
import { version } from './cli/version.ts'
import { addServerVerbs } from './server-verbs.ts'

function program(): Command {
  const magpie = new Command('magpie')
    .description("Finds sensitive data in folders and S3-compatible stores, behind Amazon Macie's API.")
    .version(version(), '-V, --version', 'print the version')
    .helpCommand('help [command]', 'tell more about a command')
    .addHelpText('after', help)
  addVerbs(magpie)
  addServerVerbs(magpie)
  return withManners(magpie, 'magpie')
}

const help = `
Examples:
  magpie scan ./exports                    look into a folder, without a server
  magpie serve --buckets ./buckets         each folder inside is a bucket; then use any Macie client:
  aws macie2 list-classification-jobs --endpoint-url http://127.0.0.1:8080

"magpie <command> --help" tells more.
`

/** Usage errors end with 2 and point at the help, everywhere in the tree of commands. */
function withManners(command: Command, name: string): Command {
  command.exitOverride().showHelpAfterError(`See "${name} --help".`)
  // What a person typed, or a shell put in for a `*`, comes back in messages.
  command.configureOutput({ outputError: (text, write) => write(printable(text)) })
  for (const child of command.commands) {
    withManners(child, `${name} ${child.name()}`)
    if (child.commands.length > 0) child.helpCommand(false)
  }
  return command
}

function reportFailure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.cannotStart
  if (error instanceof CommandFailure) {
    const next = error.next === undefined ? '' : `\n${error.next}`
    process.stderr.write(printable(`magpie: ${error.message}${next}\n`))
    return error.exitCode
  }
  process.stderr.write(printable(`magpie: ${describe(error)}\n`))
  return exitCodes.cannotStart
}

/** What cannot be done says so in its message; anything else is a bug, and its stack is what a report needs. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name !== 'TypeError' && error.message.startsWith('Cannot ')) return error.message
  const { syscall, path } = error as NodeJS.ErrnoException
  if (syscall !== undefined && path !== undefined) return `Cannot ${syscall} ${path}: ${systemReason(error)}`
  return `${error.stack}\nThis is a bug in Magpie: please report it with these lines.`
}

function printable(text: string): string {
  return text.split('\n').map(terminalMessage).join('\n')
}

try {
  if (process.argv[2] === '--version') process.stdout.write(`${version()}\n`)
  else await program().parseAsync()
} catch (error) {
  process.exitCode = reportFailure(error)
}
