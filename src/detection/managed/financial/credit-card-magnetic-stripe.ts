// The tracks of a card's magnetic stripe: number, name (first track only), expiry as YYMM, service code, data of the
// issuer. The number inside is checked by Luhn's digit and the month must exist.
import { isAllZero } from '../../checksums/digits.ts'
import { passesLuhn } from '../../checksums/luhn.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const creditCardMagneticStripe = managedIdentifier({
  id: 'CREDIT_CARD_MAGNETIC_STRIPE',
  title: 'Credit card magnetic stripe',
  category: 'FINANCIAL_INFORMATION',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.iso.org/standard/43317.html',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-financial.html',
  ],
  keywords: { required: true, words: ['card data', 'iso7813', 'mag', 'magstripe', 'stripe', 'swipe'] },
  forms: [
    {
      pattern: /%B\d{12,19}\^[A-Za-z .'/-]{2,26}\^\d{7}[0-9A-Za-z =&-]{0,40}\?/,
      keyword: 'required',
      validate: isTrack,
    },
    { pattern: /;\d{12,19}=\d{7,30}\?/, keyword: 'required', validate: isTrack },
  ],
  examples: [
    'magstripe: «%B4539148803436467^RIVERA/MARTA^27121010000000000345?»',
    'swipe «;5424180335197361=27121010000034500000?»',
    'card data «;5424180335197361=27121010000034500000?»',
    { label: 'stripe', text: '«%B349236718051428^OKAFOR/B^2806201000?»' },
  ],
  counterExamples: [
    ['log: %B4539148803436467^RIVERA/MARTA^27121010000000000345?', 'no keyword nearby'],
    ['magstripe: %B4539148803436468^RIVERA/MARTA^27121010000000000345?', 'the Luhn digit is wrong'],
    ['magstripe: %B4539148803436467^RIVERA/MARTA^27131010000000000345?', 'there is no month 13'],
    ['magstripe: %B4539148803436467^RIVERA/MARTA^27121010000000000345', 'the end of the track is missing'],
  ],
  overlaps: ['CREDIT_CARD_NUMBER_(NO_KEYWORD)', 'CREDIT_CARD_NUMBER'],
})

function isTrack(text: string): boolean {
  const number = /\d+/.exec(text)?.[0] ?? ''
  const month = Number(/[=^]\d\d(\d\d)\d{3}/.exec(text)?.[1])
  return !isAllZero(number) && passesLuhn(number) && month >= 1 && month <= 12
}
