// Stripe's API keys: secret, publishable or restricted, live or test. The prefix is all the evidence there is.
import { managedIdentifier } from '../../managed-identifier.ts'

// The prefix stands apart, so that secret scanners do not take invented keys for leaks.
const tail = 'Qm4x9LkTz7RbWv2NcYp5HdJs'
const secret = `${'sk'}_live_${tail}`
const restricted = `${'rk'}_test_${tail}81GfUa0E`

export const stripeCredentials = managedIdentifier({
  id: 'STRIPE_CREDENTIALS',
  title: 'Stripe API key',
  category: 'CREDENTIALS',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://docs.stripe.com/keys',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-credentials.html',
  ],
  pattern: /(sk|pk|rk)_(live|test)_[A-Za-z0-9]{24,}/,
  validate: (text) => !documentationKeys.has(text),
  examples: [
    `STRIPE_KEY=«${secret}»`,
    `charge with «${restricted}» only`,
    { label: 'token', text: `«${secret}»` },
  ],
  counterExamples: [
    [`${'sk'}_test_4eC39HqLyjWDarjtT1zdp7dc`, 'the secret key of the Stripe documentation'],
    [`${'pk'}_test_TYooMQauvdEDq54NiTphI7jx`, 'the publishable key of the Stripe documentation'],
    [`${'sk'}_live_${tail.slice(1)}`, 'a character is missing'],
    [`${'sk'}_demo_${tail}`, 'neither live nor test'],
    [`${'task'}_live_${tail}`, 'the prefix is the end of a word'],
  ],
})

const documentationKeys: ReadonlySet<string> = new Set([
  `${'sk'}_test_4eC39HqLyjWDarjtT1zdp7dc`,
  `${'pk'}_test_TYooMQauvdEDq54NiTphI7jx`,
])
