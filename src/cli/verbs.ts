// The verbs that need no server of their own: what they are called, what they take, what their help teaches. Nothing
// else is loaded until a verb runs: `magpie --help` must not wait for a database driver.
import { Command } from 'commander'

export function addVerbs(program: Command): void {
  program.addCommand(scanVerb())
  program.addCommand(watchVerb())
  program.addCommand(keysVerb())
  program.addCommand(identifiersVerb())
}

function scanVerb(): Command {
  return new Command('scan')
    .description('scan files and folders on this machine; needs no server')
    .argument('<target...>', 'files, folders, or - for standard input')
    .option('--identifiers <ids>', 'identifiers to look for, with commas; ALL, RECOMMENDED or NONE', 'ALL')
    .option('--exclude-identifiers <ids>', 'identifiers not to look for')
    .option('--custom <file>', 'custom identifiers, JSON as for create-custom-data-identifier')
    .option('--allow <file>', 'texts to ignore (not in this release)')
    .option('--sample <percent>', 'scan this share of the files; the same ones each time')
    .option('--include-ext <list>', 'only files with these extensions, e.g. csv,json')
    .option('--max-size <size>', 'leave out larger files, e.g. 20MB')
    .option('--since <date>', 'only files changed since: 2026-01-31, or an age such as 7d')
    .option('--threads <n>', 'scan threads (as many as pay)')
    .option('--format <format>', 'table or jsonl', 'table')
    .option('--output <file>', 'write the results there')
    .option('--resume <ledger>', 'go on where a scan stopped (not in this release)')
    .option('--reveal', 'show the matched text; without it no content is ever printed')
    .option('--fail-on-findings', 'exit with 1 if anything was found')
    .addHelpText('after', scanHelp)
    .action(async (targets: string[], flags: object) => {
      const { scan } = await import('./scan.ts')
      process.exitCode = await scan(targets, flags)
    })
}

const scanHelp = `
Examples:
  magpie scan ./exports                         what is in a folder, as a table
  magpie scan ./exports --format jsonl | jq .   one JSON object a line
  magpie scan . --fail-on-findings --identifiers AWS_CREDENTIALS,OPENSSH_PRIVATE_KEY
  pg_dump shop | magpie scan -                  standard input

Exit codes: 0 all was scanned; 1 something was found and --fail-on-findings is set; 2 wrong usage, or it cannot
start; 3 not everything could be scanned (the table says what and why).
`

function watchVerb(): Command {
  return withServerOptions(new Command('watch'))
    .description('show the progress of a job until it stands still')
    .argument('<job>', "the job's id")
    .option('--json', 'one JSON object a line, for machines')
    .addHelpText(
      'after',
      '\nExample:\n  magpie watch 8df4fca1eccfdae45d8b936a21f1882d --data ./magpie-data\n',
    )
    .action(async (job: string, flags: object) => {
      const { watchJob } = await import('./watch.ts')
      process.exitCode = await watchJob(job, flags)
    })
}

function keysVerb(): Command {
  const keys = new Command('keys').description('make, list and revoke access keys of a server')
  keys.addCommand(
    withServerOptions(new Command('create'))
      .description('make an access key; its secret is shown once')
      .option('--account <id>', "the account it is for (the caller's own)")
      .option('--policy <policy>', 'admin, read-only, or a file with an IAM policy in JSON', 'admin')
      .option('--expires-in <time>', 'make a temporary key with a session token, e.g. 15m, 1h, 7d')
      .option('--json', 'print one JSON object')
      .addHelpText('after', '\nExample:\n  magpie keys create --policy read-only --expires-in 1h --json\n')
      .action(async (flags: object) => await (await import('./keys.ts')).createKey(flags)),
  )
  keys.addCommand(
    withServerOptions(new Command('list'))
      .description('list access keys, never their secrets')
      .option('--json', 'print one JSON object')
      .action(async (flags: object) => await (await import('./keys.ts')).listKeys(flags)),
  )
  keys.addCommand(
    withServerOptions(new Command('revoke'))
      .description('make an access key useless from now on')
      .argument('<access-key-id>')
      .action(async (id: string, flags: object) => await (await import('./keys.ts')).revokeKey(id, flags)),
  )
  return keys
}

function identifiersVerb(): Command {
  const identifiers = new Command('identifiers').description('what can be found')
  identifiers.addCommand(
    new Command('list')
      .description('list the managed data identifiers')
      .option('--json', 'print one JSON object a line')
      .action(async (flags: object) => await (await import('./identifiers.ts')).listIdentifiers(flags)),
  )
  identifiers.addCommand(
    new Command('show')
      .description('show what an identifier looks for, with examples')
      .argument('<id>')
      .action(async (id: string) => await (await import('./identifiers.ts')).showIdentifier(id)),
  )
  return identifiers
}

function withServerOptions(command: Command): Command {
  return command
    .option('--endpoint-url <url>', 'the server (AWS_ENDPOINT_URL_MACIE2, else http://127.0.0.1:8080)')
    .option('--data <dir>', "the server's data folder, for its first key (./magpie-data)")
}
