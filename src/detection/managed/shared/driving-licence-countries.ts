// The European driving licences that differ only in shape and keywords. Directive 2006/126/EC numbers the fields of a
// licence, not its number: each country keeps a format of its own, and next to none of these can be checked.
//
// The fact to know: AWS misspells some keywords. They are kept, and the right spelling stands beside them.
import { isCalendarDate } from '../../checksums/calendar-date.ts'
import { passesHetuCheck } from '../../checksums/hetu-character.ts'
import type { NonEmpty } from '../../../model/managed-identifier.ts'

export interface DrivingLicenceCountry {
  /** The identifier is `<name>_DRIVERS_LICENSE`. */
  readonly name: string
  readonly title: string
  /** The first is the one that examples use. */
  readonly words: NonEmpty<string>
  readonly pattern: RegExp
  readonly isNumber?: (text: string) => boolean
  /** The shape of letters and digits would also take words. */
  readonly mayBeWord?: boolean
  /** Invented numbers. The first is as long as numbers get, the last as short. */
  readonly numbers: NonEmpty<string>
  /** Licences of the same shape that share the first keyword. */
  readonly overlaps?: readonly string[]
}

export const germanLicenceWords: NonEmpty<string> = [
  'führerschein',
  'führerschein- nr',
  'führerscheinnummer',
  'fuehrerschein',
  'fuehrerschein- nr',
  'fuehrerscheinnummer',
  'fuhrerschein',
  'fuhrerschein- nr',
  'fuhrerscheinnummer',
]

