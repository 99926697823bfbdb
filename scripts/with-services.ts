// Runs a command with the services that the tests use, as far as this machine has them: `with-services.ts COMMAND …`.
import { spawn } from 'node:child_process'
import { startTestServices } from './test-services.ts'

const [command = '', ...args] = process.argv.slice(2)
const services = await startTestServices()
try {
  if (services.missing.length > 0) {
    process.stderr.write(`left out, not installed: ${services.missing.join(', ')}\n`)
  }
  const env = { ...process.env, ...services.variables }
  const child = spawn(command, args, { env, stdio: 'inherit' })
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
} finally {
  services.stop()
}
