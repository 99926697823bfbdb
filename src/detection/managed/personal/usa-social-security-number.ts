// Area, group, serial. There is no check digit: only never-issued ranges can be refused, and two numbers that were
// printed in advertisements and that tens of thousands of people have used as theirs.
import { digitsOf } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const usaSocialSecurityNumber = managedIdentifier({
  id: 'USA_SOCIAL_SECURITY_NUMBER',
  title: 'Social Security number (United States)',
  category: 'PERSONAL_INFORMATION',
  recommended: true,
  severity: ['High', 'High', 'High'],
  sources: [
    'https://www.ssa.gov/employer/randomization.html',
    'https://www.ssa.gov/history/ssn/misused.html',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: true, words: ['social security', 'ss#', 'ssn'] },
  pattern: /\d{3}-\d{2}-\d{4}|\d{3} \d{2} \d{4}|\d{9}/,
  validate: isIssuable,
  examples: [
    'SSN: «536-22-1234»',
    'her social security number is «536 22 1234»',
    { label: 'ssn', text: '«536221234»' },
    { label: 'customerSsn', text: '«536-22-1234»' },
  ],
  counterExamples: [
    ['order 536-22-1234', 'no keyword nearby'],
    ['ssn 000-22-1234', 'area 000 is never issued'],
    ['ssn 666-22-1234', 'area 666 is never issued'],
    ['ssn 912-22-1234', 'areas from 900 on are never issued'],
    ['ssn 536-00-1234', 'group 00 is never issued'],
    ['ssn 536-22-0000', 'serial 0000 is never issued'],
    ['ssn 078-05-1120', 'it was printed on a card in every new wallet'],
    ['ssn 219-09-9999', 'it was printed in a leaflet'],
    ['ssn 536-221234', 'grouped in no known way'],
    ['ssn 1790812800', 'a time in seconds'],
    ['ssn 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
    ['ssn 536.221.234', 'a version or an address'],
    ['ssn 536-22-12345', 'part of a longer number'],
  ],
  knownMisses: ['ssn 536.22.1234'],
})

/** Area, group and serial that may be issued, and none of the advertised numbers; the text has nine digits. */
export function isIssuable(text: string): boolean {
  const digits = digitsOf(text)
  const area = Number(digits.slice(0, 3))
  return (
    area !== 0 &&
    area !== 666 &&
    area < 900 &&
    digits.slice(3, 5) !== '00' &&
    digits.slice(5) !== '0000' &&
    digits !== '078051120' &&
    digits !== '219099999'
  )
}
