// What Macie has no identifier for.
import { weighted } from '../arithmetic.ts'
import type { Draw } from '../draw.ts'
import { lastDigitOff, subject, type Subject } from '../subject.ts'

export const beyondMacie: readonly Subject[] = [
  subject(
    [
      'SWITZERLAND_SOCIAL_SECURITY_NUMBER',
      'ahv-nummer|numéro avs|numero avs|oasi number|sozialversicherungsnummer|ahvn13|avs',
    ],
    (draw) => ahv(draw, '756'),
    {
      wrong: {
        'wrong check': lastDigitOff((draw) => ahv(draw, '756')),
        'another country': (draw) => ahv(draw, draw.of(['276', '380', '757', '760'])),
        'the number that examples show': () => '756.1234.5678.97',
        'as before 2008': (draw) => draw.fill('@##.##.###.1##'),
      },
    },
  ),
]

/** AHVV, article 133; the weights of an EAN-13 are 1 and 3 in turn from the left. */
function ahv(draw: Draw, country: string): string {
  const body = country + draw.fill('#########')
  const sum = weighted(body, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3])
  const number = body + String((10 - (sum % 10)) % 10)
  const [, a, b, c, d] = /^(...)(....)(....)(..)$/.exec(number)!
  return [a, b, c, d].join(draw.of(['.', '.', ' ', '-', '']))
}
