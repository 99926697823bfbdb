// The countries whose IBANs are looked for, from the IBAN registry. `bban` is what follows the country code and the
// two check digits, in the registry's notation: n digits, a capital letters, c letters or digits. Each example is a
// published or synthetic number that passes the check.

export interface IbanCountry {
  /** The identifier is `<name>_BANK_ACCOUNT_NUMBER`. */
  readonly name: string
  readonly title: string
  readonly bban: string
  readonly example: string
}

const rows: readonly (readonly [name: string, title: string, bban: string, example: string])[] = [
  ['ALBANIA', 'Albania', '8n16c', 'AL47212110090000000235698741'],
  ['ANDORRA', 'Andorra', '8n12c', 'AD1200012030200359100100'],
  ['BOSNIA_AND_HERZEGOVINA', 'Bosnia and Herzegovina', '16n', 'BA391290079401028494'],
  ['BRAZIL', 'Brazil', '23n1a1c', 'BR1800360305000010009795493C1'],
  ['BULGARIA', 'Bulgaria', '4a6n8c', 'BG80BNBG96611020345678'],
  ['COSTA_RICA', 'Costa Rica', '18n', 'CR05015202001026284066'],
  ['CROATIA', 'Croatia', '17n', 'HR1210010051863000160'],
  ['CYPRUS', 'Cyprus', '8n16c', 'CY17002001280000001200527600'],
  ['CZECH_REPUBLIC', 'Czech Republic', '20n', 'CZ6508000000192000145399'],
  ['DENMARK', 'Denmark', '14n', 'DK5000400440116243'],
  ['DOMINICAN_REPUBLIC', 'Dominican Republic', '4c20n', 'DO28BAGR00000001212453611324'],
  ['EGYPT', 'Egypt', '25n', 'EG380019000500000000263180002'],
  ['ESTONIA', 'Estonia', '16n', 'EE382200221020145685'],
  ['FAROE_ISLANDS', 'Faroe Islands', '14n', 'FO6264600001631634'],
  ['FINLAND', 'Finland', '14n', 'FI2112345600000785'],
  ['FRANCE', 'France', '10n11c2n', 'FR1420041010050500013M02606'],
  ['GEORGIA', 'Georgia', '2a16n', 'GE29NB0000000101904917'],
  ['GERMANY', 'Germany', '18n', 'DE89370400440532013000'],
  ['GREECE', 'Greece', '7n16c', 'GR1601101250000000012300695'],
  ['GREENLAND', 'Greenland', '14n', 'GL8964710001000206'],
  ['HUNGARY', 'Hungary', '24n', 'HU42117730161111101800000000'],
  ['ICELAND', 'Iceland', '22n', 'IS140159260076545510730339'],
  ['IRELAND', 'Ireland', '4a14n', 'IE29AIBK93115212345678'],
  ['ITALY', 'Italy', '1a10n12c', 'IT60X0542811101000000123456'],
  ['JORDAN', 'Jordan', '4a4n18c', 'JO94CBJO0010000000000131000302'],
  ['KOSOVO', 'Kosovo', '16n', 'XK051212012345678906'],
  ['LIECHTENSTEIN', 'Liechtenstein', '5n12c', 'LI21088100002324013AA'],
  ['LITHUANIA', 'Lithuania', '16n', 'LT121000011101001000'],
  ['MALTA', 'Malta', '4a5n18c', 'MT84MALT011000012345MTLCAST001S'],
  ['MAURITANIA', 'Mauritania', '23n', 'MR1300020001010000123456753'],
  ['MAURITIUS', 'Mauritius', '4a19n3a', 'MU17BOMM0101101030300200000MUR'],
  ['MONACO', 'Monaco', '10n11c2n', 'MC5811222000010123456789030'],
  ['MONTENEGRO', 'Montenegro', '18n', 'ME25505000012345678951'],
  ['NETHERLANDS', 'Netherlands', '4a10n', 'NL91ABNA0417164300'],
  ['NORTH_MACEDONIA', 'North Macedonia', '3n10c2n', 'MK07250120000058984'],
  ['POLAND', 'Poland', '24n', 'PL61109010140000071219812874'],
  ['PORTUGAL', 'Portugal', '21n', 'PT50000201231234567890154'],
  ['SAN_MARINO', 'San Marino', '1a10n12c', 'SM86U0322509800000000270100'],
  ['SENEGAL', 'Senegal', '2a22n', 'SN08SN0100152000048500003035'],
  ['SERBIA', 'Serbia', '18n', 'RS35260005601001611379'],
  ['SLOVAKIA', 'Slovakia', '20n', 'SK3112000000198742637541'],
  ['SLOVENIA', 'Slovenia', '15n', 'SI56263300012039086'],
  ['SPAIN', 'Spain', '20n', 'ES9121000418450200051332'],
  ['SWEDEN', 'Sweden', '20n', 'SE4550000000058398257466'],
  ['SWITZERLAND', 'Switzerland', '5n12c', 'CH9300762011623852957'],
  ['TIMOR_LESTE', 'Timor-Leste', '19n', 'TL380080012345678910157'],
  ['TUNISIA', 'Tunisia', '20n', 'TN5910006035183598478831'],
  ['TURKIYE', 'Türkiye', '5n1n16c', 'TR330006100519786457841326'],
  ['UK', 'United Kingdom', '4a14n', 'GB29NWBK60161331926819'],
  ['UKRAINE', 'Ukraine', '6n19c', 'UA213223130000026007233566001'],
  ['UNITED_ARAB_EMIRATES', 'United Arab Emirates', '19n', 'AE070331234567890123456'],
  ['VIRGIN_ISLANDS', 'British Virgin Islands', '4a16n', 'VG96VPVG0000012345678901'],
]

export const ibanCountries: readonly IbanCountry[] = rows.map(([name, title, bban, example]) => ({
  name,
  title,
  bban,
  example,
}))
