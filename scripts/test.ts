// `npm test`: every suite that this machine can run, unit and black box, and one line about what was left out.
// MAGPIE_TEST_ALL=1 demands that nothing is. With arguments: only the unit suites, and vitest gets them.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { startTestServices } from './test-services.ts'

const vitest = path.join(import.meta.dirname, '..', 'node_modules', '.bin', 'vitest')
const chosen = process.argv.slice(2)
const sum = { passed: 0, failed: 0, skipped: 0 }

const services = await startTestServices()
try {
  const mustBeWhole = process.env['MAGPIE_TEST_ALL'] === '1'
  const leftOut =
    services.missing.length === 0 ? '' : `left out, not installed: ${services.missing.join(', ')}\n`
  process.stdout.write(leftOut)
  if (mustBeWhole && leftOut !== '') sum.failed++
  await runSuite(chosen)
  // A suite that was ended by a signal is the last one.
  if (chosen.length === 0 && !services.interrupted())
    await runSuite(['--config', 'conformance/vitest.config.ts'])
  process.stdout.write(`\n${leftOut}${sum.skipped} skipped\n`)
  if (mustBeWhole) sum.failed += sum.skipped
} finally {
  services.stop()
}
process.stdout.write(`${sum.passed} passed, ${sum.failed} failed\n`)
process.exitCode = sum.failed === 0 && sum.passed > 0 ? 0 : 1

async function runSuite(args: readonly string[]): Promise<void> {
  const child = spawn(vitest, ['run', ...args], {
    env: { ...process.env, ...services.variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let end = ''
  child.stdout.on('data', (part: Buffer) => {
    process.stdout.write(part)
    end = (end + part.toString()).slice(-1_000)
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  const [, passed, failed, skipped] = /(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(end) ?? []
  sum.passed += Number(passed ?? 0)
  sum.skipped += Number(skipped ?? 0)
  // A run that ends badly without a failed test, or without a summary, has failed all the same.
  sum.failed += Number(failed ?? 0) || (code === 0 && passed !== undefined ? 0 : 1)
}
