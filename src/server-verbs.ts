// `magpie serve` and `magpie worker` as the command line knows them: flags and their help come from the table of
// settings, each verb showing those that mean something to it.
import { Command } from 'commander'
import { configVariable, settings, type Setting } from './settings.ts'

export function addServerVerbs(program: Command): void {
  program.addCommand(
    serverVerb('serve', 'answer the API and scan; everything in one process').addHelpText('after', serveHelp),
  )
  program.addCommand(
    serverVerb('worker', 'scan for the servers of a shared database; no API').addHelpText(
      'after',
      workerHelp,
    ),
  )
}

function serverVerb(name: 'serve' | 'worker', description: string): Command {
  const verb = new Command(name)
    .description(description)
    .option('--config <file>', `settings in JSON; ${configVariable}`)
  const variables: string[] = []
  for (const setting of Object.values<Setting>(settings)) {
    if (setting.serveOnly && name === 'worker') continue
    if (setting.flag === undefined) variables.push(`  ${setting.variable}: ${setting.help}`)
    else verb.option(setting.flag, `${setting.help}; ${setting.variable}`)
  }
  return verb
    .addHelpText(
      'after',
      `\nOnly as variables, because everybody sees the flags of a process:\n${variables.join('\n')}`,
    )
    .addHelpText('after', settingsHelp)
    .action(async (flags: Record<string, unknown>) => await run(name, flags))
}

const settingsHelp = `
Defaults are in parentheses. Flags beat variables, variables beat the file. The file has the same settings by their
flags' names, and any number of sources:
  {
    "listen": "127.0.0.1:9000",
    "monthlyQuota": "5TB",
    "sources": [
      { "kind": "directory", "root": "./buckets" },
      { "kind": "s3", "endpoint": "http://minio.internal:9000", "accessKeyId": "…", "secretAccessKey": "…" }
    ]
  }`

const serveHelp = `
Examples:
  magpie serve --buckets ./buckets                  each folder inside ./buckets is a bucket
  magpie serve --s3-endpoint http://minio.internal:9000
  magpie serve --listen 0.0.0.0:8443 --tls-cert cert.pem --tls-key key.pem
  magpie serve --database-url postgresql://db/magpie --no-worker --master-key-file magpie.key

The first start makes an access key and tells which file it is in. Then use any client of Amazon Macie:
  aws macie2 list-classification-jobs --endpoint-url http://127.0.0.1:8080
`

const workerHelp = `
Example:
  magpie worker --database-url postgresql://db/magpie --master-key-file magpie.key --buckets ./buckets \\
    --results s3://magpie-results/runs

All servers and workers of a database have the same master key, the same sources and the same place for results.
`

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
