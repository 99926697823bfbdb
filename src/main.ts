// The composition root: the command line is put together here, and `serve.ts` puts the server together. Everything
// a verb needs is imported when it runs, so that `magpie --version` and a small scan start in milliseconds.
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { CommandFailure, exitCodes } from './cli/command-failure.ts'
import { addVerbs } from './cli/verbs.ts'
import { configVariable, settings, type Setting } from './settings.ts'

function program(): Command {
  const magpie = new Command('magpie')
    .description("Finds sensitive data in folders and S3-compatible stores, behind Amazon Macie's API.")
    .version(version(), '--version', 'print the version')
    .helpCommand(false)
    .addHelpText('after', help)
  magpie.addCommand(
    serverVerb('serve', 'answer the API and scan').action(
      async (flags: Record<string, unknown>) => await run('serve', flags),
    ),
  )
  magpie.addCommand(
    serverVerb('worker', 'scan for servers that share a database; no API').action(
      async (flags: Record<string, unknown>) => await run('worker', flags),
    ),
  )
  addVerbs(magpie)
  return withManners(magpie)
}

const help = `
Examples:
  magpie scan ./exports                    look into a folder, without a server
  magpie serve --buckets ./buckets         each folder inside is a bucket; then use any Macie client:
  aws macie2 list-classification-jobs --endpoint-url http://127.0.0.1:8080

"magpie <command> --help" tells more.
`

function serverVerb(name: 'serve' | 'worker', description: string): Command {
  const verb = new Command(name)
    .description(description)
    .option('--config <file>', `settings in JSON (${configVariable})`)
  const variables: string[] = []
  for (const setting of Object.values<Setting>(settings)) {
    if (setting.flag === undefined) variables.push(`  ${setting.variable}: ${setting.help}`)
    else verb.option(setting.flag, `${setting.help}; ${setting.variable}`)
  }
  return verb.addHelpText(
    'after',
    `\nOnly as variables, because everybody sees the flags of a process:\n${variables.join('\n')}\n` +
      'Flags beat variables, variables beat the file. A file may list several "sources".\n',
  )
}

async function run(verb: 'serve' | 'worker', flags: Record<string, unknown>): Promise<void> {
  const { readConfig } = await import('./config.ts')
  const { serve } = await import('./serve.ts')
  // Commander reads --no-x as x: false.
  const { auth, worker, ...rest } = flags
  const given = {
    ...rest,
    noAuth: auth === false ? true : undefined,
    noWorker: worker === false ? true : undefined,
  }
  await serve(readConfig(given, process.env), verb)
}

/** Usage errors end with 2 and point at the help, everywhere in the tree of commands. */
function withManners(command: Command): Command {
  command.exitOverride().showHelpAfterError('Run it with --help to see how it is used.')
  for (const child of command.commands) withManners(child)
  return command
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

function reportFailure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.cannotStart
  if (error instanceof CommandFailure) {
    process.stderr.write(`magpie: ${error.message}\n${error.next === undefined ? '' : `${error.next}\n`}`)
    return error.exitCode
  }
  // What cannot be done says so in its message; anything else is a bug, and its stack is what a report needs.
  const said = error instanceof Error && error.name !== 'TypeError' && error.message.startsWith('Cannot ')
  process.stderr.write(
    `magpie: ${said ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  )
  return exitCodes.cannotStart
}

try {
  if (process.argv[2] === '--version') process.stdout.write(`${version()}\n`)
  else await program().parseAsync()
} catch (error) {
  process.exitCode = reportFailure(error)
}
