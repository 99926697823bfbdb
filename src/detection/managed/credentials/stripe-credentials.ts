// Stripe's API keys: secret, publishable or restricted, live or test. The prefix is all the evidence there is.
import { managedIdentifier } from '../../managed-identifier.ts'

// The prefix stands apart, so that secret scanners do not take invented keys for leaks.
const tail = 'Qm4x9LkTz7RbWv2NcYp5HdJs'
const secret = `sk_live_${tail}`
const restricted = `rk_test_${tail}81GfUa0E`

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
    [`sk_test_4eC39HqLyjWDarjtT1zdp7dc`, 'the secret key of the Stripe documentation'],
    [`pk_test_TYooMQauvdEDq54NiTphI7jx`, 'the publishable key of the Stripe documentation'],
    [`sk_live_${tail.slice(1)}`, 'a character is missing'],
    [`sk_demo_${tail}`, 'neither live nor test'],
    [`task_live_${tail}`, 'the prefix is the end of a word'],
  ],
})

const documentationKeys: ReadonlySet<string> = new Set([
  `sk_test_4eC39HqLyjWDarjtT1zdp7dc`,
  `pk_test_TYooMQauvdEDq54NiTphI7jx`,
])
