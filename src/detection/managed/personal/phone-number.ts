// Ten digits of the North American plan near a keyword, or anywhere with the country code.
import { digitsOf } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'
import { phoneWords } from '../shared/phone-words.ts'

export const phoneNumber = managedIdentifier({
  id: 'PHONE_NUMBER',
  title: 'Phone number (United States, Canada)',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://www.nanpa.com/numbering/area-codes',
    'https://www.nanpa.com/numbering/co-codes',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: false,
    words: phoneWords,
  },
  forms: [
    {
      pattern: /(?:\+?1[ .-]?)?(?:\(\d{3}\)[ .-]?|\d{3}[ .-]?)\d{3}[ .-]?\d{4}/,
      keyword: 'required',
      validate: isNorthAmerican,
    },
    {
      pattern: /\+1[ .-]?(?:\(\d{3}\)[ .-]?|\d{3}[ .-]?)\d{3}[ .-]?\d{4}/,
      keyword: 'none',
      validate: isNorthAmerican,
    },
  ],
  neverJoinedTo: '+1',
  examples: [
    'phone: «(212) 555-0147»',
    'call «+1 415 555 0132» now',
    'Tel. «(212)-555-0147»',
    'toll-free tel «1-800-555-0199»',
    'mobile «212.555.0147» or mail',
    'Tel: +1 - «2125550147»',
    { label: 'phone', text: '«2125550147»' },
  ],
  counterExamples: [
    ['order 2125550147', 'no keyword nearby'],
    ['phone: 112 555 0147', 'no area code begins with 1'],
    ['phone: 212 155 0147', 'no exchange begins with 1'],
    ['phone: 293 555 0147', 'area codes with a 9 in the middle are kept for longer numbers'],
    ['phone: 375 555 0147', 'area codes from 370 to 379 are set aside'],
    ['phone: 968 555 0147', 'area codes from 960 to 969 are set aside'],
    ['phone: 411 555 0147', '411 is a service, no area'],
    ['phone: 212 911 0147', '911 is a service, no exchange'],
    ['contact 1790812800', 'a time in seconds'],
    ['contact 1790812800123', 'a time in milliseconds'],
    ['contact id 3f2b8c1d-2125-4550-b147-7c19e08f4a36', 'a UUID'],
    ['tel 10.212.555.147', 'an address of the internet'],
    ['phone: 212 555 014', 'too short'],
    ['contact id 11111111-2222-3333-4444-12345678910', 'the end of a UUID'],
    ['tel +49 221 4710047', 'a German number'],
    ['Tel: +90 212 232 4839', 'a Turkish number'],
    ['Tel. (90)(212) 344 1265', 'a Turkish number'],
    ['mobile/msg-2135168010-26520-0/01.png', 'a part of a path'],
    ['tel +39 345 234 4711', 'an Italian number'],
  ],
  overlaps: ['BRAZIL_PHONE_NUMBER'],
})

/** The last ten digits are an area code, an exchange and a line of the North American plan. */
export function isNorthAmerican(text: string): boolean {
  const digits = digitsOf(text)
  const at = digits.length - 10
  if (at < 0) return false
  const area = Number(digits.slice(at, at + 3))
  const exchange = Number(digits.slice(at + 3, at + 6))
  // Neither begins with 0 or 1, nor is 211, 311 … 911. Areas are given out later than people learn of them, so that
  // none is asked for that is given out, but those are refused that never are.
  return area >= 200 && exchange >= 200 && area % 100 !== 11 && exchange % 100 !== 11 && !isSetAside(area)
}

function isSetAside(area: number): boolean {
  const tens = Math.trunc(area / 10)
  return tens % 10 === 9 || tens === 37 || tens === 96
}
