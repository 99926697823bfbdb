// Surname, date of birth with 50 added to a woman’s month, initials, and characters of the agency. A two-digit
// issue number may follow.
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
  pattern: /[A-Z9]{5} ?\d{6} ?[A-Z9]{2}\d[A-Z]{2}(?: ?\d{2})?/i,
  validate: hasBirthDate,
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
  ],
  // The six digits of a number in groups are a licence of some states and provinces.
  overlaps: ['CANADA_DRIVERS_LICENSE', 'DRIVERS_LICENSE'],
})

function hasBirthDate(text: string): boolean {
  const month = Number(text.replaceAll(' ', '').slice(6, 8))
  const day = Number(text.replaceAll(' ', '').slice(8, 10))
  const isMonth = (month >= 1 && month <= 12) || (month >= 51 && month <= 62)
  return isMonth && day >= 1 && day <= 31
}
