// Up to where each form was tried in the passage at hand: every place is tried once, whatever keywords are near it.
import { TRIED } from './areas'

// @ts-ignore: decorator
@inline
export function triedUntil(form: u32): u32 {
  return load<u32>(TRIED + <usize>(form << 2))
}

/** The place up to which all forms of a list were tried. */
export function allTriedUntil(forms: usize, count: u32, most: u32): u32 {
  let least = most
  for (let i: u32 = 0; i < count; i++) least = min(least, triedUntil(load<u32>(forms + <usize>(i << 2))))
  return least
}

export function markTried(forms: usize, count: u32, until: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    const form = load<u32>(forms + <usize>(i << 2))
    if (triedUntil(form) < until) store<u32>(TRIED + <usize>(form << 2), until)
  }
}
