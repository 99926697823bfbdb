// Every identifier that is measured. An identifier may have several subjects: an IBAN is one, the domestic number another.
import { documentedKeywords } from '../documented-keywords.ts'
import type { Subject } from '../subject.ts'
import { beyondMacie } from './beyond-macie.ts'
import { credentials } from './credentials.ts'
import { financial } from './financial.ts'
import { general } from './general.ts'
import { health } from './health.ts'
import { licences } from './licences.ts'
import { national } from './national.ts'
import { peopleSubjects } from './people.ts'
import { tax } from './tax.ts'

const all: readonly Subject[] = [
  ...credentials.map(sensitive),
  ...financial,
  ...general,
  ...national,
  ...tax,
  ...health,
  ...licences,
  ...peopleSubjects,
  ...beyondMacie,
]

function sensitive(subject: Subject): Subject {
  return { ...subject, sensitive: true }
}

/** Of identifiers that exist, each with all keywords that are documented for it. */
export function subjectsOf(ids: readonly string[]): readonly Subject[] {
  return all.filter(({ id }) => ids.includes(id)).map(withDocumented)
}

/** One without keywords, such as an IBAN, stays so. */
function withDocumented(subject: Subject): Subject {
  const documented = documentedKeywords.get(subject.id)
  if (documented === undefined || subject.keywords.length === 0) return subject
  return { ...subject, keywords: [...new Set([...documented, ...subject.keywords])] }
}
