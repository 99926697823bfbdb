// A date in digits or with the name of a month. There is no clock here: any real day of 1900 to 2099 counts.
import { isCalendarDate } from '../../checksums/calendar-date.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const dateOfBirth = managedIdentifier({
  id: 'DATE_OF_BIRTH',
  title: 'Date of birth',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Medium', 'High'],
  sources: ['https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html'],
  keywords: { required: true, words: ['bday', 'b-day', 'birth date', 'birthday', 'date of birth', 'dob'] },
  pattern:
    /\d{1,2}[/. -]\d{1,2}[/. -]\d{4}|\d{4}[/. -]\d{1,2}[/. -]\d{1,2}|\d{1,2}[ -](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6},?[ -]\d{4}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6} \d{1,2},? \d{4}/i,
  validate: isDate,
  examples: [
    'born, DOB «12/03/1985»',
    'date of birth: «1985-03-12»',
    'birthday «March 12, 1985»',
    { label: 'dob', text: '«12-Mar-1985»' },
  ],
  counterExamples: [
    ['due 12/03/1985', 'no keyword nearby'],
    ['DOB 31/02/1985', 'there is no 31 February'],
    ['DOB 12/03/1885', 'before 1900'],
    ['DOB 45/13/1985', 'neither a day nor a month'],
  ],
})

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function isDate(text: string): boolean {
  const named = months.indexOf(/[a-z]{3}/i.exec(text)?.[0].toLowerCase() ?? '') + 1
  const [a = 0, b = 0, c = 0] = (text.match(/\d+/g) ?? []).map(Number)
  const [year, one, other] = named > 0 ? [b, named, a] : a > 99 ? [a, b, c] : [c, a, b]
  if (year < 1900 || year > 2099) return false
  // Day and month in either order: countries differ, and nothing in the text tells.
  return isCalendarDate(year, one, other) || (named === 0 && a <= 99 && isCalendarDate(year, other, one))
}
