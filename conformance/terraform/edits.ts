// What a configuration goes through between two plans. Each edit: the file, a text that is in it once, and what it becomes.

export type Edit = readonly [file: string, from: string, to: string]

const example = 'main.tf'
const account = 'account.tf'
const everyForm = 'every-form.tf'

/** All that the provider changes in place. */
export const changes: readonly Edit[] = [
  // The account: how often.
  [account, '"FIFTEEN_MINUTES"', '"SIX_HOURS"'],
  // An identifier: its tags, one gone, one other, signs that a path and a signature must bear.
  [example, '    team = "people"\n', '    owner        = "people"\n    "müßig: /@+" = "a=b, c"\n'],
  [everyForm, '    "cost centre" = "4711/a+b"\n', ''],
  // A job: its tags and its status. This one has begun, the others wait for their day.
  [example, '    team = "payments"\n', '    team = "salaries"\n'],
  [example, '  initial_run                = true\n', '  initial_run = true\n  job_status = "USER_PAUSED"\n'],
  [example, '  sampling_percentage = 10\n', '  sampling_percentage = 10\n  job_status = "USER_PAUSED"\n'],
  [everyForm, '  job_status = "RUNNING"\n', '  job_status = "USER_PAUSED"\n'],
  // A filter: all of it.
  [example, '  name        = "playground"\n', '  name        = "inventions"\n'],
  [example, '"Nobody looks at what was invented"', '"Only samples"'],
  [example, '  action      = "ARCHIVE"\n', '  action      = "NOOP"\n'],
  [example, '  position    = 1\n', '  position    = 3\n'],
  [example, 'eq    = ["playground"]', 'eq    = ["samples", "playground", "another"]'],
  [everyForm, '      gte   = "1"\n      lt    = "3"\n', '      gt    = "1"\n      lte   = "2"\n'],
  [everyForm, '["public", "draft"]', '["public"]'],
  [everyForm, '  tags = {\n    team = "payments"\n  }\n', ''],
  [everyForm, '  action = "NOOP"\n\n', '  action = "ARCHIVE"\n  description = "Now it has one"\n\n'],
  // Where results go.
  [account, '"macie/"', '"elsewhere/"'],
]

/** Jobs go on, one that had begun and one that waits, and a filter loses its description. */
export const back: readonly Edit[] = [
  [
    example,
    '  initial_run = true\n  job_status = "USER_PAUSED"\n',
    '  initial_run = true\n  job_status = "RUNNING"\n',
  ],
  [everyForm, '  job_status = "USER_PAUSED"\n', '  job_status = "RUNNING"\n'],
  [everyForm, '  description = "Now it has one"\n', ''],
]

/** What cannot be changed is replaced, and what names it too. */
export const replacements: readonly Edit[] = [[example, '"E-[0-9]{6}"', '"E-[0-9]{6,7}"']]
