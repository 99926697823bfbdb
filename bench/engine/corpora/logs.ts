// Log lines of services and machines, with nothing to find in them.
import { sentence } from './prose.ts'
import { two, type Random } from './random.ts'

type Message = (random: Random) => string

const messages: readonly Message[] = [
  ({ number }) =>
    `sshd[${number(300, 65_000)}]: Accepted publickey for deploy from 10.${number(0, 255)}.4.${number(1, 254)} port ${number(1_024, 65_535)} ssh2`,
  ({ number }) => `kernel: usb 1-1: new high-speed USB device number ${number(1, 90)} using xhci_hcd`,
  ({ number }) =>
    `nginx[${number(300, 65_000)}]: upstream timed out (110: Connection timed out) while reading response header, request ${number(1, 9_999_999)}`,
  ({ number }) =>
    `app[${number(300, 65_000)}]: GC pause (young) took ${number(1, 90)} ms, heap ${number(200, 900)} MB -> ${number(90, 200)} MB`,
  ({ number }) => `systemd[1]: Started Session ${number(1, 60_000)} of user root.`,
  ({ number }) =>
    `kubelet[${number(300, 65_000)}]: rate limit exceeded for tenant ${number(1, 4_000)}, backing off ${number(10, 5_000)} ms`,
  ({ number }) =>
    `redis[${number(300, 65_000)}]: cache miss ratio ${number(0, 99)}.${number(0, 9)} percent over ${number(1_000, 900_000)} requests`,
  ({ number }) =>
    `postfix/smtpd[${number(300, 65_000)}]: disconnect from unknown[10.0.${number(0, 255)}.${number(1, 254)}] ehlo=1 quit=1 commands=2`,
]
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul']

export function systemLogLine(random: Random): string {
  const { number, pick } = random
  const clock = `${two(number(0, 23))}:${two(number(0, 59))}:${two(number(0, 59))}`
  return `${pick(months)} ${String(number(1, 28)).padStart(2)} ${clock} web-${two(number(1, 20))} ${pick(messages)(random)}\n`
}

const levels = ['debug', 'info', 'info', 'info', 'warn', 'error']
const services = ['checkout', 'catalog', 'search', 'gateway', 'billing', 'inventory']
const paths = [
  '/api/v1/orders',
  '/api/v1/items',
  '/healthz',
  '/api/v2/search',
  '/static/app.js',
  '/login',
  '/metrics',
]

export function serviceLogLine(random: Random): string {
  const { number, pick, bytes } = random
  const id = bytes(24).toString('hex')
  const time = `2025-${two(number(1, 12))}-${two(number(1, 28))}T${two(number(0, 23))}:${two(number(0, 59))}:${two(number(0, 59))}.${number(100, 999)}Z`
  return (
    `{"timestamp":"${time}","level":"${pick(levels)}","service":"${pick(services)}","traceId":"${id.slice(0, 32)}",` +
    `"spanId":"${id.slice(32)}","path":"${pick(paths)}","status":${pick([200, 200, 204, 301, 404, 500])},` +
    `"durationMs":${number(0, 999_999) / 1_000},"bytes":${number(100, 90_000)},"message":"${sentence(random)}"}\n`
  )
}
