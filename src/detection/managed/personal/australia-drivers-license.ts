// Each state has a format of its own and none can be checked. Four digits alone are not taken: next to a licence they
// are a postcode or a year.
import { managedIdentifier } from '../../managed-identifier.ts'
import { drivingLicenceWords } from '../shared/driving-licence-words.ts'
import { isLicenceWithDigits } from '../shared/licence-number.ts'

export const australiaDriversLicense = managedIdentifier({
  id: 'AUSTRALIA_DRIVERS_LICENSE',
  title: 'Driver’s licence (Australia)',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://en.wikipedia.org/wiki/Driver%27s_licences_in_Australia',
    'https://learn.microsoft.com/en-us/purview/sit-defn-australia-drivers-license-number',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: drivingLicenceWords.filter((word) => !/licen[cs]es$/.test(word)),
  },
  pattern: /\d{5,9}|[A-Z]{1,2}\d{4,9}|[A-Z0-9]{9}/,
  validate: isLicenceWithDigits,
  neverJoinedTo: 'digits',
  examples: [
    "driver's licence: «48201937»",
    'driver licence «VK4820»',
    'drivers license no. «K48X20193»',
    { label: 'driver_licence', text: '«482019»' },
  ],
  counterExamples: [
    ["driver's licence, order ORD-2026-482019", 'a group of an order number'],
    ['order 48201937', 'no keyword nearby'],
    ['drivers licences 48201937', 'the plural is no keyword'],
    ["driver's licence, Richmond VIC 3121", 'a postcode'],
    ["driver's licence REGISTRAR", 'a word'],
    ["driver's licence 111111111", 'one digit repeated'],
    ["driver's licence VK4820193765", 'too many digits'],
    ["driver's licence issued 20190312", 'a date without separators'],
    ["driver's licence v12.4.820", 'a version'],
  ],
  overlaps: ['CANADA_DRIVERS_LICENSE', 'DRIVERS_LICENSE'],
  knownMisses: ["driver's licence 4820"],
})
