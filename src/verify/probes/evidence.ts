import type { Evidence } from '../evidence.js'
import type { ProbeResult } from './probe.js'

/** Attempts that a message shows. */
const SHOWN = 3

/** What a probe is evidence of, as one line in the list of all checks. */
export function probeEvidence(result: ProbeResult): Evidence {
  return {
    check: 'probes',
    subject: `${result.operation ?? 'service'} ${result.probe}`,
    outcome: result.outcome,
    message: messageOf(result),
    seconds: null,
  }
}

function messageOf({ outcome, reason, attempts }: ProbeResult): string {
  if (outcome === 'skipped') return reason ?? ''
  const faults = attempts.filter(({ fault }) => fault !== null)
  return [
    ...faults
      .slice(0, SHOWN)
      .map(
        ({ sent, expected, got, fault }) => `${fault ?? ''}: expected ${expected}; sent ${sent}; got ${got}`,
      ),
    ...(faults.length > SHOWN ? [`and ${String(faults.length - SHOWN)} more`] : []),
  ].join('\n')
}
