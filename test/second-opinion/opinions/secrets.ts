// Keys, against the rules of secretlint: it looks for them in texts, as Magpie does.
import { lintSource } from '@secretlint/core'
import { creator as recommendedRules } from '@secretlint/secretlint-rule-preset-recommend'
import { base64 } from '../../../bench/quality/draw.ts'
import { issuedNumbers } from '../numbers.ts'
import { libraryTakes, magpieTakes, type Question, type TextOpinion } from '../opinion.ts'

const awsKeys = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html'
const stripeKeys = 'https://docs.stripe.com/keys'

export const secrets: readonly Question[] = [
  {
    id: 'AWS_CREDENTIALS',
    keyword: 'aws_secret_access_key =',
    issued: issuedNumbers('AWS_CREDENTIALS'),
    shaped: (draw) =>
      draw.of([
        draw.text(40, `${base64}+/`),
        draw.text(40, '0123456789abcdef'),
        draw.text(40, 'abcdefghijklmnopqrstuvwxyz0123456789'),
        draw.text(40, 'ABCDEF/abc123'),
        `${draw.text(30, base64)}EXAMPLEKEY`,
      ]),
    opinions: [
      secretlint('AWSSecretAccessKey', 'aws_secret_access_key =', [
        libraryTakes(
          'A key is random: it has capitals, small letters and digits, and is neither hexadecimal nor of few characters; the library takes any forty',
          awsKeys,
          (number) => !isRandom(number),
        ),
        libraryTakes(
          'All keys of the documentation end in EXAMPLEKEY; the library knows one of them',
          awsKeys,
          (number) => number.endsWith('EXAMPLEKEY'),
        ),
        libraryTakes(
          'More than three slashes are a path; one key in 250 is lost',
          awsKeys,
          (number) => number.split('/').length > 4,
        ),
        magpieTakes(
          'A key may end in a slash or a plus; the library asks for a letter or digit at the end',
          awsKeys,
          (number) => /[+/]$/.test(number),
        ),
      ]),
    ],
  },
  {
    id: 'STRIPE_CREDENTIALS',
    keyword: 'stripe',
    issued: issuedNumbers('STRIPE_CREDENTIALS'),
    shaped: (draw) =>
      `${draw.of(['sk', 'rk', 'pk', 'xk'])}_${draw.of(['live', 'test', 'prod'])}_${draw.text(draw.number(15, 120), base64)}`,
    opinions: [
      secretlint('STRIPE', 'stripe', [
        magpieTakes('Publishable keys are keys to AWS; the library looks for secrets', stripeKeys, (number) =>
          number.startsWith('pk'),
        ),
        magpieTakes(
          'Stripe says of no length; the library takes up to 99 characters behind the prefix',
          stripeKeys,
          (number) => number.length > 107,
        ),
      ]),
    ],
  },
]

/** Capitals, small letters and digits, and at least four bits a character. */
function isRandom(key: string): boolean {
  const counts = new Map<string, number>()
  for (const sign of key) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  const bits = [...counts.values()].reduce(
    (sum, count) => sum - (count / key.length) * Math.log2(count / key.length),
    0,
  )
  return [/[A-Z]/, /[a-z]/, /\d/, /[^0-9A-Fa-f]/].every((kind) => kind.test(key)) && bits >= 4
}

/** What of the numbers the rule reports, one a line behind the keyword. */
function secretlint(rule: string, keyword: string, differences: TextOpinion['differences']): TextOpinion {
  const rules = [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: recommendedRules }]
  return {
    library: '@secretlint/secretlint-rule-preset-recommend',
    asked: rule,
    async finds(numbers) {
      const content = numbers.map((number) => `${keyword} ${number}\n`).join('')
      const source = { content, filePath: 'keys.txt', ext: '.txt', contentType: 'text' } as const
      const { messages } = await lintSource({ source, options: { config: { rules } } })
      const own = messages.filter(({ messageId }) => messageId.startsWith(rule))
      // The range of an AWS key begins where its keyword does.
      const found = new Set(
        own.map(({ data, range }) => (data as { KEY?: string }).KEY ?? content.slice(...range)),
      )
      return new Set(numbers.filter((number) => found.has(number)))
    },
    differences,
  }
}
