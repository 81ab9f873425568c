import type { BodyField, Envelope, Operation, ResponseBody, View } from '../design/operation.js'
import type { Entity } from '../design/entity.js'
import { identifier } from '../python/identifier.js'
import { nameParts, nameRows, type PartModel, type PartModels } from './part-models.js'

/** The body of one or more operations. */
export interface BodyModel {
  readonly className: string
  readonly fields: readonly BodyField[]
  readonly unknownFields: 'refuse' | 'ignore'
  /** Operations that take it. */
  readonly operations: readonly Operation[]
  /** Whether they refuse a body without any field. */
  readonly anyField: boolean
}

/** A view and its class. */
export interface ViewModel {
  readonly className: string
  readonly view: View
  /** The first operation that shows it. */
  readonly operation: Operation
}

/** An envelope and its class. */
export interface EnvelopeModel {
  readonly className: string
  readonly body: Extract<ResponseBody, { readonly kind: 'envelope' }>
  readonly operation: Operation
}

/** The classes of the schemas module; equal structures share a class. */
export interface ModelNames {
  readonly bodies: readonly BodyModel[]
  readonly parts: PartModels
  readonly views: readonly ViewModel[]
  readonly envelopes: readonly EnvelopeModel[]
  /** Bodies by the id of the operation that takes them. */
  readonly bodyOf: ReadonlyMap<string, BodyModel>
  /** Class names by the structure they have. */
  readonly classOf: ReadonlyMap<string, string>
}

/** Gives each distinct body, view and envelope a class name that no table has. */
export function nameModels(operations: readonly Operation[], tables: readonly Entity[]): ModelNames {
  const taken = new Set(tables.map((entity) => identifier(entity.name)))
  const claim = (wanted: string): string => {
    const className = identifier(wanted, taken)
    taken.add(className)
    return className
  }
  const bodies = new Map<string, BodyModel & { readonly operations: Operation[] }>()
  const bodyOf = new Map<string, BodyModel>()
  const views: ViewModel[] = []
  const envelopes: EnvelopeModel[] = []
  const classOf = new Map<string, string>()
  const parts = new Map<string, PartModel>()
  for (const operation of operations) {
    if (operation.bodyModel !== null) {
      const { body: fields, unknownFields, bodyModel } = operation
      const anyField = asksForAnyField(operation)
      const key = JSON.stringify([
        bodyModel,
        unknownFields,
        anyField,
        isReadApart(operation),
        fields.map(rulesOnly),
      ])
      const known = bodies.get(key)
      const className = known?.className ?? claim(bodyModel)
      if (known === undefined) nameParts(parts, className, fields, unknownFields, claim)
      const body = known ?? {
        className,
        fields,
        unknownFields,
        operations: [],
        anyField,
      }
      body.operations.push(operation)
      bodies.set(key, body)
      bodyOf.set(operation.id, body)
    }
    nameRows(parts, operation, claim)
    for (const view of viewsShownBy(operation.responseBody)) {
      const key = JSON.stringify(view)
      if (classOf.has(key)) continue
      const className = claim(view.name)
      classOf.set(key, className)
      views.push({ className, view, operation })
    }
    for (const body of envelopesOf(operation.responseBody)) {
      const key = JSON.stringify(body)
      if (classOf.has(key)) continue
      const className = claim(body.name)
      classOf.set(key, className)
      envelopes.push({ className, body, operation })
    }
  }
  return { bodies: [...bodies.values()], parts, views, envelopes, bodyOf, classOf }
}

/** The class of an operation's body. */
export function bodyModelOf(models: ModelNames, operation: Operation): BodyModel | null {
  return models.bodyOf.get(operation.id) ?? null
}

/** The class of a view. */
export function viewClass(models: ModelNames, view: View): string {
  return models.classOf.get(JSON.stringify(view)) ?? view.name
}

/** The class of an envelope. */
export function envelopeClass(models: ModelNames, body: EnvelopeModel['body']): string {
  return models.classOf.get(JSON.stringify(body)) ?? body.name
}

/** A view after those of the rows within it. */
function withInner(view: View): readonly View[] {
  const inner = view.fields.flatMap((field) =>
    field.kind === 'view' || field.kind === 'list' ? withInner(field.view) : [],
  )
  return [...inner, view]
}

/** All views of a response, those within others first. */
export function viewsShownBy(body: ResponseBody): readonly View[] {
  switch (body.kind) {
    case 'empty':
    case 'texts':
    case 'file':
      return []
    case 'view':
    case 'list':
      return withInner(body.view)
    case 'envelope':
      return body.members.flatMap((member) => {
        if (member.kind === 'envelope') return viewsShownBy(member.body)
        return member.kind === 'view' || member.kind === 'list' ? withInner(member.view) : []
      })
  }
}

/** The envelopes of a response, inner ones first. */
function envelopesOf(body: ResponseBody): readonly Envelope[] {
  if (body.kind !== 'envelope') return []
  const inner = body.members.flatMap((member) => {
    switch (member.kind) {
      case 'envelope':
      case 'results':
      case 'outcomes':
        return envelopesOf(member.body)
      case 'refusals':
        return member.body === null ? [] : envelopesOf(member.body)
      default:
        return []
    }
  })
  return [...inner, body]
}

/** Whether the elements of a list are checked one by one, after the body. */
function isReadApart({ steps }: Operation): boolean {
  return (steps ?? []).some(({ kind }) => kind === 'insertApart')
}

function asksForAnyField({ steps, body }: Operation): boolean {
  return (steps ?? []).some(
    (step) =>
      step.kind === 'check' &&
      step.condition.kind === 'anyBodyField' &&
      step.condition.fields.length === body.length,
  )
}

function rulesOnly(field: BodyField): object {
  const { origins: _origins, description: _description, ...rules } = field
  return rules
}
