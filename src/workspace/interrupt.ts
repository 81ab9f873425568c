/** Signals by which a person or a supervisor ends the tool. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const cleanups = new Set<() => void>()

/**
 * Registers what must be undone when the process ends early: children to end, folders to remove.
 * The process then still dies by the signal, so that its caller can tell.
 *
 * @param cleanup synchronous, and called at most once
 * @returns ends the registration; the work was finished or undone in the ordinary way
 */
export function onInterrupt(cleanup: () => void): () => void {
  if (cleanups.size === 0) {
    for (const signal of SIGNALS) process.on(signal, die)
    process.on('exit', cleanUp)
  }
  cleanups.add(cleanup)
  return () => {
    if (!cleanups.delete(cleanup) || cleanups.size > 0) return
    detach()
  }
}

function detach(): void {
  for (const signal of SIGNALS) process.off(signal, die)
  process.off('exit', cleanUp)
}

function cleanUp(): void {
  // Last in, first out: a child dies before its folder goes.
  for (const cleanup of [...cleanups].reverse()) {
    cleanups.delete(cleanup)
    try {
      cleanup()
    } catch {
      // The others still have to run, and there is nobody left to tell.
    }
  }
}

function die(signal: NodeJS.Signals): void {
  cleanUp()
  detach()
  process.kill(process.pid, signal)
}
