// A pair of decimal degrees. Three decimals, which is a hundred metres, keep apart what only looks like a place.
// Degrees with minutes, and single values, are not looked for.
import { managedIdentifier } from '../../managed-identifier.ts'

export const latitudeLongitude = managedIdentifier({
  id: 'LATITUDE_LONGITUDE',
  title: 'Latitude and longitude',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Medium', 'Medium'],
  sources: [
    'https://www.iso.org/standard/75147.html',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: ['coordinates', 'coordinate', 'lat long', 'latitude longitude', 'position'],
  },
  pattern: /[+-]?\d{1,2}\.\d{3,15}(?: ?[NS])? ?, {0,2}[+-]?\d{1,3}\.\d{3,15}(?: ?[EW])?/,
  validate: isPlace,
  examples: [
    'coordinates: «41.948614,-87.655311»',
    'position («-33.856784, 151.215297»)',
    'lat/long... lat-long «+48.8584, +2.2945»',
    'coordinates «41.948614 N, 87.655311 W»',
    { label: 'lat_long', text: '«41.948614, -87.655311»' },
  ],
  counterExamples: [
    ['ratio 41.948614,-87.655311', 'no keyword nearby'],
    ['coordinates 91.948614,-87.655311', 'no latitude is beyond 90'],
    ['coordinates 41.948614,-187.655311', 'no longitude is beyond 180'],
    ['coordinates 41.94,-87.65', 'too few decimals'],
    ['coordinates 0.000000,0.000000', 'zeros'],
    ['position 41.948614', 'one value'],
    ['position 412.948614,87.655311', 'no latitude has three digits'],
    ['coordinates 41°56\'55.0"N, 87°39\'19.1"W', 'degrees with minutes'],
    ['position 1.100,2.200.300', 'a version'],
  ],
  // Longitude first, as in GeoJSON and KML.
  knownMisses: ['coordinates: -122.084075, 37.422006', 'coordinates 41.948614 -87.655311'],
})

function isPlace(text: string): boolean {
  const comma = text.indexOf(',')
  const latitude = Math.abs(Number.parseFloat(text))
  const longitude = Math.abs(Number.parseFloat(text.slice(comma + 1)))
  return latitude <= 90 && longitude <= 180 && (latitude !== 0 || longitude !== 0)
}
