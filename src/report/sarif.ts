import type { Design } from '../design/design.js'
import type { Emission } from '../fastapi/emission.js'
import type { Finding } from '../verify/compare.js'
import type { Evidence, Verification } from '../verify/evidence.js'
import type { ProbeResult } from '../verify/probes/probe.js'
import { titleOf } from './probes.js'
import type { Locator } from './locator.js'

/** What a SARIF log is made from. */
export interface SarifInput {
  readonly design: Design
  /** Null when the backend is not the one of the project, and its lines are not known. */
  readonly emission: Emission | null
  /** The backend folder, relative to the project. */
  readonly backend: string
  readonly verification: Verification
  /** Where files differ from what the specifications give. */
  readonly findings: readonly Finding[]
  readonly locate: Locator
  readonly version: string
}

interface SarifLocation {
  readonly path: string
  readonly line: number
}

interface SarifResult {
  readonly rule: string
  readonly text: string
  readonly location: SarifLocation | null
}

/**
 * The findings of a verification as a SARIF 2.1.0 log (OASIS), which code hosts show beside the lines
 * in question: a finding at an operation stands at its route, or at the line that specifies it.
 */
export function sarifLog(input: SarifInput): object {
  const results = [
    ...(input.verification.probes ?? []).flatMap((result) => probeResult(result, input)),
    ...input.verification.evidence.flatMap((evidence) => checkResult(evidence, input)),
    ...(input.verification.audit ?? []).map(
      ({ rule, path, line, operation, message, cure }): SarifResult => ({
        rule,
        text: `${operation === null ? '' : `${operation}: `}${message} ${cure}`,
        location: { path: input.backend === '.' ? path : `${input.backend}/${path}`, line },
      }),
    ),
    ...input.findings.map(({ kind, path, line, message }): SarifResult => ({
      rule: `file-${kind}`,
      text: message,
      location: { path, line: line ?? 1 },
    })),
  ]
  const rules = [...new Set(results.map(({ rule }) => rule))]
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'Specwright', semanticVersion: input.version, rules: rules.map(ruleOf) },
        },
        columnKind: 'utf16CodeUnits',
        results: results.map(({ rule, text, location }) => ({
          ruleId: rule,
          ruleIndex: rules.indexOf(rule),
          level: 'error',
          message: { text },
          ...(location === null
            ? {}
            : {
                locations: [
                  {
                    physicalLocation: {
                      artifactLocation: { uri: encodeURI(location.path) },
                      region: { startLine: location.line },
                    },
                  },
                ],
              }),
        })),
      },
    ],
  }
}

function ruleOf(id: string): object {
  const { title, cwe, clause } = titleOf(id)
  return {
    id,
    shortDescription: { text: title },
    properties: {
      tags: [
        ...(cwe === null ? [] : ['security', `external/cwe/cwe-${String(cwe).padStart(3, '0')}`]),
        ...(clause === null ? [] : [clause]),
      ],
    },
  }
}

/** Faults that one result shows. */
const SHOWN = 5

function probeResult(result: ProbeResult, input: SarifInput): readonly SarifResult[] {
  if (result.outcome !== 'failed') return []
  const faults = result.attempts.filter(({ fault }) => fault !== null)
  const lines = faults
    .slice(0, SHOWN)
    .map(({ sent, expected, got, fault }) => `${fault ?? ''}: sent ${sent}; expected ${expected}; got ${got}`)
  return [
    {
      rule: result.probe,
      text: [`${result.operation ?? 'The service'}: ${titleOf(result.probe).title}`, ...lines].join('\n'),
      location: placeOf(result.operation, input),
    },
  ]
}

/** The route of an operation, else the line that specifies it; the application for the service as a whole. */
function placeOf(
  operation: string | null,
  { design, emission, backend, locate }: SarifInput,
): SarifLocation | null {
  const inBackend = (path: string): string => (backend === '.' ? path : `${backend}/${path}`)
  for (const file of operation === null ? [] : (emission?.files ?? [])) {
    const lines = file.lines.find(({ about }) => about === operation)
    if (lines !== undefined) return { path: inBackend(file.path), line: lines.from }
  }
  const specified = design.operations.find(({ id }) => id === operation)?.origins['exists'] ?? []
  for (const origin of specified) {
    const place = origin.kind === 'claim' ? locate(origin.span) : null
    if (place !== null) return { path: place.path, line: place.line }
  }
  return emission === null ? null : { path: inBackend(design.service.layout.main), line: 1 }
}

function checkResult(
  { check, subject, outcome, message }: Evidence,
  { backend }: SarifInput,
): readonly SarifResult[] {
  if (outcome !== 'failed' || check === 'probes' || check === 'audit') return []
  const [, path, line] = /^([^:]+)(?:::.*)?(?::(\d{1,9}))?$/u.exec(subject) ?? []
  const isFile = path?.endsWith('.py') === true
  return [
    {
      rule: check,
      text: message === '' ? subject : `${subject}: ${message}`,
      location: isFile
        ? { path: backend === '.' ? path : `${backend}/${path}`, line: Number(line ?? 1) }
        : null,
    },
  ]
}
