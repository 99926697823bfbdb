// What work in this process costs, whatever else the machine does meanwhile.

/** Of all threads: the collector's and the compiler's included. */
export async function processorSeconds(work: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}
