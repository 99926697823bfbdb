// The verbs that need no server of their own: what they are called, what they take, what their help teaches. Nothing
// else is loaded until a verb runs: `magpie --help` must not wait for a database driver.
import { Command } from 'commander'
import { identifiersVerb } from './identifiers-verb.ts'
import { jobsVerb } from './jobs-verb.ts'
import { withServerOptions } from './server-options.ts'
import { endWithStandardOutput } from './standard-output.ts'

export function addVerbs(program: Command): void {
  program.addCommand(scanVerb())
  // A scan writes results of its own accord, and says how far it came where nobody reads them any more.
  for (const verb of [identifiersVerb(), jobsVerb(), watchVerb(), keysVerb(), completionVerb()]) {
    program.addCommand(verb.hook('preAction', endWithStandardOutput))
  }
}

function scanVerb(): Command {
  return new Command('scan')
    .description('scan files, folders and buckets from this machine; needs no server')
    .argument('[target...]', 'files, folders, s3://bucket/prefix, or - for standard input')
    .option('--identifiers <ids>', 'identifiers to look for, with commas; ALL, RECOMMENDED or NONE', 'ALL')
    .option('--exclude-identifiers <ids>', 'identifiers not to look for')
    .option('--custom <file>', 'custom identifiers, JSON as for create-custom-data-identifier')
    .option(
      '--allow <file>',
      'what not to count: an entry a line, or JSON with a regex; may be repeated',
      addTo,
    )
    .option('--sample <percent>', 'scan this share of the objects; the same ones each time')
    .option('--include-ext <list>', 'only objects with these extensions, e.g. csv,json')
    .option('--max-size <size>', 'leave out larger objects, e.g. 20MB')
    .option('--since <date>', 'only objects changed since: 2026-01-31, or an age such as 7d')
    .option('--threads <n>', 'scan threads (one for each core, where they pay)')
    .option('--engine <webassembly|typescript>', 'what reads and searches; both find the same (webassembly)')
    .option('--format <format>', 'table, jsonl or sarif', 'table')
    .option('--output <file>', 'write the results there')
    .option('--resume <ledger>', 'keep a record in this file, and go on from it after a kill')
    .option('--s3-endpoint <url>', 'the S3 server of s3:// targets (AWS_ENDPOINT_URL_S3, else AWS itself)')
    .option('--reveal', 'show the matched text; without it no content is ever printed')
    .option('--fail-on-findings', 'exit with 1 if anything was found')
    .option(
      '--explain <key:line>',
      'tell what decided there: on a line, in a row or record, as the report shows it',
    )
    .addHelpText('after', scanHelp)
    .action(async (targets: string[], flags: { readonly explain?: string }, command: Command) => {
      const { explain } = flags
      if (explain !== undefined) {
        const { explainObject } = await import('./explain-object.ts')
        process.exitCode = await explainObject(targets, { ...flags, explain })
        return
      }
      if (targets.length === 0) command.error("error: missing required argument 'target'")
      const { scan } = await import('./scan.ts')
      process.exitCode = await scan(targets, flags)
    })
}

function addTo(value: string, values: readonly string[] = []): readonly string[] {
  return [...values, value]
}

const scanHelp = `
Examples:
  magpie scan ./exports                         what is in a folder, as a table
  magpie scan ./exports --format jsonl | jq .   one JSON object a line
  magpie scan . --fail-on-findings --identifiers AWS_CREDENTIALS,OPENSSH_PRIVATE_KEY
  magpie scan staff.csv --identifiers NONE --custom staff.json
  magpie scan s3://exports/2026/ --s3-endpoint http://minio.internal:9000 --sample 10
  magpie scan . --format sarif --output magpie.sarif      for the code-scanning page of a forge
  magpie scan /srv --format jsonl --output srv.jsonl --resume srv.ledger
  pg_dump shop | magpie scan -                  standard input
  magpie scan --explain exports/people.csv:7    why something was found in row 7, or was not

A file for --custom:
  [{ "name": "Employee", "regex": "E-\\\\d{6}", "keywords": ["employee"], "maximumMatchDistance": 50 }]

A file for --allow has one entry a line, and what was found must equal one, whatever its case; a .json file has
{ "regex": "TEST-[0-9]+" }, and what was found must match it from end to end.

Symbolic links are not followed, but for those named as targets. The key for s3:// targets is found as the AWS CLI
finds it: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, a role; AWS_REGION names the region.

With --resume, whatever ended a scan (a kill, a power cut, Ctrl-C), the same command goes on with the objects that are
not in the ledger; the output has each object once. When all is done, the ledger can be removed.

Exit codes: 0 all was scanned; 1 something was found and --fail-on-findings is set; 2 wrong usage, or it cannot
start; 3 not everything could be scanned (the table says what and why).
`

