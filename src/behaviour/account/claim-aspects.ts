import { showsToSeveral } from '../../design/ownership-ways.js'
import { widenedFor } from '../../design/widened-step.js'
import type { Claim, ExampleFact } from '../../claims/claim.js'
import {
  apartOf,
  columnOf,
  computedOf,
  defaultOf,
  errorOf,
  guardOf,
  defaultSortOf,
  mostOf,
  exampleOf,
  indexOf,
  isolationOf,
  partiesOf,
  pathUserOf,
  wideReachOf,
  partialOf,
  readOnlyOf,
  searchOf,
  serviceCors,
  serviceErrorBody,
  serviceRoutes,
  serviceSchema,
  serviceSecret,
  serviceTokens,
  storedOf,
  successOf,
  touchedOf,
  recomputedOf,
  rowRuleOf,
  unchangedOf,
  uniqueIgnoringCaseOf,
  uniqueOf,
} from '../../design/aspect.js'
import type { Design } from '../../design/design.js'
import type { Entity, Field } from '../../design/entity.js'
import type { Operation } from '../../design/operation.js'
import { knowsCallers } from '../../design/known-callers.js'
import { schemaRole } from '../../design/schema-role.js'
import type { Aspect } from '../../design/trace.js'
import type { Span } from '../../source/span.js'
import { columnNamed } from '../column.js'
import { effectAspects } from './effect-aspects.js'
import { isSaidAt } from './said-at.js'
import { entityNamed } from '../entity-of.js'
import { keyOf } from '../naming.js'
import { edgeAspects } from './edge-aspects.js'
import {
  errorAspects,
  isolated,
  parameterAspects,
  responseAspect,
  ruleAspects,
  selectOf,
  unauthenticated,
} from './operation-aspects.js'
import { operationOfClaim } from './select-operations.js'
import { isMadeBy } from './unmade-followers.js'
import { operationsServing } from './verbs.js'

/** What tests must prove for a claim to be kept; empty when the design does not have what it says. */
export function aspectsOf(claim: Claim, design: Design): readonly Aspect[] {
  const { subject } = claim
  switch (subject.kind) {
    case 'service':
      return serviceAspects(claim, design)
    case 'setting':
      return subject.name === design.auth.secretEnv
        ? [serviceSecret, serviceTokens]
        : settingAspects(subject.name, design)
    case 'entity': {
      const entity = entityNamed(design.entities, subject.entity)
      return entity === null || entity.managedElsewhere ? [] : entityAspects(claim, entity, design)
    }
    case 'column': {
      const entity = entityNamed(design.entities, subject.entity)
      const field = entity === null ? null : columnNamed(entity, subject.field)
      return entity === null || field === null || entity.managedElsewhere
        ? []
        : columnAspects(claim, entity, field, design)
    }
    case 'schema':
      return claim.property === 'rowRule'
        ? ruleAspectsOf(claim.span, design)
        : schemaAspects(design, subject.schema)
    case 'property':
      return schemaAspects(design, subject.schema, subject.field, claim.property)
    default: {
      const operation = operationOfClaim(design, claim)
      return operation === null || operation.steps === null ? [] : operationAspects(claim, operation)
    }
  }
}

/** What proves that a field follows from others as a claim says; empty for a claim of anything else. */
export function computedAspects({ subject, property }: Claim, design: Design): readonly Aspect[] {
  if (property !== 'formula') return []
  if (subject.kind !== 'column' && subject.kind !== 'property') return []
  const about = subject.kind === 'column' ? subject.entity : subject.schema
  return design.entities.flatMap((entity) =>
    keyOf(schemaRole(about).entity) !== keyOf(schemaRole(entity.name).entity)
      ? []
      : (entity.computed ?? [])
          .filter((field) => field.formula !== null && keyOf(field.name) === keyOf(subject.field))
          .map((field) => computedOf(entity.name, field.name)),
  )
}

