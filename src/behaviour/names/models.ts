import type { Draft, DraftSchema } from '../../design/draft.js'
import type {
  Behaviour,
  BodyField,
  Envelope,
  EnvelopeMember,
  ResponseBody,
  View,
} from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import { keyOf, pascalCase } from '../naming.js'
import { rulesOf } from '../response/view.js'
import type { NameRegistry } from './registry.js'

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
  registry: NameRegistry,
): string | null {
  const { operation, entity, draft } = candidate
  if (operation.body.length === 0) return null
  const suffixes: readonly string[] =
    behaviour === 'create' ? ['Create'] : handler.startsWith('replace') ? ['Replace'] : ['Update']
  const keys = operation.body.map((field) => keyOf(field.name))
  const documented =
    entity === null
      ? []
      : suffixes.map((suffix) => `${entity.name}${suffix}`).filter((name) => matches(draft, name, keys))
  const made = `${entity?.name ?? pascalCase(handler)}${suffixes.at(-1) ?? 'Body'}`
  const general = ['create', 'replace', 'update'].includes(behaviour) && entity !== null ? [made] : []
  const candidates = [
    legal(operation.facts.bodySchema),
    ...documented,
    ...general,
    `${pascalCase(handler)}Request`,
  ]
  return registry.claim(
    candidates.filter((name) => name !== null),
    JSON.stringify(['body', operation.unknownFields, operation.bodyKey, operation.body.map(bodyStructure)]),
  )
}

function bodyStructure(field: BodyField): unknown {
  return [field.name, field.required, field.default, field.generated, rulesOf(field)]
}

/** Gives every class of a response a name that nothing else in the design has. */
export function nameResponse(
  draft: Draft,
  body: ResponseBody,
  handler: string,
  registry: NameRegistry,
): ResponseBody {
  if (body.kind === 'empty') return body
  if (body.kind !== 'envelope') return { ...body, view: nameView(draft, body.view, handler, registry) }
  return nameEnvelope(draft, body, handler, registry)
}

function nameEnvelope(draft: Draft, body: Envelope, handler: string, registry: NameRegistry): Envelope {
  const members = body.members.map((member): EnvelopeMember => {
    if (member.kind === 'envelope') {
      const inner = nameEnvelope(draft, member.body, `${handler}_${member.key}`, registry)
      return { ...member, body: inner }
    }
    return member.kind === 'view' || member.kind === 'list'
      ? { ...member, view: nameView(draft, member.view, handler, registry) }
      : member
  })
  const made = `${pascalCase(handler)}Response`
  const name = registry.claim(
    [legal(body.name), made].filter((candidate) => candidate !== null),
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

function nameView(draft: Draft, view: View, handler: string, registry: NameRegistry): View {
  const keys = view.fields.map((field) => keyOf(field.name))
  const documented = ['Public', 'Response', 'Read', 'Out', 'View', 'Detail']
    .map((suffix) => `${view.entity}${suffix}`)
    .filter((name) => matches(draft, name, keys))
  const candidates = [
    draft.entities.some((entity) => entity.name === view.name) ? null : legal(view.name),
    ...documented,
    `${view.entity}Public`,
    `${pascalCase(handler)}Row`,
  ]
  const name = registry.claim(
    candidates.filter((candidate) => candidate !== null),
    JSON.stringify(['view', view.entity, view.fields.map((field) => [field.name, field.column])]),
  )
  return { ...view, name }
}

/** A documented schema of this name has exactly these fields. */
function matches(draft: Draft, name: string, keys: readonly string[]): boolean {
  const schema = draft.schemas.find((candidate) => candidate.name === name)
  return schema !== undefined && sameKeys(schema, keys)
}

function sameKeys(schema: DraftSchema, keys: readonly string[]): boolean {
  if (schema.shape.kind !== 'object') return false
  const names = schema.shape.fields.map((field) => keyOf(field.name))
  return names.length === keys.length && names.every((name) => keys.includes(name))
}
