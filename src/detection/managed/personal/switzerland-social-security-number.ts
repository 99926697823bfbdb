// Thirteen digits, the country's own code (756) first and the check digit of an EAN-13 last. The nine between them are
// drawn at random: nothing of the person is in them, and there is nothing else to check.
import { digitsOf, isPlaceholder } from '../../checksums/digits.ts'
import { passesGtinCheck } from '../../checksums/gtin-digit.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const switzerlandSocialSecurityNumber = managedIdentifier({
  id: 'SWITZERLAND_SOCIAL_SECURITY_NUMBER',
  beyondMacie: true,
  title: 'Social security number, AHV or AVS number (Switzerland)',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.zas.admin.ch/zas/de/home/partenaires-et-institutions-/navs13.html',
    'https://www.fedlex.admin.ch/eli/cc/63/1185_1183_1185/de#art_133',
  ],
  keywords: {
    required: true,
    words: [
      // German
      'ahv',
      'ahv nr',
      'ahv nummer',
      'ahvn',
      'ahvn13',
      'sozialversicherungsnummer',
      'versichertennummer',
      // French
      'avs',
      'navs',
      'navs13',
      'numéro avs',
      "numéro d'assurance sociale",
      "numéro d'assuré",
      // Italian and Romansh
      'numer avs',
      'numero avs',
      'numero di assicurazione sociale',
      'numero di sicurezza sociale',
      // English
      'oasi',
      'oasi no',
      'oasi number',
      'social insurance number',
      'social security number',
      'ssn',
    ],
  },
  pattern: /756\d{10}|756\.\d{4}\.\d{4}\.\d{2}|756 \d{4} \d{4} \d{2}|756-\d{4}-\d{4}-\d{2}/,
  validate: isAhvNumber,
  neverJoinedTo: 'digits',
  examples: [
    'AHV-Nummer: «756.9217.0769.85»',
    'N° AVS «756 9217 0769 85»',
    'Il numero AVS è «7569217076985».',
    { label: 'oasi_number', text: '«756-9217-0769-85»' },
  ],
  counterExamples: [
    ['Bestellung 756.9217.0769.85', 'no keyword nearby'],
    ['AHV-Nummer 756.9217.0769.84', 'the check digit is wrong'],
    ['AHV-Nummer 756.9217.0796.85', 'two digits have changed places'],
    ['AHV-Nummer 757.9217.0769.84', 'another country'],
    ['AHV-Nummer 756.1234.5678.97', 'the number that examples show'],
    ['AHV-Nummer 756.0000.0000.02', 'zeros'],
    ['AHV-Nummer 7569.2170.7698.5', 'grouped in no known way'],
    ['AHV-Nummer 756.9217.0769.85.1', 'a group too many'],
    ['AHV-Nummer 756-9217-0769-85-1', 'a part of a longer number'],
  ],
  knownMisses: ['AHV-Nr. 123.45.678.113', 'AHV-Nummer 756 9217.0769 85'],
})

/** An EAN-13 is a GTIN-14 that begins with zero. */
function isAhvNumber(text: string): boolean {
  const digits = digitsOf(text)
  return passesGtinCheck(`0${digits}`) && !isPlaceholder(digits.slice(3, 12))
}
