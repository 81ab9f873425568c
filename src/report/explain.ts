import type { Claim } from '../claims/claim.js'
import type { Design } from '../design/design.js'
import type { Entity, Field } from '../design/entity.js'
import type { Operation } from '../design/operation.js'
import type { Origin, Origins } from '../design/origin.js'
import type { Emission } from '../fastapi/emission.js'
import type { Locator } from './locator.js'
import { oneLine } from './table.js'
import { understoodSentences } from './understood.js'

/** Where one value comes from: `maxLength 200 ← specs/api.md:12 "…"`. */
export interface Explanation {
  /** What is explained: `POST /api/tasks: success 201`. */
  readonly about: string
  readonly because: readonly string[]
}

/** What an explanation is made from. */
export interface ExplainInput {
  /** All that was read; what sentences say is shown with the kind of sentence. */
  readonly claims: readonly Claim[]
  readonly design: Design
  readonly emission: Emission
  readonly locate: Locator
}

/**
 * Explains a subject: an operation (`POST /api/tasks`), an operation's status
 * (`POST /api/tasks 404`), a status (`404`), an entity (`Task`), a field (`Task.title`,
 * `POST /api/tasks title`), a line of generated code (`backend/app/main.py:12`), or a document or one
 * of its lines (`specs/tasks.md:12`), for the sentences in it.
 * @returns what is known, in the order a reader asks; empty when the subject is unknown
 */
export function explain(subject: string, input: ExplainInput): Explanation[] {
  const wanted = subject.trim()
  const known =
    codeLine(wanted, input) ??
    operationSubject(wanted, input) ??
    statusEverywhere(wanted, input) ??
    entitySubject(wanted, input) ??
    []
  return [...known, ...understoodSentences(wanted, input.claims, input.locate)]
}

function codeLine(wanted: string, { design, emission, locate }: ExplainInput): Explanation[] | null {
  const match = /^(.+):(\d{1,9})$/u.exec(wanted)
  if (match?.[1] === undefined || match[2] === undefined) return null
  const [path, line] = [match[1], Number(match[2])]
  const prefix = design.service.backendFolder === '.' ? '' : `${design.service.backendFolder}/`
  const file = emission.files.find(
    (candidate) => `${prefix}${candidate.path}` === path || candidate.path === path,
  )
  if (file === undefined) return null
  const text = file.text.split('\n')[line - 1]
  if (text === undefined) return null
  const around = file.lines
    .filter(({ from, to }) => from <= line && line <= to)
    .toSorted((a, b) => a.to - a.from - (b.to - b.from))
  const nearest = around.find(({ origins }) => origins.length > 0)
  return [
    {
      about: `${path}:${line}  ${text.trim()}`,
      because: [
        ...(nearest === undefined || nearest.about === null ? [] : [nearest.about]),
        ...originLines(nearest?.origins ?? [], locate),
        ...(nearest === undefined ? [file.summary] : []),
      ],
    },
  ]
}

function operationSubject(wanted: string, input: ExplainInput): Explanation[] | null {
  const match = /^([A-Za-z]{3,7})\s+(\/\S*)(?:\s+(\S+))?$/u.exec(wanted)
  if (match?.[1] === undefined || match[2] === undefined) return null
  const id = `${match[1].toUpperCase()} ${match[2]}`
  const operation = input.design.operations.find((candidate) => candidate.id === id)
  if (operation === undefined) return outOfScopeSubject(id, input)
  const detail = match[3]
  if (detail === undefined) return wholeOperation(operation, input.locate)
  if (/^\d{3}$/u.test(detail)) return statusOf(operation, Number(detail), input.locate)
  const field = [...operation.body, ...operation.query, ...operation.parameters].find(
    ({ name }) => name === detail,
  )
  return field === undefined
    ? []
    : values(`${operation.id}: ${field.name}`, field.origins, input.locate, field)
}

function outOfScopeSubject(id: string, { design, locate }: ExplainInput): Explanation[] {
  return design.outOfScope
    .filter(({ what }) => what === id)
    .map(({ what, why, origins }) => ({
      about: `${what} is out of scope`,
      because: [why, ...originLines(Object.values(origins).flat(), locate)],
    }))
}

