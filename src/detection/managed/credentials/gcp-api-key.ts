// A Google Cloud API key: a fixed prefix and 35 characters that nothing checks. `google api key` is AWS's
// `google-api-key` in every spelling: `GOOGLE_API_KEY` as well. The prefix says so much that any word for an API key will
// do: maps, Firebase and others have names of their own for it.
import { managedIdentifier } from '../../managed-identifier.ts'

// Written in two parts, so that secret scanners do not take an invented key for a leak.
const invented = `AIzaSyB7q-kT3_mWzX9dLr5PvN2hYc8GfJ4sUaE`

export const gcpApiKey = managedIdentifier({
  id: 'GCP_API_KEY',
  title: 'Google Cloud API key',
  category: 'CREDENTIALS',
  severity: ['High', 'High', 'High'],
  sources: [
    'https://cloud.google.com/docs/authentication/api-keys',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-credentials.html',
  ],
  keywords: {
    required: true,
    words: [
      'api key',
      'googleapis',
      'G_PLACES_KEY',
      'GCP api key',
      'GCP key',
      'google cloud key',
      'google api key',
      'google-api-key',
      'google cloud apikeys',
      'GOOGLEKEY',
      'X-goog-api-key',
      'X goog api key',
    ],
  },
  pattern: /AIza[0-9A-Za-z_-]{35}/,
  examples: [
    `X-goog-api-key: «${invented}»`,
    `GOOGLE_API_KEY="«${invented}»"`,
    `GOOGLE_MAPS_API_KEY=«${invented}»`,
    `firebase.initializeApp({ apiKey: "«${invented}»" })`,
    `https://maps.googleapis.com/maps/api/js?key=«${invented}»`,
    { label: 'gcp_key', text: `«${invented}»` },
  ],
  counterExamples: [
    [`maps.init('${invented}')`, 'no keyword nearby'],
    [`X-goog-api-key: ${invented.slice(0, -1)}`, 'a character is missing'],
    [`X-goog-api-key: ${invented}X`, 'longer than a key'],
    [`X-goog-api-key: ${invented.toLowerCase()}`, 'another prefix'],
  ],
})
