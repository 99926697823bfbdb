// The taxpayer reference (UTR) of ten digits, whose first is the check digit, with a K before or behind it on some forms;
// and the temporary number of who has no National Insurance number yet, which nothing can be checked of.
import { digitsOf, isPlaceholder } from '../../checksums/digits.ts'
import { passesUtrCheck } from '../../checksums/utr-digit.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const ukTaxIdentificationNumber = managedIdentifier({
  id: 'UK_TAX_IDENTIFICATION_NUMBER',
  title: 'Unique taxpayer reference (United Kingdom)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://design.tax.service.gov.uk/hmrc-design-patterns/unique-taxpayer-reference/',
    'https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      'paye',
      'tax id',
      'tax id no.',
      'tax id number',
      'tax identification',
      'tax identification#',
      'tax no.',
      'tax number',
      'tax reference',
      'tax#',
      'taxid#',
      'temporary reference number',
      'tin',
      'trn',
      'unique tax reference',
      'unique taxpayer reference',
      'utr',
    ],
  },
  forms: [
    { pattern: /K?\d{5} ?\d{5}K?/i, keyword: 'required', validate: (text) => passesUtrCheck(digitsOf(text)) },
    {
      pattern: /\d{2}[A-Z]\d{5}/,
      keyword: 'required',
      validate: (text) => !isPlaceholder(text.slice(3)),
    },
  ],
  neverJoinedTo: 'path',
  examples: [
    'UTR: «8094833045»',
    'unique taxpayer reference «38234 56789»',
    'tax reference «8094833045K»',
    'temporary reference number «63T48201»',
    { label: 'utr', text: '«k1248201937»' },
  ],
  counterExamples: [
    ['order 8094833045', 'no keyword nearby'],
    ['UTR 7094833045', 'the check digit is wrong'],
    ['UTR 8094833046', 'the check digit is wrong'],
    ['UTR 0000000000', 'zeros'],
    ['UTR 80948330450', 'a digit too many'],
    ['UTR 809483304', 'a digit is missing'],
    ['UTR 8094833045A', 'the letter is a K'],
    ['TRN 63T00000', 'zeros'],
    ['TRN 63t48201', 'the letter is a capital'],
    ['tin 1790812800', 'a time in seconds'],
    ['tin 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
  ],
  knownMisses: ['UTR 1234567890123'],
})
