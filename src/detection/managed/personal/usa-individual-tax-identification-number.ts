// Shaped like a Social Security number of an area from 900 on; only some middle groups are issued.
import { digitsOf } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const usaIndividualTaxIdentificationNumber = managedIdentifier({
  id: 'USA_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER',
  title: 'Individual Taxpayer Identification Number (United States)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.irs.gov/individuals/individual-taxpayer-identification-number',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: true, words: ['i.t.i.n.', 'individual taxpayer identification number', 'itin'] },
  pattern: /9\d{2}-\d{2}-\d{4}|9\d{2} \d{2} \d{4}|9\d{8}/,
  validate: isIssuable,
  examples: [
    'ITIN: «912-72-4821»',
    'individual taxpayer identification number «933 88 1246»',
    { label: 'itin', text: '«945907733»' },
  ],
  counterExamples: [
    ['order 912-72-4821', 'no keyword nearby'],
    ['itin 912-48-4821', 'group 48 is not issued'],
    ['itin 912-93-4821', 'group 93 is not issued'],
    ['itin 812-72-4821', 'does not begin with 9'],
  ],
})

function isIssuable(text: string): boolean {
  const group = Number(digitsOf(text).slice(3, 5))
  return (
    (group >= 50 && group <= 65) ||
    (group >= 70 && group <= 88) ||
    (group >= 90 && group <= 99 && group !== 93)
  )
}