function wholeOperation(operation: Operation, locate: Locator): Explanation[] {
  const steps = (operation.steps ?? []).map((step): Explanation => ({
    about: `step ${step.kind}`,
    because: originLines(step.origins, locate),
  }))
  return [
    {
      about: `${operation.id}: ${operation.behaviour}${operation.entity === null ? '' : ` ${operation.entity}`}, ${operation.access}`,
      because: operation.notImplemented === null ? [] : [`not implemented: ${operation.notImplemented}`],
    },
    ...values(operation.id, operation.origins, locate, operation),
    ...operation.body.map((field): Explanation => ({
      about: `body ${field.name}: ${field.type}${field.required ? ', required' : ''}`,
      because: originLines(Object.values(field.origins).flat(), locate),
    })),
    ...operation.query.map((parameter): Explanation => ({
      about: `query ${parameter.name}: ${parameter.type}`,
      because: originLines(Object.values(parameter.origins).flat(), locate),
    })),
    ...steps,
  ]
}

function statusOf(operation: Operation, status: number, locate: Locator): Explanation[] {
  const origins = [
    ...(operation.success === status ? (operation.origins['success'] ?? []) : []),
    ...(operation.origins[`error.${status}`] ?? []),
    ...(operation.steps ?? []).flatMap((step) =>
      'otherwise' in step && step.otherwise?.status === status ? step.origins : [],
    ),
  ]
  const cases = operation.errorCases.filter((error) => error.status === status)
  if (origins.length === 0 && cases.length === 0) return []
  return [
    {
      about: `${operation.id}: ${status}`,
      because: [
        ...cases.map(({ cause, message }) => `${cause}: ${message}`),
        ...originLines(origins, locate),
      ],
    },
  ]
}

function statusEverywhere(wanted: string, { design, locate }: ExplainInput): Explanation[] | null {
  if (!/^\d{3}$/u.test(wanted)) return null
  return design.operations.flatMap((operation) => statusOf(operation, Number(wanted), locate))
}

function entitySubject(wanted: string, { design, locate }: ExplainInput): Explanation[] | null {
  const [name, fieldName] = wanted.split('.')
  const entity = design.entities.find(
    (candidate) => candidate.name.toLowerCase() === name?.toLowerCase() || candidate.table === name,
  )
  if (entity === undefined) return null
  if (fieldName === undefined) return wholeEntity(entity, locate)
  const field = entity.fields.find((candidate) => candidate.name === fieldName)
  return field === undefined ? [] : values(`${entity.name}.${field.name}`, field.origins, locate, field)
}

function wholeEntity(entity: Entity, locate: Locator): Explanation[] {
  return [
    ...values(entity.name, entity.origins, locate, entity),
    ...entity.fields.map((field: Field): Explanation => ({
      about: `${entity.name}.${field.name}: ${field.type}`,
      because: originLines(Object.values(field.origins).flat(), locate),
    })),
  ]
}

function values(about: string, origins: Origins, locate: Locator, node: object): Explanation[] {
  const current = new Map<string, unknown>(Object.entries(node))
  return Object.entries(origins).map(([property, list]) => {
    const value = current.get(property)
    const shown = value === undefined || typeof value === 'object' ? '' : ` ${String(value)}`
    return { about: `${about}: ${property}${shown}`, because: originLines(list, locate) }
  })
}

/** Origins as lines for a person, each once. */
export function originLines(origins: readonly Origin[], locate: Locator): string[] {
  return [...new Set(origins.flatMap((origin) => originLine(origin, locate)))]
}

function originLine(origin: Origin, locate: Locator): string[] {
  switch (origin.kind) {
    case 'claim': {
      const place = locate(origin.span)
      return [
        place === null ? origin.span.source : `${place.path}:${place.line}  "${oneLine(place.text, 100)}"`,
      ]
    }
    case 'answer':
      return [`answer to ${origin.question}: ${origin.option}`]
    case 'standard':
      return [`standard:${origin.clause}`]
    case 'derived':
      return [
        origin.why,
        ...origin.from.flatMap((span) => originLine({ kind: 'claim', span, reader: '' }, locate)),
      ]
  }
}
