// Every identifier that is measured. An identifier may have several subjects: an IBAN is one, the domestic number another.
import type { Subject } from '../subject.ts'
import { beyondMacie } from './beyond-macie.ts'
import { credentials } from './credentials.ts'
import { financial } from './financial.ts'
import { general } from './general.ts'
import { health } from './health.ts'
import { licences } from './licences.ts'
import { national } from './national.ts'
import { people } from './people.ts'
import { tax } from './tax.ts'

const all: readonly Subject[] = [
  ...credentials,
  ...financial,
  ...general,
  ...national,
  ...tax,
  ...health,
  ...licences,
  ...people,
  ...beyondMacie,
]

/** Of identifiers that exist. */
export function subjectsOf(ids: readonly string[]): readonly Subject[] {
  return all.filter(({ id }) => ids.includes(id))
}
