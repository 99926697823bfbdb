// Letters of the name, date of birth, place and a check letter. Where two people would have the same code,
// digits become letters. Of each name the consonants come first, then vowels, then an X for every letter that it lacks.
import { codiceFiscaleLetter } from '../../checksums/codice-fiscale-letter.ts'
import { isCalendarDate } from '../../checksums/calendar-date.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const italyNationalIdentificationNumber = managedIdentifier({
  id: 'ITALY_NATIONAL_IDENTIFICATION_NUMBER',
  title: 'Codice Fiscale (Italy)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.agenziaentrate.gov.it/',
    'https://www.gazzettaufficiale.it/eli/id/1976/12/29/076A2576/sg',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      'codice fiscal',
      'codice fiscale',
      'dati anagrafici',
      'ehic',
      'health card',
      'health insurance card',
      'p. iva',
      'partita i.v.a.',
      'personal data',
      'tax code',
      'tessera sanitaria',
    ],
  },
  // Forms print surname, name, date and the rest apart.
  pattern: /[A-Z]{3} ?[A-Z]{3} ?[0-9L-NP-V]{2}[A-EHLMPR-T][0-9L-NP-V]{2} ?[A-ILMZ][0-9L-NP-V]{3}[A-Z]/i,
  validate: isCodiceFiscale,
  examples: [
    'Codice fiscale: «RSSMRA85T10A562S»',
    'tessera sanitaria «rssmra85t10a562s»',
    'codice fiscale «RSSMRA85T50A562W»',
    'codice fiscale «RSSMRAURTM0A562M»',
    'codice fiscale «FOXMRA85T10A562G»',
    'C.F. della tessera sanitaria «RSS MRA 85T10 A562S»',
    { label: 'tax_code', text: '«RSSMRA85T10A562S»' },
  ],
  counterExamples: [
    ['ordine RSSMRA85T10A562S', 'no keyword nearby'],
    ['tax code RSSMRA85T10A562T', 'the check letter is wrong'],
    ['tax code RSSMRA85T00A562R', 'there is no day 0'],
    ['tax code RSSMRA85T85A562L', 'there is no day 45, nor 85 for a woman'],
    ['tax code RSSMRA85F10A562R', 'no month has this letter'],
    ['tax code RSSMRA85D31A562M', 'April has no day 31'],
    ['tax code RSSMRA85T10J562B', 'no place begins with J'],
    ['tax code RASMRA85T10A562A', 'a consonant stands behind a vowel'],
  ],
  knownMisses: ['codice: RSSMRA85T10A562S'],
})

function isCodiceFiscale(text: string): boolean {
  const code = text.length === 16 ? text.toUpperCase() : text.toUpperCase().replaceAll(' ', '')
  const year = digitAt(code, 6) * 10 + digitAt(code, 7)
  const day = digitAt(code, 9) * 10 + digitAt(code, 10)
  return (
    isCalendarDate(2000 + year, months.indexOf(code[8]!) + 1, day > 40 ? day - 40 : day) &&
    ofName.test(code.slice(0, 3)) &&
    ofName.test(code.slice(3, 6)) &&
    code[15] === codiceFiscaleLetter(code.slice(0, 15))
  )
}

const months = 'ABCDEHLMPRST'
const ofName = /^[B-DF-HJ-NP-TV-Z]*[AEIOU]*X*$/

/** The digit that stands in a place, or that the letter there stands for. */
function digitAt(code: string, place: number): number {
  const digit = 'LMNPQRSTUV'.indexOf(code[place]!)
  return digit === -1 ? code.charCodeAt(place) - 0x30 : digit
}
