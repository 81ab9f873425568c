import { isDeepStrictEqual } from 'node:util'
import type { BodyField, Envelope, Operation, ResponseBody, View } from '../design/operation.js'
import type { Entity } from '../design/entity.js'
import { identifier } from '../python/identifier.js'

/** The body of one or more operations. */
export interface BodyModel {
  readonly className: string
  readonly fields: readonly BodyField[]
  readonly unknownFields: 'refuse' | 'ignore'
  /** Operations that take it. */
  readonly operations: readonly Operation[]
  /** Fields of which a client may leave out what it does not change. */
  readonly partial: boolean
}

/** A view and its class. */
export interface ViewModel {
  readonly className: string
  readonly view: View
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
  readonly views: readonly ViewModel[]
  readonly envelopes: readonly EnvelopeModel[]
}

/** Gives each distinct body, view and envelope a class name that no table has. */
export function nameModels(operations: readonly Operation[], tables: readonly Entity[]): ModelNames {
  const taken = new Set(tables.map((entity) => identifier(entity.name)))
  const claim = (wanted: string): string => {
    const className = identifier(wanted, taken)
    taken.add(className)
    return className
  }
  const bodies: (BodyModel & { readonly wanted: string })[] = []
  const views: ViewModel[] = []
  const envelopes: EnvelopeModel[] = []
  const addView = (view: View): void => {
    if (views.some((known) => isDeepStrictEqual(known.view, view))) return
    views.push({ className: claim(view.name), view })
  }
  for (const operation of operations) {
    if (operation.bodyModel !== null) {
      const wanted = operation.bodyModel
      const partial = isPartial(operation)
      const shared = bodies.findIndex(
        (known) =>
          known.wanted === wanted &&
          known.unknownFields === operation.unknownFields &&
          known.partial === partial &&
          isDeepStrictEqual(known.fields.map(rulesOnly), operation.body.map(rulesOnly)),
      )
      const known = bodies[shared]
      if (known === undefined) {
        const { body: fields, unknownFields } = operation
        bodies.push({
          wanted,
          className: claim(wanted),
          fields,
          unknownFields,
          operations: [operation],
          partial,
        })
      } else bodies[shared] = { ...known, operations: [...known.operations, operation] }
    }
    for (const view of viewsOf(operation.responseBody)) addView(view)
    for (const body of envelopesOf(operation.responseBody)) {
      if (!envelopes.some((known) => isDeepStrictEqual(known.body, body))) {
        envelopes.push({ className: claim(body.name), body, operation })
      }
    }
  }
  return { bodies, views, envelopes }
}

/** The class of an operation's body. */
export function bodyModelOf(models: ModelNames, operation: Operation): BodyModel | null {
  return models.bodies.find((body) => body.operations.some(({ id }) => id === operation.id)) ?? null
}

/** The class of a view. */
export function viewClass(models: ModelNames, view: View): string {
  return models.views.find((known) => isDeepStrictEqual(known.view, view))?.className ?? view.name
}

/** The class of an envelope. */
export function envelopeClass(models: ModelNames, body: EnvelopeModel['body']): string {
  return models.envelopes.find((known) => isDeepStrictEqual(known.body, body))?.className ?? body.name
}

function viewsOf(body: ResponseBody): readonly View[] {
  switch (body.kind) {
    case 'empty':
      return []
    case 'view':
    case 'list':
      return [body.view]
    case 'envelope':
      return body.members.flatMap((member) => {
        if (member.kind === 'envelope') return viewsOf(member.body)
        return member.kind === 'view' || member.kind === 'list' ? [member.view] : []
      })
  }
}

/** The envelopes of a response, inner ones first. */
function envelopesOf(body: ResponseBody): readonly Envelope[] {
  if (body.kind !== 'envelope') return []
  const inner = body.members.flatMap((member) => (member.kind === 'envelope' ? envelopesOf(member.body) : []))
  return [...inner, body]
}

/** A body of which only what is sent is stored. */
function isPartial(operation: Operation): boolean {
  return (operation.steps ?? []).some(
    (step) => step.kind === 'assign' && step.values.some((value) => value.whenBody !== null),
  )
}

function rulesOnly(field: BodyField): object {
  const { origins: _origins, description: _description, ...rules } = field
  return rules
}
