// A date in digits or with the name of a month. There is no clock here: any real day counts until a year in which this
// version will not be in use any more. A year of two digits is the latest one of its digits until then.
import { isLetter } from '../../ascii.ts'
import { isCalendarDate } from '../../checksums/calendar-date.ts'
import { managedIdentifier } from '../../managed-identifier.ts'
import { dateParts } from '../shared/date-parts.ts'
import { monthNames } from '../shared/month-names.ts'

const shapes = [
  // Exports of databases write midnight behind the day, which in other zones is another hour. Logs write moments.
  String.raw`\d{4}[/. -]\d{1,2}[/. -]\d{1,2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?Z?)?`,
  String.raw`\d{1,2}[/. -]\d{1,2}[/. -]\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2}|\d{8}`,
  String.raw`\d{1,2}(?:st|nd|rd|th)?[ -](?:${monthNames})\.?,?[ -]\d{4}`,
  String.raw`(?:${monthNames})\.?[ -]\d{1,2}(?:st|nd|rd|th)?,?[ -]\d{4}`,
  String.raw`\d{4}[ -](?:${monthNames})[ -]\d{1,2}`,
  // Here so that no part of a version is found.
  String.raw`\d{1,2}\.\d{1,2}\.\d{2}-(?:alpha|beta|dev|next|pre|preview|rc|snapshot)`,
]

export const dateOfBirth = managedIdentifier({
  id: 'DATE_OF_BIRTH',
  title: 'Date of birth',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Medium', 'High'],
  sources: ['https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html'],
  keywords: {
    required: true,
    words: [
      'bday',
      'b-day',
      'b day',
      'birth date',
      'birthday',
      'date of birth',
      'dob',
      // AWS documents English alone; papers say it in their own language.
      'geburtsdatum',
      'geb datum',
      'geboren',
      'geboren am',
      'naissance',
      'né le',
      'née le',
      'nacimiento',
      'nacido el',
      'nacida el',
      'nascita',
      'nato il',
      'nata il',
      // Alone it is a surname.
      'data de nascimento',
      'data nascimento',
      'dt nascimento',
      'nascido em',
      'nascida em',
      'geboortedatum',
      'födelsedatum',
      'fødselsdato',
      'syntymäaika',
      'data urodzenia',
    ],
  },
  pattern: new RegExp(shapes.join('|'), 'i'),
  validate: isDate,
  neverJoinedTo: 'digits',
  examples: [
    'born, DOB «12/03/1985»',
    'date of birth: «1985-03-12»',
    'birthday «March 12, 1985»',
    'DOB: «12/03/85»',
    'dob «19850312»',
    'born on her birthday «12th March 1985»',
    'dob «1985-Mar-12»',
    'Geburtsdatum: «14.03.1978»',
    'née le «12/03/1985» à Lyon',
    { label: 'F. nacimiento', text: '«14/05/1976»' },
    { label: 'dob', text: '«12-Mar-1985»' },
    { label: 'birth_date', text: '«1985-03-12T00:00:00.000Z»' },
    { label: 'birth_date', text: '«1985-03-11T18:30:00.000Z»' },
  ],
  counterExamples: [
    ['2026-11-16T06:09:36Z INFO dob is missing', 'a moment'],
    ['2026-11-16T06:00:36Z INFO dob is missing', 'a moment'],
    ['due 12/03/1985', 'no keyword nearby'],
    ['DOB 31/02/1985', 'there is no 31 February'],
    ['DOB 12/03/1885', 'before 1900'],
    ['DOB 45/13/1985', 'neither a day nor a month'],
    ['DOB 29/02/1985', 'no leap year'],
    ['DOB 31/02/85', 'there is no 31 February'],
    ['DOB 19851312', 'there is no month 13'],
    ['DOB Marathon 12, 1985', 'no month, only its letters'],
    ['DOB field added in v12.3.19', 'a version'],
    ['DOB field added in 12.3.19-beta.2', 'a version'],
    ['DOB 12/03/2061', 'a day to come'],
    ['dob: IMG_19850312_143753.jpg', 'a picture'],
    ['DOB index 10.12.19.85', 'an address of the internet'],
    ['2022-05-18 Victor Do Nascimento', 'a surname'],
    ['Eintrittsdatum 14.03.1978', 'a day of something else'],
  ],
  knownMisses: ['Geburtsdatum: 14. März 1978', 'née le 12 mars 1985'],
})

const latestYear = 2040

/** A day of 1900 to 2040, in the order of any country. */
export function isDate(text: string): boolean {
  const { month, numbers, lengths } = dateParts(text)
  const [a, b, c] = numbers
  if (numbers.length === 1) {
    // Eight digits in a row are a year, a month and a day; other orders would take any number of that length.
    return lengths[0] === 8 && isBirthDate(Math.trunc(a! / 10_000), Math.trunc(a! / 100) % 100, a! % 100)
  }
  if (month !== undefined) return lengths[0] === 4 ? isBirthDate(a!, month, b!) : isBirthDate(b!, month, a!)
  if (lengths[0] === 4) return isBirthDate(a!, b!, c!) && isMidnight(text)
  if (isLetter(text.charCodeAt(text.length - 1))) return false
  const year = lengths[2] === 2 ? fourDigits(c!) : c!
  // Day and month in either order: countries differ, and nothing in the text tells.
  return isBirthDate(year, a!, b!) || isBirthDate(year, b!, a!)
}

/** Of a day alone, or at the hour of midnight in some zone: `T18:30:00.000Z`. */
function isMidnight(text: string): boolean {
  const at = text.indexOf('T')
  return at === -1 || /^\d\d:[03]0[:0.]*Z?$/.test(text.slice(at + 1))
}

function fourDigits(year: number): number {
  return year <= latestYear - 2000 ? 2000 + year : 1900 + year
}

function isBirthDate(year: number, month: number, day: number): boolean {
  return year >= 1900 && year <= latestYear && isCalendarDate(year, month, day)
}
