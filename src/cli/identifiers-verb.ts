// `magpie identifiers`: what it is called, what it takes, what its help teaches.
import { Command } from 'commander'

export function identifiersVerb(): Command {
  const identifiers = new Command('identifiers')
    .description('tell what can be found')
    .addHelpText('after', identifiersHelp)
  identifiers.addCommand(
    new Command('list')
      .description('list the managed data identifiers')
      .option('--json', 'print one JSON object a line')
      .addHelpText('after', '\nExample:\n  magpie identifiers list | grep CREDENTIALS\n')
      .action(async (flags: object) => await (await import('./identifiers.ts')).listIdentifiers(flags)),
  )
  identifiers.addCommand(
    new Command('show')
      .description('show what an identifier looks for, with examples')
      .argument('<id>', 'as "magpie identifiers list" shows it')
      .addHelpText('after', '\nExample:\n  magpie identifiers show USA_SOCIAL_SECURITY_NUMBER\n')
      .action(async (id: string) => await (await import('./identifiers.ts')).showIdentifier(id)),
  )
  identifiers.addCommand(
    new Command('try')
      .description('show what is found in a text or nearly found, and what decided it')
      .argument('[id]', 'as "magpie identifiers list" shows it, or ALL')
      .option('--custom <file>', 'custom identifiers, JSON as for create-custom-data-identifier')
      .option(
        '--allow <file>',
        'what not to count: an entry a line, or JSON with a regex; may be repeated',
        addTo,
      )
      .option('--text <text>', 'the text (standard input)')
      .option('--json', 'print one JSON object a line')
      .addHelpText('after', tryHelp)
      .action(
        async (id: string | undefined, flags: object) =>
          await (await import('./try-identifiers.ts')).tryIdentifiers(id, flags),
      ),
  )
  return identifiers
}

function addTo(value: string, values: readonly string[] = []): readonly string[] {
  return [...values, value]
}

const identifiersHelp = `
Examples:
  magpie identifiers list
  magpie identifiers show USA_SOCIAL_SECURITY_NUMBER
  magpie identifiers try ALL --text "my ssn is 536-22-1234"
`

const tryHelp = `
Examples:
  magpie identifiers try USA_SOCIAL_SECURITY_NUMBER --text "my ssn is 536-22-1234"
  magpie identifiers try ALL < notes.txt
  magpie identifiers try --custom staff.json --text "employee E-123456"

Of one identifier it tells of all that has its shape; of ALL, of what is found, and of what one thing alone kept from
counting. It prints what it finds, content and all: it is for texts of your own.
`
