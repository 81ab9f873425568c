/** Compares paths with numbers by value: `phase-2` before `phase-10`; independent of the machine's language. */
export function byNaturalOrder(a: string, b: string): number {
  const left = a.split(/(\d+)/)
  const right = b.split(/(\d+)/)
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const one = left[index] ?? ''
    const other = right[index] ?? ''
    if (one === other) continue
    const difference = index % 2 === 1 ? Number(one) - Number(other) : 0
    if (difference !== 0) return difference
    return one < other ? -1 : 1
  }
  return left.length - right.length
}
