// Every identifier that is measured. An identifier may have several subjects: an IBAN is one, the domestic number another.
import type { Subject } from '../subject.ts'
import { credentials } from './credentials.ts'
import { financial } from './financial.ts'
import { general } from './general.ts'
import { health } from './health.ts'
import { licences } from './licences.ts'
import { national } from './national.ts'
import { tax } from './tax.ts'

export const subjects: readonly Subject[] = [
  ...credentials,
  ...financial,
  ...general,
  ...national,
  ...tax,
  ...health,
  ...licences,
]
