// Sex, year, month, department, municipality, serial, and a key: 97 less the number modulo 97. Corsica’s
// departments 2A and 2B count as 19 and 18.
import { mod97 } from '../../checksums/mod97.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const franceNationalIdentificationNumber = managedIdentifier({
  id: 'FRANCE_NATIONAL_IDENTIFICATION_NUMBER',
  title: 'National identification number, NIR (France)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.insee.fr/fr/metadonnees/definition/c1409',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      'assurance sociale',
      "carte nationale d'identité",
      'cni',
      'code sécurité sociale',
      'French social security number',
      'fssn#',
      'insee',
      'insurance number',
      'national id number',
      'nationalid#',
      'nir',
      "numéro d'assurance",
      'numéro de sécu',
      'sécurité sociale',
      'sécurité sociale non.',
      'sécurité sociale numéro',
      'social',
      'social security',
      'social security number',
      'socialsecuritynumber',
      'ss#',
      'ssn',
      'ssn#',
    ],
  },
  pattern: /[123478] ?\d{2} ?\d{2} ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}/,
  validate: isNir,
  examples: [
    'INSEE: «184057598913076»',
    'sécurité sociale numéro «269054958815780»',
    'sécurité sociale «1 84 05 75 989 130 76»',
    'insee «276112B00402883»',
    'n° insee «2 76 11 2A 004 028 56»',
    'NIR sans espaces : «184057598913076»',
    { label: 'ssn', text: '«184057598913076»' },
  ],
  counterExamples: [
    ['commande 184057598913076', 'no keyword nearby'],
    ['INSEE 184057598913077', 'the key is wrong'],
    ['INSEE 184137598913046', 'there is no month 13'],
    ['INSEE 18405759891307', 'the key is cut short'],
    ['INSEE 984057598913076', 'the first digit is a sex'],
  ],
})

function isNir(text: string): boolean {
  const number = text.replaceAll(' ', '').replace('2A', '19').replace('2B', '18')
  const month = Number(number.slice(3, 5))
  const hasMonth = (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50
  return hasMonth && Number(number.slice(13)) === 97 - mod97(number.slice(0, 13))
}
