import type { ClaimOf } from '../claims/claim.js'
import { illustrates } from '../claims/illustrations.js'
import type { Assembly } from './assembly.js'
import { fold, slug } from './canonical-name.js'
import { parameterName, segmentsOf } from './canonical-path.js'
import { groupBy } from './claim-index.js'
import type { Parameter } from './operation.js'
import type { OperationGroup } from './operation-groups.js'
import { claimsOf, operationId } from './operation-groups.js'
import { compareAuthority } from './precedence.js'
import { freeRules, settleValue } from './value-rules.js'

function buildParameter(
  assembly: Assembly,
  group: OperationGroup,
  name: string,
  claims: readonly ClaimOf<'parameter'>[],
  inPath: boolean,
): Parameter {
  const id = operationId(group)
  const place = inPath ? pathTo(group.path, name) : null
  const settled = settleValue(assembly, claims, {
    aspect: 'wire',
    topic: slug(place ?? `${id}-${name}`),
    subject: place === null ? `${id} ?${name}` : `{${name}} in ${place}`,
    also: [id],
  })
  return {
    ...settled.rules,
    nullable: false,
    name,
    required: inPath || settled.required === true,
    default: settled.default,
    generated: settled.generated,
    description: settled.description,
    origins: settled.origins,
  }
}

/** The path up to a parameter, which all operations below it share: `/loans/{id}` of `/loans/{id}/return`. */
function pathTo(path: string, name: string): string {
  const segments = segmentsOf(path)
  const index = segments.findIndex((segment) => parameterName(segment) === name)
  return `/${segments.slice(0, index + 1).join('/')}`
}

/** Path parameters in the order of the path; one that no document describes is a string. */
export function pathParameters(assembly: Assembly, group: OperationGroup): readonly Parameter[] {
  const names = segmentsOf(group.path)
    .map(parameterName)
    .filter((name): name is string => name !== null)
  const claims = group.parameters.filter(({ subject }) => subject.in === 'path')
  return names.map((name, index) => {
    const own = claims.filter(({ subject }) => fold(subject.name) === fold(name))
    const renamed = claims.filter(
      ({ subject }) =>
        segmentsOf(subject.path)
          .map(parameterName)
          .filter((one) => one !== null)
          .indexOf(subject.name) === index,
    )
    const used = own.length > 0 ? own : renamed
    if (used.length > 0) return buildParameter(assembly, group, name, used, true)
    return {
      ...freeRules('string'),
      name,
      required: true,
      default: null,
      generated: null,
      description: null,
      origins: {},
    }
  })
}

/** What is said of query parameters; a sample of code adds none to an operation that a document describes. */
function queryClaims(group: OperationGroup): readonly ClaimOf<'parameter'>[] {
  const claims = group.parameters.filter(({ subject }) => subject.in === 'query')
  const said = new Set(claims.filter((claim) => !illustrates(claim)).map(({ subject }) => fold(subject.name)))
  return claimsOf(group).every(illustrates)
    ? claims
    : claims.filter((claim) => said.has(fold(claim.subject.name)))
}

/**
 * Query parameters: those of the strongest document that lists any. Documents
 * that are weaker add facts to them; parameters that only they name are asked.
 */
export function queryParameters(assembly: Assembly, group: OperationGroup): readonly Parameter[] {
  const claims = queryClaims(group)
  const order = compareAuthority(assembly.sources, 'wire')
  const [strongest] = claims.toSorted(
    (left, right) => Number(illustrates(left)) - Number(illustrates(right)) || order(left.span, right.span),
  )
  if (strongest === undefined) return []
  const byName = groupBy(claims, ({ subject }) => fold(subject.name))
  const parameters: Parameter[] = []
  const only: ClaimOf<'parameter'>[] = []
  for (const own of byName.values()) {
    const [first] = own.toSorted((left, right) => order(left.span, right.span))
    if (first === undefined) continue
    if (own.some(({ span }) => span.source === strongest.span.source)) {
      parameters.push(buildParameter(assembly, group, first.subject.name, own, false))
    } else only.push(first)
  }
  const id = operationId(group)
  const asked = `${slug(id)}-more-query-parameters`
  const answer = assembly.answers.get(asked) ?? null
  if (only.length > 0) {
    const spans = [...only.slice(0, 4).map(({ span }) => span), strongest.span]
    const names = only.map(({ subject }) => subject.name).join(', ')
    assembly.questions.add({
      id: asked,
      kind: 'conflict',
      concern: 'client-visible',
      blocking: false,
      subjects: [id],
      about: `${id} takes ${names} in one document, but the document that describes it in full does not list ${only.length === 1 ? 'it' : 'them'}.`,
      sources: [...new Set(spans.map(assembly.sources.line))],
      spans,
      options: [
        { id: 'leave-out', label: `${names} in a query has no effect` },
        { id: 'add', label: `clients can use ${names} too` },
      ],
      recommended: 'leave-out',
      answer,
    })
  }
  if (answer !== 'add') return parameters
  return [
    ...parameters,
    ...only.map(({ subject }) =>
      buildParameter(assembly, group, subject.name, byName.get(fold(subject.name)) ?? [], false),
    ),
  ]
}
