// Surname and initials, both filled up with nines, around the date of birth with 50 added to a woman’s month; then
// characters of the agency. A two-digit issue number may follow.
import { managedIdentifier } from '../../managed-identifier.ts'
import { drivingLicenceWords } from '../shared/driving-licence-words.ts'

export const ukDriversLicense = managedIdentifier({
  id: 'UK_DRIVERS_LICENSE',
  title: 'Driving licence (United Kingdom)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://www.gov.uk/browse/driving/driving-licences',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: true, words: drivingLicenceWords },
  pattern: /[A-Z][A-Z9]{4} ?\d{6} ?[A-Z9]{2}\d[A-Z]{2}(?: ?\d{2})?/i,
  validate: isLicence,
  examples: [
    'driving licence «MORGA657054SM9IJ»',
    "driver's licence: «SMITH702278AB9CD»",
    'driving licence «MORGA 657054 SM9IJ»',
    { label: 'driving_licence', text: '«LEE99810109K99AB 35»' },
  ],
  counterExamples: [
    ['order MORGA657054SM9IJ', 'no keyword nearby'],
    ['driving licence MORGA613054SM9IJ', 'there is no month 13'],
    ['driving licence MORGA663054SM9IJ', 'there is no month 13 for a woman'],
    ['driving licence MORGA657054SM9I', 'a letter is missing'],
    ['driving licence MORGA657004SM9IJ', 'there is no day 0'],
    ['driving licence MO9GA657054SM9IJ', 'a letter behind a nine in the surname'],
    ['driving licence MORGA6570549M9IJ', 'a letter behind a nine in the initials'],
    ['driving licence 99999657054SM9IJ', 'no surname'],
  ],
  // The six digits of a number in groups are a licence of some states and provinces.
})

function isLicence(text: string): boolean {
  const licence = text.includes(' ') ? text.replaceAll(' ', '') : text
  const month = Number(licence.slice(6, 8))
  const day = Number(licence.slice(8, 10))
  const isMonth = (month >= 1 && month <= 12) || (month >= 51 && month <= 62)
  return isMonth && day >= 1 && day <= 31 && isFilledUp(licence, 1, 5) && isFilledUp(licence, 11, 13)
}

/** No letter stands behind a nine. */
function isFilledUp(licence: string, from: number, to: number): boolean {
  for (let at = from + 1; at < to; at++) if (licence[at - 1] === '9' && licence[at] !== '9') return false
  return true
}
