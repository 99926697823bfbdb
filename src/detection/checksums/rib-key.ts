// The key of a French account number (RIB): bank 5, branch 5, account 11, key 2. Letters of the account stand for
// digits by their place in three rows: A-I, J-R, and S-Z, which starts at 2.
import { mod97 } from './mod97.ts'

/** Whether the last two of 23 characters are the key of those before them. */
export function hasRibKey(rib: string): boolean {
  const digits = rib
    .toUpperCase()
    .replaceAll(/[A-Z]/g, (letter) => '12345678912345678923456789'[letter.charCodeAt(0) - 65]!)
  const bank = Number(digits.slice(0, 5))
  const branch = Number(digits.slice(5, 10))
  const account = mod97(digits.slice(10, 21))
  return 97 - ((89 * bank + 15 * branch + 3 * account) % 97) === Number(digits.slice(21))
}
