import type { OperationFacts } from '../claims/claim.js'
import type { Shape } from '../claims/shape.js'
import { decideAccess } from './access.js'
import type { Assembly } from './assembly.js'
import { buildBody, showsListBody } from './body.js'
import { entityKey, slug } from './canonical-name.js'
import { candidatesOf } from './claim-index.js'
import type { Decision } from './decide.js'
import { decide } from './decide.js'
import type { DraftOperation, KeptGuard } from './draft.js'
import type { Entity } from './entity.js'
import type { EntityGroup } from './entity-groups.js'
import { settleErrors } from './errors.js'
import { pathParameters, queryParameters } from './parameters.js'
import { userParameterOf } from './path-user.js'
import { freeRules } from './value-rules.js'
import { typedByColumn } from './parameter-type.js'
import type { Example } from './operation.js'
import type { OperationGroup } from './operation-groups.js'
import { claimsOf, operationId } from './operation-groups.js'
import type { Origin } from './origin.js'
import { withNamedRows } from './named-rows.js'
import type { AskedFact } from './operation-consequences.js'
import { ASKED_FACTS } from './operation-consequences.js'
import { entityOfPath, resourceOf } from './resource.js'
import { responseShape } from './response-shape.js'
import type { SchemaIndex } from './schemas.js'
import type { Auth } from './service.js'
import { settle } from './settle.js'
import { successOf } from './success.js'

/** What operations are built from, beside their own claims. */
export interface OperationContext {
  readonly entities: readonly Entity[]
  readonly entityGroups: readonly EntityGroup[]
  readonly schemas: SchemaIndex
  readonly auth: Auth
  /** All operations of the service. */
  readonly groups: readonly OperationGroup[]
}

/** Facts of an operation that are one word each. */
type Fact = keyof DraftOperation['facts']

const FACTS = [
  'summary',
  'description',
  'operationId',
  'bodySchema',
  'bodyMedia',
  'sort',
  'most',
  'searches',
  'unchanged',
  'atLeastOne',
  'update',
  'flag',
  'deletion',
  'reach',
  'actor',
  'fileColumns',
] as const satisfies readonly Fact[]

function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.values(value).map(describe).join(' ')
}

function settleFact<P extends Fact>(
  assembly: Assembly,
  group: OperationGroup,
  property: P,
): Decision<OperationFacts[P]> | null {
  const alternatives = settle(assembly.sources, 'wire', candidatesOf(group.claims, property))
  if (alternatives === null) return null
  const asked: AskedFact<OperationFacts[P]> | undefined = ASKED_FACTS[property]
  return decide(assembly, alternatives, {
    id: `${slug(operationId(group))}-${property}`,
    concern: property === 'deletion' ? 'data-loss' : 'client-visible',
    subjects: [operationId(group)],
    what: `${asked?.what ?? property} ${operationId(group)}`,
    consequence: asked?.tell ?? describe,
    option: (value) => slug(describe(value)),
    differs: () => asked !== undefined,
  })
}

function examplesOf(group: OperationGroup): readonly Example[] {
  return candidatesOf(group.claims, 'example').map(({ value, span, reader }) => ({
    ...value,
    origins: { exists: [{ kind: 'claim', span, reader }] },
  }))
}

/** What documents say of the rows that it refuses, each once. */
function guardsOf(group: OperationGroup): readonly KeptGuard[] {
  const kept = new Map<string, KeptGuard>()
  for (const { value, span, reader } of candidatesOf(group.claims, 'guard')) {
    const key = JSON.stringify([value.refused, value.tests, value.parent ?? null])
    const before = kept.get(key)
    const origins: readonly Origin[] = [...(before?.origins ?? []), { kind: 'claim', span, reader }]
    kept.set(key, {
      guard: (before?.guard.answer ?? null) === null ? value : (before?.guard ?? value),
      origins,
    })
  }
  return [...kept.values()]
}

/** The statuses of an operation with those that it answers to rows which it refuses. */
function withAnswers(statuses: readonly number[], guards: readonly KeptGuard[]): readonly number[] {
  const told = guards.flatMap(({ guard }) => (guard.answer === null ? [] : [guard.answer.status]))
  return [...new Set([...statuses, ...told])].toSorted((left, right) => left - right)
}

