// One passage, or a part of it: words, keywords, then prose or segments; candidates are left for `choose`.
import { TRIED } from './areas'
import { candidatesOverflowed, clearCandidates } from './candidates'
import { hitCount, readEvents } from './keywords'
import { base, end, isProse, keywordsFrom, keywordsTo, start, takePassage, trails } from './passage'
import { FORM_COUNT } from './program'
import { searchProse } from './prose'
import { searchSegments } from './segments'
import { forgetTrails } from './shapes'
import { words } from './words'

/** Bytes before where instances begin in which a keyword can begin that matters: 30 characters and the keyword itself. */
const lookBack: u32 = 512
/** Bytes after that in which one can: the longest instance near keywords, and as many. */
const lookAhead: u32 = 2_048 + 512

/** Searches the passage that the host described; false where a list had no room. */
export function search(): bool {
  takePassage()
  clearCandidates()
  memory.fill(TRIED, 0, FORM_COUNT << 2)
  forgetTrails(trails)
  const readFrom = keywordsFrom > start + lookBack ? keywordsFrom - lookBack : start
  const events = words(base, start, readFrom, min(end, keywordsTo + lookAhead), end)
  if (events < 0 || !readEvents(base, events, end, false)) return false
  if (isProse) searchProse()
  else searchSegments()
  return !candidatesOverflowed()
}

/** Finds the keywords in a text of its own, such as a name; gives their number, 0 where there was no room. */
export function readKeywords(text: usize, length: u32): u32 {
  const events = words(text, 0, 0, length, length)
  return events >= 0 && readEvents(text, events, length, true) ? hitCount() : 0
}
