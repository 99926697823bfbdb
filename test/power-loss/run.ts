// The power-loss trial by hand: node test/power-loss/run.ts [--points 40] [--commits 150] [--seed 1] [--fault -F|no-fsync]
import { parseArgs } from 'node:util'
import { cutPower } from './cut-power.ts'

const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '40' },
    commits: { type: 'string', default: '150' },
    seed: { type: 'string', default: '1' },
    fault: { type: 'string' },
  },
})
const { fault } = values
if (fault !== undefined && fault !== '-F' && fault !== 'no-fsync')
  throw new Error(`Cannot plant the fault ${fault}`)

let survived = 0
let tried = 0
const numbers = { points: Number(values.points), commits: Number(values.commits), seed: Number(values.seed) }
for await (const { before, keep, acknowledged, problems } of cutPower({
  ...numbers,
  ...(fault && { fault }),
})) {
  tried++
  if (problems.length === 0) survived++
  const outcome = problems.length === 0 ? 'everything is there' : problems.slice(0, 3).join('; ')
  process.stdout.write(
    `before operation ${before}, ${keep * 100} % kept, ${acknowledged} acknowledged: ${outcome}\n`,
  )
}
process.stdout.write(`${survived} of ${tried} power losses survived\n`)
process.exitCode = survived === tried ? 0 : 1