function watchVerb(): Command {
  return withServerOptions(new Command('watch'))
    .description('show the progress of jobs until they stand still')
    .argument('<job...>', 'their ids, as "magpie jobs list" shows them')
    .option('--json', 'one JSON object a line, for machines')
    .addHelpText('after', watchHelp)
    .action(async (jobs: string[], flags: object) => {
      const { watchJobs } = await import('./watch.ts')
      process.exitCode = await watchJobs(jobs, flags)
    })
}

const watchHelp = `
Examples:
  magpie watch 8df4fca1eccfdae45d8b936a21f1882d --data ./magpie-data
  magpie watch 8df4fca1eccfdae45d8b936a21f1882d --json | jq .progress.objects
  magpie watch $(magpie jobs list --status RUNNING --json | jq -r .jobId)

It ends when no job is RUNNING any more. A server that restarts meanwhile is waited for, two minutes at most. The key is that of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, of
AWS_SHARED_CREDENTIALS_FILE and AWS_PROFILE, or else of the data folder.

Exit codes: 0 the runs are over (COMPLETE, IDLE); 2 they cannot be watched; 3 one was stopped before its end (PAUSED,
USER_PAUSED, CANCELLED).
`

function keysVerb(): Command {
  const keys = new Command('keys')
    .description('make, list and revoke access keys of a server')
    .addHelpText('after', keysHelp)
  keys.addCommand(
    withServerOptions(new Command('create'))
      .description('make an access key; its secret is shown once')
      .option('--account <id>', "the account it is for (the caller's own)")
      .option('--policy <policy>', 'admin, read-only, or a file with an IAM policy in JSON', 'admin')
      .option('--expires-in <time>', 'make a temporary key with a session token, e.g. 15m, 1h, 7d')
      .option('--json', 'print one JSON object')
      .addHelpText('after', createKeyHelp)
      .action(async (flags: object) => await (await import('./keys.ts')).createKey(flags)),
  )
  keys.addCommand(
    withServerOptions(new Command('list'))
      .description('list access keys, never their secrets')
      .option('--json', 'print one JSON object')
      .addHelpText('after', '\nExample:\n  magpie keys list --data ./magpie-data\n')
      .action(async (flags: object) => await (await import('./keys.ts')).listKeys(flags)),
  )
  keys.addCommand(
    withServerOptions(new Command('revoke'))
      .description('make an access key useless from now on')
      .argument('<access-key-id>', 'as "magpie keys list" shows it')
      .addHelpText('after', '\nExample:\n  magpie keys revoke MAGKABCDEFGHIJKLMNOP\n')
      .action(async (id: string, flags: object) => await (await import('./keys.ts')).revokeKey(id, flags)),
  )
  return keys
}

const keysHelp = `
Examples:
  magpie keys create --policy read-only
  magpie keys list
  magpie keys revoke MAGKABCDEFGHIJKLMNOP
`

const createKeyHelp = `
Examples:
  eval "$(magpie keys create --policy read-only --expires-in 1h)"    the AWS CLI of this shell has the key
  magpie keys create --account 123456789012 --json
  magpie keys create --policy auditor.json

A policy in a file:
  {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "macie2:List*", "Resource": "*"}]}

Only an admin makes keys, and only an admin of the server's own account makes keys of other accounts.
`

/** Reads the very tree of commands that it is part of. */
function completionVerb(): Command {
  return new Command('completion')
    .description('print a script that completes commands and flags in a shell')
    .argument('<shell>', 'bash, zsh or fish')
    .addHelpText('after', completionHelp)
    .action(async (shell: string, _flags: object, command: Command) => {
      const { completionScript } = await import('./completion.ts')
      process.stdout.write(completionScript(shell, command.parent ?? command))
    })
}

const completionHelp = `
Examples:
  source <(magpie completion bash)         in ~/.bashrc
  source <(magpie completion zsh)          in ~/.zshrc, after compinit
  magpie completion fish | source          in ~/.config/fish/config.fish
`
