// The armour around private keys: BEGIN line, optional headers, lines of base64, END line. A block is one match from
// BEGIN to END. One whose END is missing counts as well if a line of base64 follows: a truncated key is a leak too.

/** The shape of a block with this label, a pattern such as `OPENSSH PRIVATE KEY`. */
export function privateKeyBlock(label: string): RegExp {
  // Line ends, or `\n` written out as environment files and string literals do.
  const gap = String.raw`([ \t\r\n]|\\[rn])+`
  const headers = String.raw`(${gap}[A-Za-z-]+: [ -~]*)*`
  const line = String.raw`${gap}[A-Za-z0-9+/=]{16,}`
  const lastLine = String.raw`${gap}[A-Za-z0-9+/=]+`
  return new RegExp(
    `-----BEGIN ${label}-----${headers}(${line})+((${lastLine})?${gap}-----END ${label}-----)?`,
  )
}