export const drivingLicenceCountries: readonly DrivingLicenceCountry[] = [
  {
    name: 'AUSTRIA',
    title: 'Austria',
    words: [
      'führerschein',
      'fuhrerschein',
      'führerschein republik österreich',
      'fuhrerschein republik osterreich',
    ],
    pattern: /\d{8}/,
    numbers: ['48201937'],
  },
  {
    name: 'BELGIUM',
    title: 'Belgium',
    words: [
      ...germanLicenceWords,
      'numéro permis conduire',
      'permis de conduire',
      'rijbewijs',
      'rijbewijsnummer',
    ],
    pattern: /\d{10}/,
    numbers: ['4820193765'],
  },
  {
    name: 'BULGARIA',
    title: 'Bulgaria',
    words: [
      'свидетелство за управление на мпс',
      'свидетелство за управление на моторно',
      'превозно средство',
      'сумпс',
      'шофьорска книжка',
    ],
    pattern: /\d{9}/,
    numbers: ['482019376'],
  },
  { name: 'CROATIA', title: 'Croatia', words: ['vozačka dozvola'], pattern: /\d{8}/, numbers: ['48201937'] },
  {
    name: 'CYPRUS',
    title: 'Cyprus',
    words: ['άδεια οδήγησης'],
    pattern: /\d{12}/,
    numbers: ['482019375064'],
  },
  {
    name: 'CZECHIA',
    title: 'Czechia',
    words: [
      'řidičský průkaz',
      'řidičský prúkaz',
      'číslo licence',
      'císlo licence řidiče',
      'číslo licence řidiče',
      'číslo řidičského průkazu',
      'ovladače lic.',
      'povolení k jízdě',
      'povolení řidiče',
      'řidiči povolení',
    ],
    pattern: /[A-Z]{2} ?\d{6}/,
    numbers: ['EK 482019', 'EK482019'],
  },
  {
    name: 'DENMARK',
    title: 'Denmark',
    words: ['kørekort', 'kørekortnummer'],
    pattern: /\d{8}/,
    numbers: ['48201937'],
  },
  {
    name: 'ESTONIA',
    title: 'Estonia',
    words: ['juhiluba', 'juhiluba number', 'juhiloa number', 'juhi litsentsi number'],
    pattern: /ET\d{6}/i,
    numbers: ['ET482019'],
  },
  {
    name: 'FINLAND',
    title: 'Finland',
    words: [
      'ajokortti',
      'ajokortin numero',
      'förare lic.',
      'körkort',
      'körkort nummer',
      'kuljettaja lic.',
      'permis de conduire',
    ],
    // The holder's personal identity code. Those of who was born since 2000 have a letter for the hyphen, and since 2023
    // there are more such letters: only their day of birth and check character keep them apart from other numbers.
    pattern: /\d{6}[-+A-FU-Y]\d{3}[A-Z0-9]/i,
    isNumber: (text) => text[6] === '-' || isPersonalCode(text.toUpperCase()),
    numbers: ['131052-308T', '010203A1230', '131052-3084'],
  },
  {
    name: 'FRANCE',
    title: 'France',
    words: ['permis de conduire'],
    // Twelve digits on paper; nine characters on cards, since 2013.
    pattern: /\d{12}|\d{2}[A-Z]{2}\d{5}/i,
    numbers: ['482019375064', '19AB48203'],
  },
  {
    name: 'GREECE',
    title: 'Greece',
    words: ['άδεια οδήγησης', 'δεια οδήγησης', 'adeia odigisis'],
    pattern: /\d{9}/,
    numbers: ['482019376'],
  },
  {
    name: 'HUNGARY',
    title: 'Hungary',
    words: [
      'jogosítvány',
      'jogsi',
      'licencszám',
      'vezető engedély',
      'vezetői engedély',
      'illesztőprogramok lic',
    ],
    pattern: /[A-Z]{2}\d{6}/i,
    numbers: ['CK482019'],
  },
  {
    name: 'IRELAND',
    title: 'Ireland',
    words: ['ceadúnas tiomána'],
    // Nine digits are what cards show since 2013.
    pattern: /\d{6}[A-Z]{4}|\d{9}/i,
    numbers: ['482019KOFA', '482019376'],
  },
  {
    name: 'ITALY',
    title: 'Italy',
    words: ['patente di guida', 'patente di guida numero', 'patente guida', 'patente guida numero'],
    // A letter for the province and one for the office, or U1 from the ministry.
    pattern: /(?:[A-Z][AV]|U1)[A-Z0-9]{7}[A-Z]/i,
    mayBeWord: true,
    numbers: ['MV4820193K', 'U1H71K693M'],
  },
  {
    name: 'LATVIA',
    title: 'Latvia',
    words: [
      'autovadītāja apliecība',
      'licences numurs',
      'vadītāja apliecība',
      'vadītāja apliecības numurs',
      'vadītāja atļauja',
      'vadītāja licences numurs',
      'vadītāji lic.',
    ],
    pattern: /[A-Z]{3}\d{6}/i,
    numbers: ['DLA482019'],
  },
  {
    name: 'LITHUANIA',
    title: 'Lithuania',
    words: ['vairuotojo pažymėjimas'],
    pattern: /\d{8}/,
    numbers: ['48201937'],
  },
  {
    name: 'LUXEMBOURG',
    title: 'Luxembourg',
    words: ['führerschäin', 'fahrerlaubnis'],
    pattern: /\d{6}/,
    numbers: ['482019'],
  },
  {
    name: 'MALTA',
    title: 'Malta',
    words: ['liċenzja tas-sewqan', 'liċenzja tas sewqan'],
    pattern: /[A-Z0-9]{2} ?\d{3} ?\d{3}/,
    numbers: ['KB 482 019', 'KB482019'],
  },
  {
    name: 'NETHERLANDS',
    title: 'Netherlands',
    words: ['rijbewijs', 'rijbewijsnummer', 'permis de conduire'],
    pattern: /\d{10}/,
    numbers: ['4820193765'],
    overlaps: ['BELGIUM_DRIVERS_LICENSE'],
  },
  {
    name: 'POLAND',
    title: 'Poland',
    words: ['prawo jazdy', 'numer licencyjny', 'zezwolenie na prowadzenie'],
    pattern: /\d{5}\/\d{2}\/\d{4,7}/,
    numbers: ['48201/12/4820193', '48201/12/4820'],
  },
  {
    name: 'PORTUGAL',
    title: 'Portugal',
    words: [
      'carta de condução',
      'carteira de habilitação',
      'carteira de motorist',
      'carteira de motorista',
      'carteira habilitação',
      'carteira motorist',
      'licença condução',
      'licença de condução',
      'número de licença',
      'número licença',
      'permissão condução',
      'permissão de condução',
    ],
    pattern: /[A-Z]{1,2}-\d{6} ?\d/,
    numbers: ['SE-482019 3', 'L-4820193'],
  },
  {
    name: 'ROMANIA',
    title: 'Romania',
    words: ['numărul permisului de conducere', 'permis de conducere'],
    pattern: /[A-Z0-9]\d{8}/i,
    numbers: ['B48201937'],
  },
  {
    name: 'SLOVAKIA',
    title: 'Slovakia',
    words: [
      'vodičský preukaz',
      'číslo licencie',
      'číslo vodičského preukazu',
      'ovládače lic.',
      'povolenia vodičov',
      'povolenie jazdu',
      'povolenie na jazdu',
      'povolenie vodiča',
    ],
    pattern: /[A-Z0-9]\d{7}/i,
    numbers: ['K4820193'],
  },
  {
    name: 'SLOVENIA',
    title: 'Slovenia',
    words: ['vozniško dovoljenje'],
    pattern: /\d{9}/,
    numbers: ['482019376'],
  },
]

function isPersonalCode(code: string): boolean {
  const [day, month, year] = [0, 2, 4].map((at) => Number(code.slice(at, at + 2))) as [number, number, number]
  return isCalendarDate(2000 + year, month, day) && passesHetuCheck(code)
}
