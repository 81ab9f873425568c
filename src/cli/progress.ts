import type { VerificationEvent, VerificationListener } from '../verify/event.js'
import type { Terminal } from './terminal.js'

/** Shows what verification is doing, one line at a time. */
export function progressOf(terminal: Terminal): VerificationListener {
  return (event) => {
    const text = progressText(event)
    if (text !== null) terminal.progress(text)
  }
}

/** The progress line of an event; null when it shows nothing. */
export function progressText(event: VerificationEvent): string | null {
  switch (event.kind) {
    case 'environment-found':
    case 'check-finished':
      return null
    case 'environment-creating':
      return `creating an environment with ${event.python} and ${event.installer} (once; later runs reuse it) …`
    case 'installing':
      return `installing ${event.package} …`
    case 'environment-created':
      return `environment ready after ${Math.round(event.seconds)} s`
    case 'check-started':
      return `running ${event.check} …`
    case 'probe-finished':
      return `probes ${event.done}/${event.total} …`
    case 'test-finished':
      return `tests ${event.done}/${event.total} …`
  }
}
