// Authority, serial number, check digit, and the number of the copy, which is no part of the check. Licences of before
// 1999 have numbers of their authority’s making.
import { digitsOf } from '../../checksums/digits.ts'
import { hasGermanLicenceDigit } from '../../checksums/german-licence-digit.ts'
import { managedIdentifier } from '../../managed-identifier.ts'
import { germanLicenceWords } from '../shared/driving-licence-countries.ts'

export const germanyDriversLicense = managedIdentifier({
  id: 'GERMANY_DRIVERS_LICENSE',
  title: 'Driving licence (Germany)',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://de.wikipedia.org/wiki/F%C3%BChrerscheinnummer',
    'https://learn.microsoft.com/en-us/purview/sit-defn-germany-drivers-license-number',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: true, words: germanLicenceWords },
  pattern: /[A-Z0-9]\d{2}[A-Z0-9]{6}[0-9X][A-Z0-9]/i,
  // The first letter is the state’s; digits alone are a time or an account.
  validate: (text) => digitsOf(text).length < text.length && hasGermanLicenceDigit(text.toUpperCase()),
  examples: [
    'Führerschein: «B072RRE2I55»',
    'Fuehrerschein-Nr. «b072rre2i55»',
    'Führerscheinnummer «N0704K82XX1»',
    { label: 'fuehrerscheinnummer', text: '«B072RRE2I55»' },
  ],
  counterExamples: [
    ['Vertrag B072RRE2I55', 'no keyword nearby'],
    ['Führerschein B072RRE2I65', 'the check digit is wrong'],
    ['Führerschein B072RRE2I5', 'a character is missing'],
    ['Führerschein B072RRE2I551', 'a character too many'],
    ['Führerschein 20190312104', 'a time'],
    ['Führerschein UNTERSCHRIF', 'a word'],
  ],
  knownMisses: ['Führerschein B 1234/85'],
})
