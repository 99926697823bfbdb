// A vitest reporter whose last line is plain: `N passed, N failed, N skipped`.
import type { Reporter, TestModule } from 'vitest/node'

export class PlainSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) counts[test.result().state]++
      // A file that cannot even be loaded holds no tests, and must not pass for it.
      if (module.state() === 'failed' && module.errors().length > 0) counts.failed++
    }
    process.on('exit', () => {
      process.stdout.write(
        `\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped + counts.pending} skipped\n`,
      )
    })
  }
}

// vitest loads reporters by their default export
// oxlint-disable-next-line import/no-default-export
export default PlainSummary