function serviceAspects(claim: Claim, design: Design): readonly Aspect[] {
  if (claim.subject.kind !== 'service') return []
  switch (claim.property) {
    case 'error':
      return errorAspects(design.operations, claim.value.status, claim.value)
    case 'errorBody':
    case 'errorExample':
      return [serviceErrorBody]
    case 'foreignRow':
      return design.operations.filter(isolated).map(isolationOf)
    case 'pathUser':
      return design.operations.filter(({ ignoredUser }) => ignoredUser !== undefined).map(pathUserOf)
    case 'access':
      return unauthenticated(design.operations)
    case 'authScheme':
    case 'algorithm':
    case 'identityClaim':
    case 'authorizationScheme':
    case 'sessionLookup':
    case 'sessionCookie':
      return knowsCallers(design.auth) ? [serviceTokens] : []
    case 'secretEnv':
      return claim.value === design.auth.secretEnv ? [serviceTokens, serviceSecret] : []
    case 'corsOrigins':
      return [serviceCors]
    case 'database':
    case 'synchronousSessions':
      return [serviceSchema]
    case 'stateEdge':
      return edgeAspects(claim.value, design)
    case 'issuedHere':
    case 'outOfScope':
      return []
    default:
      return [serviceRoutes]
  }
}

/** Whether an operation reaches rows that show to several users. */
function showsToParties({ steps }: Operation): boolean {
  return (steps ?? []).some(
    (step) => (step.kind === 'find' || step.kind === 'select') && showsToSeveral(step.owner),
  )
}

function settingAspects(name: string, design: Design): readonly Aspect[] {
  if (!design.service.settings.some((setting) => setting.name === name)) return []
  if (/database|db_url|postgres/i.test(name)) return [serviceSchema]
  return /cors|origin/i.test(name) ? [serviceCors] : [serviceRoutes]
}

function entityAspects(claim: Claim, entity: Entity, design: Design): readonly Aspect[] {
  if (claim.subject.kind !== 'entity') return []
  if (claim.property === 'owner' || claim.property === 'ofCallers')
    return operationsServing(design, [entity]).filter(isolated).map(isolationOf)
  if (claim.property === 'parties')
    return operationsServing(design, [entity])
      .filter(showsToParties)
      .flatMap((operation) => [isolationOf(operation), partiesOf(operation)])
  if (claim.property === 'rowRule') return ruleAspectsOf(claim.span, design)
  if (claim.property === 'effect') return effectAspects(claim.span, design)
  if (claim.property === 'apart') return apartAspects(claim.span, design)
  if (claim.property === 'uniqueTogether') {
    const { fields, ignoreCase = [] } = claim.value
    const ignored = ignoreCase.length === 0 ? [] : ignoringCase(entity, fields)
    return ignored === null ? [] : [uniqueOf(entity.name, fields), ...ignored]
  }
  if (claim.property === 'indexTogether') return [indexOf(entity.name, claim.value.fields)]
  // What a row is for is told, and nothing that a test could show.
  return claim.property === 'description' ? [] : [serviceSchema]
}

/** What proves that an operation refuses rows as a sentence says; empty when no step looks at them. */
function guardAspects(span: Span, operation: Operation): readonly Aspect[] {
  return (operation.steps ?? []).flatMap((step) => {
    if (step.kind !== 'check' || (step.condition.kind !== 'guard' && step.condition.kind !== 'oneOf'))
      return []
    const said = isSaidAt(step.origins, span)
    if (!said) return []
    const refused = errorOf(operation, step.otherwise.status, 'condition')
    return step.condition.kind === 'guard' ? [guardOf(operation, step.condition.tests), refused] : [refused]
  })
}

/** What proves a key whose texts are one in large and small letters; null when the design has none such. */
function ignoringCase({ name, indexes }: Entity, fields: readonly string[]): readonly Aspect[] | null {
  const same = (left: readonly string[]): boolean => left.map(keyOf).join() === fields.map(keyOf).join()
  const index = indexes.find((one) => (one.ignoreCase?.length ?? 0) > 0 && same(one.fields))
  return index === undefined ? null : [uniqueIgnoringCaseOf(name, index.fields)]
}

