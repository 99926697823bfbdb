// The number on a device, as people read it, by one of three agencies: GS1 puts application identifiers in brackets,
// the health industry’s bar code council begins with a plus, the blood banks’ with an equals sign. Other numbers near
// these keywords are none: what a scanner reads of GS1 has no brackets, and looks like any number.
import { passesGtinCheck } from '../../checksums/gtin-digit.ts'
import { passesHibcCheck } from '../../checksums/hibc-character.ts'
import { isAllZero } from '../../checksums/digits.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

// Dates of making, packing, best use and expiry; batch and serial number.
const gs1Parts = String.raw`\((?:11|13|15|17)\) ?\d{6}|\((?:10|21)\) ?[A-Za-z0-9/_+-]{1,20}`
const isbtParts = String.raw`=,\d{6}|=[A-NP-Z1-9][A-Z0-9]{14}|=[>}]\d{6}|&,1[A-Z0-9]{6,20}`

export const medicalDeviceUdi = managedIdentifier({
  id: 'MEDICAL_DEVICE_UDI',
  title: 'Unique device identifier of a medical device (United States)',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://www.fda.gov/media/96648/download',
    'https://www.gs1.org/standards/barcodes/application-identifiers',
    'https://www.hibcc.org/udi-labeling-standards/',
    'https://www.iccbba.org/subject-area/medical-devices',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-phi.html',
  ],
  keywords: {
    required: true,
    words: [
      'blood',
      'blood bag',
      'dev id',
      'device id',
      'device identifier',
      'gs1',
      'hibcc',
      'iccbba',
      'med',
      'udi',
      'unique device id',
      'unique device identifier',
    ],
  },
  forms: [
    {
      pattern: new RegExp(String.raw`\(01\) ?\d{14}(?: ?(?:${gs1Parts})){0,5}`),
      keyword: 'required',
      validate: isGs1,
    },
    {
      pattern: /\+[A-Z][A-Z0-9]{3}[A-Z0-9]{1,18}\d(?:\/[A-Z0-9$+/]{2,60})?[A-Z0-9$+/%-]/,
      keyword: 'required',
      validate: passesHibcCheck,
    },
    {
      // Facility, product, and what kind of product it is.
      pattern: new RegExp(
        String.raw`=/[A-NP-Z1-9][A-Z0-9]\d{3}[A-Z0-9]{6}[A-Z]\d{4}(?: ?(?:${isbtParts})){0,5}`,
      ),
      keyword: 'required',
    },
    {
      // Facility, year and number of a donation, and two places for flags.
      pattern: /=[A-NP-Z][A-NP-Z0-9]\d{3}\d{2}\d{6}[A-Z0-9]{2}/,
      keyword: 'required',
    },
    {
      // Maker and catalogue number of a blood bag, and its lot.
      pattern: /=\)[A-Z0-9]{10} ?&\)[A-Z0-9]{10}/,
      keyword: 'required',
    },
  ],
  examples: [
    'UDI «(01)51022222233336»',
    'UDI: «(01)51022222233336(11)141231(17)150707(10)A213B1(21)1234».',
    'device identifier «(01) 10884521062856 (17) 270131 (10) LOT-48»',
    'HIBCC «+A123BJC5D6E71G» on the label',
    'device id «+A99912345/$$52001510X33»',
    'iccbba «=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123»',
    'blood bag «=)1TE123456A&)RZ12345678»',
    'donated blood «=W00001312345600»',
    { label: 'udi', text: '«(01)00614141000036(17)271231»' },
  ],
  counterExamples: [
    ['article (01)51022222233336', 'no keyword nearby'],
    ['UDI (01)51022222233337', 'the check digit is wrong'],
    ['UDI (01)00000000000000', 'zeros'],
    ['UDI (01)51022222233336(17)151307', 'there is no month 13'],
    ['UDI (01)51022222233336(17)150732', 'there is no day 32'],
    ['UDI (02)51022222233336', 'the content of a box is no device'],
    ['HIBCC +A123BJC5D6E71H', 'the check character is wrong'],
    ['med +1 415 555 0132', 'a phone number'],
    ['iccbba =/A9999XYZ100T094', 'a digit is missing'],
    ['blood bag =)1TE123456A', 'the lot is missing'],
    ['blood =W0000131234560', 'a place of the donation is missing'],
    ['device id=W00001312345600', 'an assignment'],
    ['device id =354820193758201', 'a phone’s number has no facility'],
    ['udi 3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36', 'a UUID'],
    ['med x=/usr/share/ABC', 'a path'],
  ],
  // As a scanner reads it; and a check character that is a full stop, which would also end sentences.
  knownMisses: ['UDI 0151022222233336', 'HIBCC +A123BJC5D6Z71.'],
})

function isGs1(text: string): boolean {
  const at = text[4] === ' ' ? 5 : 4
  const number = text.slice(at, at + 14)
  return passesGtinCheck(number) && !isAllZero(number) && hasDates(text, at + 14)
}

/** Month and day of every date from `from` on; day 0 stands for the whole month. */
function hasDates(text: string, from: number): boolean {
  for (let open = text.indexOf('(1', from); open !== -1; open = text.indexOf('(1', open + 1)) {
    // A batch number has letters of its own kind.
    if (text[open + 2] === '0') continue
    const year = text[open + 4] === ' ' ? open + 5 : open + 4
    const month = Number(text.slice(year + 2, year + 4))
    if (month < 1 || month > 12 || Number(text.slice(year + 4, year + 6)) > 31) return false
  }
  return true
}
