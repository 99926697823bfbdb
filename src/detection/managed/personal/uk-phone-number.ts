// Ten digits behind the 0; nine in a few areas and of 0800. The first digit says what it is: 1 and 2 landlines, 3 and 5
// without a place, 7 mobiles, 8 and 9 services.
import { managedIdentifier } from '../../managed-identifier.ts'
import { leadingDigits, phoneForms, prefixTable, type NationalNumber } from '../shared/phone-forms.ts'
import { phoneWords } from '../shared/phone-words.ts'

/** Four digits of those that begin with 1 or 2, and 1632, which Ofcom keeps free for films. */
const isArea = prefixTable(
  `1130-1135 1137-1138 1140-1147 1150-1152 1156-1165 1170-1174 1179-1184 1189 1200 1202 1204-1218 1223-1229
   1233-1237 1239 1241-1246 1248-1250 1252-1264 1267-1271 1273-1280 1282-1318 1320 1322-1330 1332-1335 1337
   1339-1344 1346-1350 1352-1364 1366-1369 1371-1373 1375-1377 1379-1384 1386-1389 1392-1395 1397-1398 1400
   1403-1420 1422-1425 1427-1440 1442-1446 1449-1458 1460-1467 1469-1480 1482-1485 1487-1497 1499 1501-1503
   1505-1520 1522 1524-1531 1535-1536 1538-1540 1542-1550 1553-1573 1575-1584 1586 1588 1590-1595 1597-1600
   1603-1604 1606 1608-1623 1625-1626 1628-1639 1641-1644 1646-1647 1650-1656 1659 1661 1663-1678 1680-1681
   1683-1692 1694-1695 1697-1698 1700 1702 1704 1706-1709 1720-1730 1732-1733 1736-1738 1740 1743-1754 1756-1761
   1763-1773 1775-1780 1782 1784-1790 1792-1799 1803 1805-1809 1821-1825 1827-1830 1832-1835 1837-1838 1840-1845
   1847-1848 1851-1852 1854-1859 1862-1866 1869-1880 1882-1890 1892 1895-1896 1899-1900 1902-1905 1908-1920
   1922-1926 1928-1929 1931-1935 1937-1939 1942-1955 1957 1959 1962-1964 1967-1972 1974-1975 1977-1978 1980-1989
   1992-1995 1997 2000-2019 2030-2049 2070-2089 2300-2319 2380-2419 2470-2479 2800-2849 2860-2929`,
)
const isElsewhere = prefixTable('30 33-34 37 55-56 70-79 80 84 87 90-91 98')
/** Areas where some numbers have nine digits. */
const isShortArea = prefixTable(
  `1204 1208 1254 1276 1297-1298 1363-1364 1384 1386 1404 1420 1460-1461 1480 1488 1524 1527 1562 1566 1606 1629 1635
   1647 1659 1695 1697 1726 1744 1750 1768 1827 1837 1884 1900 1905 1935 1946 1949 1963 1995 8000-8009`,
)

/** In the order that src/kernels/phones.ts has. */
export const britishPrefixes = [isArea, isElsewhere, isShortArea] as const

const subscriber = String.raw`[ .-]?\d{3,8}(?:[ .-]\d{3,5}){0,2}`

export const ukPhoneNumber = managedIdentifier({
  id: 'UK_PHONE_NUMBER',
  title: 'Phone number (United Kingdom)',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/national-telephone-numbering-plan',
    'https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: { required: false, words: phoneWords },
  forms: phoneForms({
    countryCode: '44',
    trunk: '0',
    national: String.raw`(?:\(0\d{2,5}\)|0\d{2,5})${subscriber}`,
    abroad: String.raw`[ .-]?(?:\(0\) ?)?(?:\(0?\d{2,5}\)|\d{2,5})${subscriber}`,
    isNumber,
  }),
  // Numbers that Ofcom keeps free for films.
  neverJoinedTo: '+44',
  examples: [
    'phone: «020 7946 0471»',
    'mobile «07700 900471»',
    'Tel. «(0117) 496 0471»',
    'call «+44 20 7946 0471» now',
    'fax «+44 (0)161 496 0471»',
    'tel «01632 960 471»',
    { label: 'mobile', text: '«07700900471»' },
  ],
  counterExamples: [
    ['order 020 7946 0471', 'no keyword nearby'],
    ['phone 0605 946 0471', 'none begins with 6'],
    ['phone 01012 960471', 'there is no area 01012'],
    ['phone 020 7946 047', 'too short'],
    ['phone 020 7946 04711', 'too long'],
    ['phone 07000 000000', 'zeros'],
    ['phone 030 23125 047', 'only areas that begin with 2 have two digits'],
    ['phone 20 7946 0471', 'the 0 is missing'],
    ['contact 0179.08.12.800', 'a version'],
    ['contact id 3f2b8c1d-0207-9460-b471-7c19e08f4a36', 'a UUID'],
  ],
  overlaps: ['GERMANY_PHONE_NUMBER'],
})

function isNumber(number: NationalNumber): boolean {
  const { digits, groups, first } = number
  const known = digits === 10 ? isArea(number) || isElsewhere(number) : digits === 9 && isShortArea(number)
  return known && (groups === 1 || first > 2 || leadingDigits(number, 1) === 2)
}