/** What proves that periods keep apart: the refusal wherever a request gives a row its period. */
function apartAspects(span: Span, { operations }: Design): readonly Aspect[] {
  return operations.flatMap((operation) =>
    (operation.steps ?? []).flatMap((step) =>
      step.kind === 'check' &&
      step.condition.kind === 'apart' &&
      !step.condition.stored &&
      isSaidAt(step.origins, span)
        ? [apartOf(operation), errorOf(operation, step.otherwise.status, 'condition')]
        : [],
    ),
  )
}

/** What proves a rule between values of a row: its refusal wherever a body could break it. */
function ruleAspectsOf(span: Span, design: Design): readonly Aspect[] {
  return design.operations.flatMap((operation) =>
    (operation.steps ?? []).flatMap((step) => {
      if (step.kind !== 'check' || (step.condition.kind !== 'rowRule' && step.condition.kind !== 'clock'))
        return []
      const said = isSaidAt(step.origins, span)
      return said ? [rowRuleOf(operation, step.condition.rule)] : []
    }),
  )
}

function columnAspects(claim: Claim, entity: Entity, field: Field, design: Design): readonly Aspect[] {
  if (!holds(field, claim.property, claim.value)) return []
  const own = columnOf(entity.name, field.name)
  const operations = operationsServing(design, [entity])
  switch (claim.property) {
    case 'default':
    case 'generated':
      return [defaultOf(entity.name, field.name)]
    case 'unique':
      return [uniqueOf(entity.name, [field.name])]
    case 'uniqueIgnoringCase':
      return ignoringCase(entity, [field.name]) ?? []
    case 'index':
      return field.primaryKey ? [own] : [indexOf(entity.name, [field.name])]
    case 'touched':
      return operations.filter((one) => changes(one)).map(touchedOf)
    case 'readOnly':
    case 'kept':
      return operations.filter((one) => one.body.length > 0).map((one) => readOnlyOf(one, field.name))
    default: {
      const rules = operations.flatMap((one) =>
        one.body
          .filter((part) => part.column === field.name)
          .flatMap((part) => ruleAspects(one, 'body', part, claim.property)),
      )
      return [own, ...rules]
    }
  }
}

/** Whether the design's value is the claimed one; a property it does not keep counts as held. */
function holds(node: object, property: string, value: unknown): boolean {
  const entry = Object.entries(node).find(([name]) => name === property)
  if (entry === undefined || property === 'type') return true
  const [, kept] = entry
  return JSON.stringify(kept) === JSON.stringify(value) || kept === null || property === 'references'
}

function changes(operation: Operation): boolean {
  return ['replace', 'update', 'toggle', 'set'].includes(operation.behaviour)
}

/** What proves a schema, or one field of it, wherever it is a body or a response. */
function schemaAspects(
  design: Design,
  schema: string,
  field: string | null = null,
  property: string | null = null,
): readonly Aspect[] {
  const key = keyOf(schema)
  const aspects: Aspect[] = []
  for (const operation of operationsOfSchema(design, schema)) {
    if (operation.steps === null) continue
    if (operation.bodyModel !== null && keyOf(operation.bodyModel) === key) {
      const part = operation.body.find((one) => field !== null && keyOf(one.name) === keyOf(field))
      if (field === null) aspects.push(successOf(operation))
      else if (part !== undefined) aspects.push(...ruleAspects(operation, 'body', part, property ?? 'type'))
    }
    if (responseNames(operation).some((name) => keyOf(name) === key)) aspects.push(responseAspect(operation))
  }
  if (aspects.length > 0) return aspects
  const entity = entityNamed(design.entities, schema)
  if (entity === null || entity.managedElsewhere) return []
  const column = field === null ? null : columnNamed(entity, field)
  return column === null ? [] : [columnOf(entity.name, column.name)]
}

/** Operations whose body or response a schema is, by its name. */
export function operationsOfSchema(design: Design, schema: string): readonly Operation[] {
  return schemaIndexOf(design).get(keyOf(schema)) ?? []
}

const schemaIndexes = new WeakMap<Design, ReadonlyMap<string, readonly Operation[]>>()

