import type { Draft } from '../../design/draft.js'
import type {
  Behaviour,
  BodyField,
  Envelope,
  EnvelopeMember,
  ResponseBody,
  View,
  ViewField,
} from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import { pascalCase, snakeCase } from '../naming.js'
import { rulesOf } from '../response/rules-of.js'
import type { DocumentedModels } from './documented.js'
import type { NameRegistry } from './registry.js'

/** Names of classes: those given so far, and those that the documents use. */
export interface ClassNames {
  readonly classes: NameRegistry
  readonly models: DocumentedModels
}

const LEGAL = /^[A-Za-z][A-Za-z0-9_]{0,79}$/

/** A class name from a specification, or null when it cannot be one as it stands. */
function legal(name: string | null | undefined): string | null {
  return name !== null && name !== undefined && LEGAL.test(name) ? name : null
}

/** The class name of a body: its schema's, a documented one with the same fields, else made from the entity. */
export function bodyModelName(
  candidate: Candidate,
  behaviour: Behaviour,
  handler: string,
  names: ClassNames,
): string | null {
  const { operation, entity } = candidate
  if (operation.body.length === 0 || behaviour === 'upload') return null
  const suffix = behaviour === 'create' ? 'Create' : handler.startsWith('replace') ? 'Replace' : 'Update'
  const fields = operation.body.map((field) => field.name)
  const documented = names.models.forBody({ entity: entity?.name ?? null, fields, handler }, behaviour)
  const general = ['create', 'replace', 'update'].includes(behaviour) && entity !== null
  const candidates = [
    legal(operation.facts.bodySchema),
    ...documented.map(legal),
    ...(general ? [`${entity.name}${suffix}`] : []),
    `${pascalCase(handler)}Request`,
  ]
  return names.classes.claim(
    candidates.filter((name) => name !== null),
    JSON.stringify(['body', operation.unknownFields, operation.bodyKey, operation.body.map(bodyStructure)]),
  )
}

function bodyStructure(field: BodyField): unknown {
  return [field.name, field.required, field.default, field.generated, rulesOf(field)]
}

/** Gives every class of a response a name; equal structures of one entity have one name. */
export function nameResponse(
  draft: Draft,
  body: ResponseBody,
  handler: string,
  names: ClassNames,
): ResponseBody {
  if (body.kind === 'empty' || body.kind === 'texts' || body.kind === 'file') return body
  if (body.kind !== 'envelope') return { ...body, view: nameView(draft, body.view, handler, names) }
  return nameEnvelope(draft, body, handler, names)
}

function nameEnvelope(draft: Draft, body: Envelope, handler: string, names: ClassNames): Envelope {
  const members = body.members.map((member): EnvelopeMember => {
    if (member.kind === 'envelope' || member.kind === 'results' || member.kind === 'outcomes') {
      const part = member.kind === 'envelope' ? member.key : 'result'
      const inner = nameEnvelope(draft, member.body, `${handler}_${part}`, names)
      return { ...member, body: inner }
    }
    if (member.kind === 'refusals' && member.body !== null)
      return { ...member, body: nameEnvelope(draft, member.body, `${handler}_error`, names) }
    return member.kind === 'view' || member.kind === 'list'
      ? { ...member, view: nameView(draft, member.view, handler, names) }
      : member
  })
  const shown = members.find((member) => member.kind === 'view' || member.kind === 'list')
  const fields = members.map(({ key }) => key)
  const entity = shown?.view.entity ?? null
  const documented = names.models.forEnvelope({ entity, fields, handler })
  const name = names.classes.share(
    [
      legal(body.name),
      ...documented.map(legal),
      shown === undefined || saysSomething(members) ? null : `${shown.view.entity}${aroundWord(members)}`,
      `${pascalCase(handler)}Response`,
    ].filter((candidate) => candidate !== null),
    JSON.stringify([
      'envelope',
      members.map((member) =>
        member.kind === 'view' || member.kind === 'list'
          ? [member.key, member.kind, member.view.name]
          : member,
      ),
    ]),
  )
  return { ...body, name, members }
}

/** True when a text stands beside the rows, which is another one for each operation. */
function saysSomething(members: readonly EnvelopeMember[]): boolean {
  return members.some((member) => member.kind === 'constant' && typeof member.value === 'string')
}

/** What an object around a row or rows is called, whatever the operation. */
function aroundWord(members: readonly EnvelopeMember[]): 'Envelope' | 'List' | 'Page' {
  if (!members.some(({ kind }) => kind === 'list')) return 'Envelope'
  return members.every(({ kind }) => kind === 'list' || kind === 'constant') ? 'List' : 'Page'
}

/** What makes two fields of views the same in code. */
function structureOf(field: ViewField): readonly unknown[] {
  if (field.kind === 'column') return [field.name, field.column]
  const { description: _description, ...structure } = field
  return [field.name, structure]
}

function nameView(draft: Draft, view: View, handler: string, names: ClassNames): View {
  const inner = view.fields.map((field) => nameField(draft, field, handler, names))
  const fields = inner.map((field) => field.name)
  const documented = names.models.forView({ entity: view.entity, fields, handler })
  const candidates = [
    draft.entities.some((entity) => entity.name === view.name) ? null : legal(view.name),
    ...documented.map(legal),
    `${view.entity}Public`,
    `${view.entity}Detail`,
    `${pascalCase(handler)}Row`,
  ]
  const name = names.classes.share(
    candidates.filter((candidate) => candidate !== null),
    JSON.stringify(['view', view.entity, inner.map(structureOf)]),
  )
  return { ...view, name, fields: inner }
}

/** Gives the class of a row within a row its name. */
function nameField(draft: Draft, field: ViewField, handler: string, names: ClassNames): ViewField {
  if (field.kind !== 'view' && field.kind !== 'list') return field
  const inner = `${handler}_${snakeCase(field.name)}`
  return { ...field, view: nameView(draft, field.view, inner, names) }
}
