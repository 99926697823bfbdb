// The check character of health industry bar codes: the values of all characters, the leading `+` included, modulo
// the 43 characters of Code 39.
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%'

/** Whether the last character is the check character of those before it, all of Code 39's alphabet. */
export function passesHibcCheck(text: string): boolean {
  let sum = 0
  for (let i = 0; i < text.length - 1; i++) sum += alphabet.indexOf(text[i]!)
  return sum % 43 === alphabet.indexOf(text[text.length - 1]!)
}
