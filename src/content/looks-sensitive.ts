/**
 * Would this text, as a cell or value under these names, be found? A name that would is never told in a location, as
 * it would give the data away. The list of names is taken never to change.
 */
export type LooksSensitive = (text: Uint8Array, names: readonly string[]) => boolean

export const noNames: readonly string[] = []
