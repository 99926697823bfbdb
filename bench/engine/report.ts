// What a run prints: each measurement as it is made, and a table when a section ends. All of it is kept as well.
import { execFileSync } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import os from 'node:os'
import { machine } from '../harness.ts'

export interface Report {
  line(text: string): void
  table(head: readonly string[], rows: readonly (readonly string[])[]): void
}

/** @param file is added to, where there is one: the sections of a day may be measured one by one */
export function openReport(file: string | undefined): Report {
  const line = (text: string): void => {
    process.stdout.write(`${text}\n`)
    if (file !== undefined) appendFileSync(file, `${text}\n`)
  }
  return {
    line,
    table(head, rows) {
      line(`\n${rowOf(head)}\n${rowOf(head.map(() => '---'))}`)
      for (const cells of rows) line(rowOf(cells))
      line('')
    },
  }
}

/** Where and of what the numbers are. */
export function preamble(): string {
  const changed = git('status', '--porcelain', '--', '../../src') === '' ? '' : ' and changes'
  return `${new Date().toISOString()}, commit ${git('rev-parse', '--short=12', 'HEAD')}${changed}\n${machine()}, load before ${load()}`
}

/** Processes that wanted a processor in the last 1, 5 and 15 minutes. */
export function load(): string {
  const averages = os.loadavg().map((value) => value.toFixed(2))
  return averages.join(' ')
}

/** 1/12 for 0.0833. */
export function asShare(share: number): string {
  return `1/${(1 / share).toFixed(1)}`
}

export function verdict(isMet: boolean): string {
  return isMet ? 'met' : 'MISSED'
}

/** Seconds of the rounds. */
export function listed(seconds: readonly number[]): string {
  return seconds.map((value) => value.toPrecision(4)).join(' ')
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8' }).trim()
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