/** The operations of a design by the names of their bodies and responses. */
function schemaIndexOf(design: Design): ReadonlyMap<string, readonly Operation[]> {
  const known = schemaIndexes.get(design)
  if (known !== undefined) return known
  const made = new Map<string, Operation[]>()
  for (const operation of design.operations) {
    const names = [
      ...(operation.bodyModel === null ? [] : [operation.bodyModel]),
      ...responseNames(operation),
    ]
    for (const key of new Set(names.map(keyOf))) {
      const operations = made.get(key)
      if (operations === undefined) made.set(key, [operation])
      else operations.push(operation)
    }
  }
  schemaIndexes.set(design, made)
  return made
}

/** Class names of a response. */
function responseNames({ responseBody }: Operation): readonly string[] {
  if (responseBody.kind === 'empty') return []
  if (responseBody.kind === 'texts' || responseBody.kind === 'file') return []
  if (responseBody.kind !== 'envelope') return [responseBody.view.name]
  const inner = responseBody.members.flatMap((member) => {
    if (member.kind === 'envelope') return [member.body.name]
    return member.kind === 'view' || member.kind === 'list' ? [member.view.name] : []
  })
  return [responseBody.name, ...inner]
}

function operationAspects(claim: Claim, operation: Operation): readonly Aspect[] {
  const { subject } = claim
  if (subject.kind === 'parameter') return parameterAspects(operation, subject.name, claim.property)
  if (subject.kind === 'body') {
    const part = operation.body.find((one) => keyOf(one.name) === keyOf(subject.field))
    return part === undefined || !holds(part, claim.property, claim.value)
      ? []
      : ruleAspects(operation, 'body', part, claim.property)
  }
  if (subject.kind !== 'operation') return []
  switch (claim.property) {
    case 'error':
      return errorAspects([operation], claim.value.status, claim.value)
    case 'success':
      return claim.value === operation.success ? [successOf(operation)] : []
    case 'response':
      return claim.value.status === operation.success ? [responseAspect(operation)] : []
    case 'example':
      return exampleAspects(operation, claim.value)
    case 'actor':
      return (operation.steps ?? []).flatMap((step) =>
        step.kind === 'find' && step.foreign !== null
          ? [errorOf(operation, step.foreign.status, 'foreign-row'), isolationOf(operation)]
          : [],
      )
    case 'reach':
      return typeof claim.value === 'object' &&
        (operation.steps ?? []).some((step) => widenedFor(step) !== null)
        ? [wideReachOf(operation)]
        : []
    case 'sort':
      return [defaultSortOf(operation)]
    case 'most':
      return selectOf(operation)?.most === undefined ? [] : [mostOf(operation)]
    case 'searches':
      return selectOf(operation)?.search === null ? [] : [searchOf(operation)]
    case 'unchanged':
      return claim.value.map((name) => unchangedOf(operation, name))
    case 'recomputed':
      return isMadeBy(operation, claim.value.field) ? [recomputedOf(operation, claim.value.field)] : []
    case 'atLeastOne':
      return errorAspects([operation], null, {
        status: 422,
        condition: 'at least one field is required',
        message: null,
      })
    case 'update':
      return [claim.value === 'partial' ? partialOf(operation) : storedOf(operation)]
    case 'guard':
      return guardAspects(claim.span, operation)
    case 'flag':
    case 'deletion':
      return [storedOf(operation)]
    case 'access':
      return claim.value === operation.access ? accessAspects(operation) : []
    case 'outOfScope':
    case 'replaces':
      return []
    default:
      return [successOf(operation)]
  }
}

function accessAspects(operation: Operation): readonly Aspect[] {
  return operation.access === 'public' ? [successOf(operation)] : unauthenticated([operation])
}

/** The place of the example that shows these values. */
function exampleAspects(operation: Operation, shown: ClaimValue): readonly Aspect[] {
  if (!isExample(shown)) return []
  const text = JSON.stringify([shown.request, shown.status, shown.response])
  const index = operation.examples.findIndex(
    (one) => JSON.stringify([one.request, one.status, one.response]) === text,
  )
  return index < 0 ? [] : [exampleOf(operation, index)]
}

type ClaimValue = Extract<Claim, { readonly property: 'example' }>['value']

function isExample(value: ClaimValue): value is ExampleFact {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    'url' in value &&
    'status' in value
  )
}
