// Ctrl-C, or a polite kill, of a command that has something to say before it ends.

export interface Interrupt {
  /** True once the person pressed Ctrl-C. */
  readonly yet: boolean
  onceItIs(act: () => void): void
  forget(): void
}

/** The first interrupt ends the scan in good order; a second one ends the process, as it does by default. */
export function listenForInterrupt(): Interrupt {
  let yet = false
  const acts: (() => void)[] = []
  const interrupt = (): void => {
    yet = true
    forget()
    for (const act of acts) act()
  }
  const forget = (): void => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, interrupt)
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, interrupt)
  return {
    get yet() {
      return yet
    },
    onceItIs: (act) => void acts.push(act),
    forget,
  }
}
