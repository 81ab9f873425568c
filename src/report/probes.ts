import type { Palette } from '../diagnostics/palette.js'
import { operationProbes, serviceProbes } from '../verify/probes/catalogue.js'
import type { ProbeResult } from '../verify/probes/probe.js'
import { RULES } from '../verify/audit/rules.js'
import { count, oneLine } from './table.js'

/** Kinds of findings that the terminal shows in full. */
const SHOWN = 12

/** What a probe, or a rule of the audit, is called, and what it is about. */
export interface ProbeTitle {
  readonly title: string
  readonly cwe: number | null
  readonly clause: string | null
}

const TITLES: ReadonlyMap<string, ProbeTitle> = new Map(
  [...operationProbes, ...serviceProbes, ...RULES].map((probe) => [probe.id, probe]),
)

/** The title of a probe, or of a rule of the audit. */
export function titleOf(probe: string): ProbeTitle {
  return TITLES.get(probe) ?? { title: probe, cwe: null, clause: null }
}

/** `196 probes fired in 643 attempts: 194 passed, 2 failed, 1 skipped`. */
export function probeSums(results: readonly ProbeResult[]): string {
  const of = (outcome: ProbeResult['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length
  const attempts = results.reduce((sum, result) => sum + result.attempts.length, 0)
  const skipped = of('skipped')
  return [
    `${count(of('passed') + of('failed'), 'probe')} fired in ${count(attempts, 'attempt')}: `,
    `${String(of('passed'))} passed, ${String(of('failed'))} failed`,
    skipped === 0 ? '' : `, ${String(skipped)} skipped`,
  ].join('')
}

/** Why probes were skipped, and how many were for each reason, the most first. */
export function skippedByReason(
  results: readonly ProbeResult[],
): readonly (readonly [reason: string, skipped: readonly ProbeResult[]])[] {
  const reasons = new Map<string, ProbeResult[]>()
  for (const result of results) {
    if (result.outcome !== 'skipped') continue
    const reason = result.reason ?? ''
    const alike = reasons.get(reason)
    if (alike === undefined) reasons.set(reason, [result])
    else alike.push(result)
  }
  return [...reasons].toSorted(([, left], [, right]) => right.length - left.length)
}

/** The same fault of one probe, at all operations that have it. */
function grouped(failed: readonly ProbeResult[]): readonly (readonly [ProbeResult, ...ProbeResult[]])[] {
  const groups = new Map<string, [ProbeResult, ...ProbeResult[]]>()
  for (const result of failed) {
    const fault = result.attempts.find((attempt) => attempt.fault !== null)?.fault ?? ''
    const key = `${result.probe} ${fault.replaceAll(/[\d"'].*$/gs, '')}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [result])
    else group.push(result)
  }
  return [...groups.values()].toSorted(([left], [right]) => weightOf(left) - weightOf(right))
}

/**
 * What is worst comes first: requests that got through where a weakness is looked for, then failures of the server, then other
 * weaknesses, then differences, last what only the served contract says.
 */
function weightOf({ probe, attempts }: ProbeResult): number {
  if (probe.startsWith('contract-')) return 4
  const got = new Set(
    attempts.filter(({ fault }) => fault !== null).map((attempt) => attempt.got.slice(0, 1)),
  )
  const isWeakness = titleOf(probe).cwe !== null
  if (isWeakness && got.has('2')) return 0
  if (got.has('5')) return 1
  return isWeakness ? 2 : 3
}

/** What the probes found, for a terminal: what was sent, what was expected, what came back. */
export function probeLines(results: readonly ProbeResult[], palette: Palette): readonly string[] {
  const groups = grouped(results.filter(({ outcome }) => outcome === 'failed'))
  return [
    `${palette.bold('Probes')}  ${probeSums(results)}`,
    ...groups.slice(0, SHOWN).flatMap(([result, ...alike]) => {
      const { title, cwe } = titleOf(result.probe)
      const faults = result.attempts.filter(({ fault }) => fault !== null)
      const [first] = faults
      const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : ''
      const others = alike.map(({ operation }) => operation ?? 'the service')
      return [
        `  ${palette.red('✗')} ${result.operation ?? 'the service'}: ${title}${cwe === null ? '' : ` [CWE-${cwe}]`}`,
        ...(first === undefined
          ? []
          : [
              `      sent      ${oneLine(first.sent, 160)}${more}`,
              `      expected  ${oneLine(first.expected, 160)}`,
              `      got       ${oneLine(first.got, 160)}`,
              palette.dim(`      ${result.probe}: ${oneLine(first.fault ?? '', 160)}`),
            ]),
        ...(others.length === 0 ? [] : [`      also at   ${oneLine(others.join(', '), 160)}`]),
      ]
    }),
    ...(groups.length > SHOWN
      ? [palette.dim(`  … and ${groups.length - SHOWN} more kinds of findings in the report`)]
      : []),
    ...skippedByReason(results)
      .slice(0, SHOWN)
      .map(([reason, skipped]) =>
        palette.dim(`  – ${String(skipped.length)} skipped: ${oneLine(reason, 160)}`),
      ),
  ]
}
