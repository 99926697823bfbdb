// `magpie serve` and `magpie worker` as the command line knows them: flags and their help come from the table of
// settings, each verb showing those that mean something to it.
import { Command } from 'commander'
import { configVariable, settings, type Setting } from './settings.ts'

export function addServerVerbs(program: Command): void {
  program.commands.find((verb) => verb.name() === 'keys')?.addCommand(rotateMasterVerb())
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

/** Beside the verbs of `magpie keys` that ask a server: this one opens the store itself. */
function rotateMasterVerb(): Command {
  const verb = new Command('rotate-master')
    .description('encrypt the stored secrets under a new master key')
    .option('--config <file>', `settings in JSON; ${configVariable}`)
  for (const { flag, help, variable } of [settings.data, settings.databaseUrl, settings.masterKeyFile])
    verb.option(flag, `${help}; ${variable}`)
  return verb
    .option('--prepare', 'only add the next key to the file, to copy it to other machines first')
    .addHelpText('after', rotateHelp)
    .action(async ({ prepare, ...flags }: Record<string, unknown>) => {
      const { readConfig } = await import('./config.ts')
      const { rotateMaster } = await import('./rotate-master.ts')
      await rotateMaster(readConfig(flags, process.env), { prepare: prepare === true })
    })
}

const rotateHelp = `
Examples:
  magpie keys rotate-master --data ./magpie-data              the embedded store, while its server is stopped
  magpie keys rotate-master --database-url postgresql://db/magpie --master-key-file magpie.key

Servers of a shared database go on meanwhile and read the file again. Where each machine has a copy of it: --prepare,
copy the file to all of them, rotate on one, and copy it again. Run it again where it was interrupted.
`

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
  const config = readConfig(given, process.env)
  const { chooseEngine } = await import('./scan-memory/scan-memory.ts')
  chooseEngine(config.engine)
  await serve(config, verb)
}