/** Builds one operation from its claims. */
export function buildOperation(
  assembly: Assembly,
  group: OperationGroup,
  context: OperationContext,
): DraftOperation {
  const entity = entityOfPath(group.path, context.entities)
  const entityGroup =
    entity === null ? null : (context.entityGroups.find(({ key }) => key === entityKey(entity.name)) ?? null)
  const settled = FACTS.flatMap((property) => {
    const decision = settleFact(assembly, group, property)
    return decision === null ? [] : [[property, decision] as const]
  })
  const update = settled.find(([property]) => property === 'update')?.[1].value
  const access = decideAccess(assembly, group, context.auth, (entity?.owner ?? null) !== null)
  const success = successOf(assembly, group, entity)
  const body = buildBody(assembly, {
    group,
    entity,
    entityGroup,
    partial: update === 'partial',
    schemas: context.schemas,
    groups: context.groups,
  })
  const query = queryParameters(assembly, group).map((parameter) => typedByColumn(parameter, entity))
  const guards = guardsOf(group)
  const user = access.value === 'authenticated' ? userParameterOf(group.path) : null
  const recomputed = candidatesOf(group.claims, 'recomputed')
  const errors = settleErrors(assembly, group, {
    access: access.value,
    hasBody: body.length > 0,
    hasQuery: query.length > 0,
  })
  const unknown = candidatesOf(group.claims, 'bodySchema')
    .flatMap(({ value }) => context.schemas.named(value).slice(0, 1))
    .flatMap(({ claims }) => claims)
    .find(({ property }) => property === 'unknownFields')
  const bodyKey = settle(assembly.sources, 'wire', candidatesOf(group.claims, 'bodyKey'))
  const bodyIsArray = candidatesOf(group.claims, 'bodyIsArray').length > 0 || showsListBody(group, body)
  const shape: Shape | null = withNamedRows(
    responseShape(assembly, group, context.schemas, success.value, entity),
    entity,
    context.entities,
    group.method === 'GET' && !group.path.endsWith('}'),
  )
  const origins: readonly (readonly [string, readonly Origin[]])[] = [
    [
      'exists',
      claimsOf(group)
        .filter(({ property }) => property === 'exists')
        .slice(0, 12)
        .map(({ span, reader }) => ({ kind: 'claim', span, reader })),
    ],
    ['access', access.origins],
    ['success', success.origins],
    ...Object.entries(errors.origins),
    ...(recomputed.length === 0
      ? []
      : [
          [
            'recomputed',
            recomputed.map(({ span, reader }): Origin => ({ kind: 'claim', span, reader })),
          ] as const,
        ]),
    ...settled.map(([property, decision]) => [property, decision.origins] as const),
  ]
  return {
    id: operationId(group),
    method: group.method,
    path: group.path,
    resource: resourceOf(group.path, context.entities),
    summary: settle(assembly.sources, 'wire', candidatesOf(group.claims, 'summary'))?.[0].value ?? null,
    description:
      settle(assembly.sources, 'wire', candidatesOf(group.claims, 'description'))?.[0].value ?? null,
    access: access.value,
    ...(context.auth.pathUser === 'ignored' && user !== null ? { ignoredUser: user } : {}),
    parameters: pathParameters(assembly, group).map((parameter) =>
      context.auth.pathUser === 'ignored' && parameter.name === user
        ? { ...parameter, ...freeRules('string') }
        : parameter,
    ),
    query,
    body,
    bodyKey: bodyKey?.[0].value ?? null,
    ...(bodyIsArray ? { bodyIsArray } : {}),
    unknownFields: unknown?.property === 'unknownFields' && unknown.value === 'refuse' ? 'refuse' : 'ignore',
    success: success.value,
    errors: withAnswers(errors.statuses, guards),
    errorFacts: errors.facts,
    guards,
    ...(recomputed.length === 0 ? {} : { recomputed: recomputed.map(({ value }) => value) }),
    examples: examplesOf(group),
    facts: Object.fromEntries(settled.map(([property, decision]) => [property, decision.value])),
    responseShape: shape,
    origins: Object.fromEntries(origins),
  }
}
