/**
 * `*` is any run of characters, `?` any one. Only the last star is ever gone back to: the cost is at most the product
 * of the two lengths, and callers bound both.
 */
export function matches(pattern: string, text: string): boolean {
  let [at, in_, star, resume] = [0, 0, -1, 0]
  while (in_ < text.length) {
    if (pattern[at] === '*') {
      star = at++
      resume = in_
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[in_])) {
      at++
      in_++
    } else if (star >= 0) {
      at = star + 1
      in_ = ++resume
    } else return false
  }
  while (pattern[at] === '*') at++
  return at === pattern.length
}
