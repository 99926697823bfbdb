// The keywords of phone numbers in every country. Accents do not count: `telephone` is also `téléphone`.
import type { NonEmpty } from '../../../model/managed-identifier.ts'

export const phoneWords: NonEmpty<string> = [
  'phone',
  'phone number',
  'cell',
  'contact',
  'fax',
  'fax number',
  'mobile',
  'tel',
  'telephone',
  'telephone number',
]
