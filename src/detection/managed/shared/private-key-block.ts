// The armour around private keys: BEGIN line, optional headers, lines of base64, END line. A block is one match from
// BEGIN to END. One whose END is missing counts as well if a line of base64 follows: a truncated key is a leak too. For
// the same reason only the beginning of what the base64 holds is looked at, which tells keys from what stands for them.

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

/** The first bytes of a block, up to a line of them; none where its base64 is encrypted, as headers say. */
export function firstKeyBytes(block: string): Buffer | undefined {
  const gap = /(?:[ \t\r\n]|\\[rn])*/y
  const header = /[A-Za-z-]+: [^\r\n\\]*/y
  gap.lastIndex = block.indexOf('-----', 5) + 5
  for (;;) {
    gap.exec(block)
    header.lastIndex = gap.lastIndex
    const found = header.exec(block)
    if (found === null) break
    if (found[0].startsWith('DEK-Info:')) return undefined
    gap.lastIndex = header.lastIndex
  }
  return Buffer.from(block.slice(gap.lastIndex, gap.lastIndex + 64), 'base64')
}
