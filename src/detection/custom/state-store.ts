// The states of an automaton: rows of words, each kept once, numbered in the order they were met.
export interface StateStore {
  /** Row of state n: words [n * stride, (n + 1) * stride). Valid until the next number is given. */
  readonly rows: Uint32Array
  readonly count: number
  /** The number of the state whose row this is. */
  numberOf(row: Uint32Array): number
  clear(): void
}

export function createStateStore(stride: number): StateStore {
  let rows = new Uint32Array(16 * stride)
  /** Numbers plus 1 by the hash of their rows; 0 where there is none. */
  let slots = new Int32Array(32)
  let count = 0

  const slotOf = (row: Uint32Array): number => {
    let slot = hash(row) & (slots.length - 1)
    while (slots[slot] !== 0 && !holds(rows, (slots[slot]! - 1) * stride, row))
      slot = (slot + 1) & (slots.length - 1)
    return slot
  }

  const grow = (): void => {
    const longer = new Uint32Array(rows.length * 2)
    longer.set(rows)
    rows = longer
    slots = new Int32Array(slots.length * 2)
    for (let number = 0; number < count; number++) {
      slots[slotOf(rows.subarray(number * stride, (number + 1) * stride))] = number + 1
    }
  }

  return {
    get rows() {
      return rows
    },
    get count() {
      return count
    },
    numberOf(row) {
      const known = slots[slotOf(row)]!
      if (known !== 0) return known - 1
      if ((count + 1) * stride > rows.length) grow()
      rows.set(row, count * stride)
      slots[slotOf(row)] = ++count
      return count - 1
    },
    clear() {
      slots.fill(0)
      count = 0
    },
  }
}

function hash(row: Uint32Array): number {
  let mixed = 0x811c9dc5
  for (let word = 0; word < row.length; word++) {
    mixed = Math.imul(mixed ^ row[word]!, 0x9e3779b1)
    mixed ^= mixed >>> 15
  }
  return mixed
}

function holds(rows: Uint32Array, at: number, row: Uint32Array): boolean {
  for (let word = 0; word < row.length; word++) if (rows[at + word] !== row[word]) return false
  return true
}
