/**
 * The milliseconds that the processor works on something, which the load of the machine does not change as it does the time
 * that passes.
 */
export function cpuTime(run: () => void): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
