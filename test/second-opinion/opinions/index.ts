// Every identifier whose numbers a maintained library validates too.
import type { Question } from '../opinion.ts'
import { accounts } from './accounts.ts'
import { paymentCards } from './cards.ts'
import { documents } from './documents.ts'
import { others } from './others.ts'
import { people } from './people.ts'
import { phones } from './phones.ts'
import { secrets } from './secrets.ts'
import { tax } from './tax.ts'

export const questions: readonly Question[] = [
  ...accounts,
  ...paymentCards,
  ...documents,
  ...others,
  ...people,
  ...phones,
  ...secrets,
  ...tax,
]
