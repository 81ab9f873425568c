/**
 * Runs tasks, at most so many at once.
 * @returns their results in the order of the tasks
 */
export async function pooled<T>(tasks: readonly (() => Promise<T>)[], atOnce: number): Promise<readonly T[]> {
  const results: T[] = []
  let next = 0
  const work = async (): Promise<void> => {
    for (let at = next++; at < tasks.length; at = next++) {
      const task = tasks[at]
      if (task !== undefined) results[at] = await task()
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(atOnce, tasks.length)) }, work))
  return results
}
