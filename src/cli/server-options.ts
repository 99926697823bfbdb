import type { Command } from 'commander'

/** Flags of every verb that talks to a server. */
export function withServerOptions(command: Command): Command {
  return command
    .option('--endpoint-url <url>', 'the server (AWS_ENDPOINT_URL_MACIE2, else http://127.0.0.1:8080)')
    .option('--data <dir>', "the server's data folder, for its first key (./magpie-data)")
}
