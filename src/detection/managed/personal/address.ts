// Postal addresses of Australia, Canada, France, Germany, Italy, Spain, the United Kingdom and the United States. An
// address without its postal code is none: AWS asks for a city and a code.
import { managedIdentifier } from '../../managed-identifier.ts'

export const address = managedIdentifier({
  id: 'ADDRESS',
  title: 'Postal address',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
    'https://www.upu.int/en/postal-solutions/programmes-services/addressing-solutions',
  ],
  finder: 'addresses',
  examples: [
    'Ship to «742 Evergreen Terrace, Springfield, IL 62704» please.',
    'Ship to «1600 N Main St Apt 4B, New Haven, Connecticut 06511-1234».',
    'Sydney office: «48 Pirrama Road, Pyrmont NSW 2009»',
    'to «123 Queen Street West, Toronto, ON M5H 2M9» by post',
    'at «10 Downing Street, London SW1A 2AA» since',
    'domicilié «12 bis rue de la Paix, 75002 Paris», né',
    'wohnhaft «Hauptstraße 5a, 10115 Berlin», geboren',
    'residente in «Via Giuseppe Garibaldi 12, 00184 Roma» dal',
    'vive en «Calle Mayor 5, 3º B, 28013 Madrid» desde',
    '«221B Baker Street\nLondon\nNW1 6XE»',
    { label: 'address', text: '«742 Evergreen Terrace, Springfield, IL 62704»' },
  ],
  counterExamples: [
    ['742 Evergreen Terrace, Springfield', 'no postal code'],
    ['Springfield, IL 62704', 'no street'],
    ['Evergreen Terrace, Springfield, IL 62704', 'no house number'],
    ['742 Evergreen Terrace, Springfield, ZZ 62704', 'there is no such state'],
    ['Calle Mayor 5, 99013 Madrid', 'no Spanish province has that code'],
    ['12 rue de la Paix, 7500 Paris', 'four digits are no French code'],
    ['Hauptstraße 5, 10115 mal', 'no place behind the code'],
    ['10 Downing Street, London SW1A 2CC', 'C is in no British code behind the digit'],
  ],
  knownMisses: ['742 evergreen terrace, springfield, il 62704', 'PO Box 1234, Springfield, IL 62704'],
})
