import type { ProbeResult } from '../verify/probes/probe.js'
import { probeSums, skippedByReason, titleOf } from './probes.js'

/**
 * The probes of a run as Markdown: each with the operations that passed, and every fault in full.
 * @param escape shows text of a specification or of a service as text
 */
export function probesMarkdown(
  results: readonly ProbeResult[],
  escape: (text: string) => string,
): readonly string[] {
  const ids = [...new Set(results.map(({ probe }) => probe))]
  const skipped = skippedByReason(results)
  return [
    `${probeSums(results)}.`,
    '',
    ...results.filter(({ outcome }) => outcome === 'failed').flatMap((result) => finding(result, escape)),
    '| probe | CWE | passed | failed | what it shows |',
    '|---|---|---|---|---|',
    ...ids.map((id) => {
      const { title, cwe } = titleOf(id)
      const of = (outcome: ProbeResult['outcome']): number =>
        results.filter((result) => result.probe === id && result.outcome === outcome).length
      return `| \`${id}\` | ${cwe ?? ''} | ${of('passed')} | ${of('failed')} | ${escape(title)} |`
    }),
    ...(skipped.length === 0 ? [] : ['', 'Skipped:', '']),
    ...skipped.flatMap(([reason, alike]) => [
      `- ${String(alike.length)}: ${escape(reason)}`,
      ...alike.map(({ probe, operation }) => `  - \`${probe}\` on ${escape(operation ?? 'the service')}`),
    ]),
  ]
}

function finding(
  { probe, operation, attempts }: ProbeResult,
  escape: (text: string) => string,
): readonly string[] {
  const { title, cwe, clause } = titleOf(probe)
  const about = [cwe === null ? '' : `CWE-${cwe}`, clause ?? ''].filter((part) => part !== '').join(', ')
  return [
    `- **${escape(operation ?? 'the service')}: ${escape(title)}** (\`${probe}\`${about === '' ? '' : `, ${about}`})`,
    ...attempts
      .filter(({ fault }) => fault !== null)
      .slice(0, 20)
      .map(
        ({ sent, expected, got, fault }) =>
          `  - sent ${escape(sent)}; expected ${escape(expected)}; got ${escape(got)}: ${escape(fault ?? '')}`,
      ),
    '',
  ]
}
