import { plural, sentenceName, wordsOf } from '../behaviour/naming.js'
import type { Entity } from '../design/entity.js'
import type { Operation } from '../design/operation.js'
import type { Origin } from '../design/origin.js'
import type { BodyModel, EnvelopeModel, ViewModel } from './models-of.js'
import { citationOf, type Citation } from './tests/citation.js'

/** Longest sentence of a document that becomes a docstring. */
const LONGEST = 200

/** Beginnings of sentences that say what a row is. */
const DEFINES =
  /^(?:an?|the|one|each|every|represents?|stores?|holds?|keeps?|contains?|records?|tracks?|describes?) /i

/** What the docstring of a handler says: the documents' own sentence, else one made from what it does. */
export function handlerDescription(operation: Operation, cite: Citation): string {
  const described = sentenceOf(operation.description)
  if (described !== null) return cited(described, operation.origins['description'], cite)
  const summarised = isHeading(operation.summary) ? null : sentenceOf(operation.summary)
  if (summarised !== null) return cited(summarised, operation.origins['summary'], cite)
  return cited(madeSentence(operation), operation.origins['exists'], cite)
}

/** What the docstring of a table says. */
export function tableDescription(entity: Entity, cite: Citation): string {
  const described = sentenceOf(entity.description)
  const words = new Set(wordsOf(described ?? ''))
  const last = wordsOf(entity.name).at(-1) ?? ''
  // The text of a section may begin with something else, such as who keeps the users.
  const about = words.has(last) || words.has(plural(last)) || DEFINES.test(described ?? '')
  const made = `${articled(nounOf(entity.name))}${entity.owner === null ? '' : ' of one user'}`
  return cited(described !== null && about ? described : capitalised(made), entity.origins['exists'], cite)
}

/** What the docstring of a request body says. */
export function bodyDescription({ operations, fields }: BodyModel, cite: Citation): string {
  const origins = fields.flatMap((field) => field.origins['exists'] ?? []).filter(isClaim)
  const sentences = [...new Set(operations.map((operation) => bodySentence(operation, fields)))]
  return cited(
    sentences.map((sentence, at) => (at === 0 ? sentence : lowered(sentence))).join(', or '),
    origins,
    cite,
  )
}

function bodySentence(operation: Operation, fields: BodyModel['fields']): string {
  const { entity, steps } = operation
  if (entity === null) return `Body of ${operation.id}`
  const noun = articled(nounOf(entity))
  if (steps?.some(({ kind }) => kind === 'insert') === true) return `A new ${nounOf(entity)}`
  const listed = operation.steps?.find((step) => step.kind === 'changeListed')
  if (listed?.kind === 'changeListed')
    return listed.values === null
      ? `Which ${manyOf(entity)} to delete`
      : `What becomes of which ${manyOf(entity)}`
  if (steps?.some(({ kind }) => kind === 'insertListed' || kind === 'insertApart') === true)
    return `New ${manyOf(entity)}`
  if (operation.behaviour === 'update' || isPartial(operation)) return `Changes to ${noun}`
  if (fields.length > 3) return `New values of ${noun}`
  const said =
    fields.length === 1 ? /^new ([a-z ]{3,40})$/i.exec(fields[0]?.description ?? '')?.[1] : undefined
  if (said !== undefined && wordsOf(said).includes(nounOf(entity))) return `New ${said}`
  return `New ${said ?? enumerated(fields.map(({ name }) => nounOf(name)))} of ${noun}`
}

/** Whether only what is sent is stored. */
function isPartial({ steps }: Operation): boolean {
  return (steps ?? []).some(
    (step) => step.kind === 'assign' && step.values.some((value) => value.whenBody !== null),
  )
}

/** What the docstring of a view says. */
export function viewDescription({ view, operation }: ViewModel, cite: Citation): string {
  const eye = operation.access === 'owner' ? 'its owner' : 'a client'
  const origins = (operation.origins['success'] ?? []).filter(isClaim)
  return cited(`${capitalised(articled(nounOf(view.entity)))} as ${eye} sees it`, origins, cite)
}

/** What the docstring of an object around rows, counts or messages says. */
export function envelopeDescription({ body, operation }: EnvelopeModel, cite: Citation): string {
  const origins = (operation.origins['success'] ?? []).filter(isClaim)
  if (operation.behaviour === 'health') return cited('State of the service', origins, cite)
  const shown = body.members.find((member) => member.kind === 'view' || member.kind === 'list')
  if (shown === undefined) {
    const whole = operation.responseBody.kind === 'envelope' && operation.responseBody.name === body.name
    return cited(`${whole ? 'Answer' : 'Part of the answer'} to ${operation.id}`, origins, cite)
  }
  const noun = nounOf(shown.view.entity)
  if (shown.kind === 'view') return cited(`Answer that holds one ${noun}`, origins, cite)
  const paged = body.members.some(({ kind }) => kind !== 'list' && kind !== 'constant')
  return cited(`${paged ? 'One page of' : 'Answer that holds'} ${manyOf(shown.view.entity)}`, origins, cite)
}

/** `loan request` for `LoanRequest`. */
export function nounOf(name: string): string {
  return sentenceName(name).toLowerCase()
}

function manyOf(name: string): string {
  const words = wordsOf(name)
  return [...words.slice(0, -1), plural(words.at(-1) ?? '')].join(' ')
}

/** `an author`, `a loan`. */
export function articled(noun: string): string {
  return `${/^(?:[aeio]|un(?!i))/.test(noun) ? 'an' : 'a'} ${noun}`
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/** A text with its first letter in the upper case. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function enumerated(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}

/** A sentence with its place, where a document is one: `Lend a book (specs/api.md:41).` */
function cited(sentence: string, origins: readonly Origin[] | undefined, cite: Citation): string {
  const place = citationOf((origins ?? []).filter(isClaim), cite)
  return place === null ? `${sentence}.` : `${sentence} (${place}).`
}

function isClaim(origin: Origin): boolean {
  return origin.kind === 'claim'
}

/** The first sentence of a text without Markdown marks and its full stop; null when it says too little or too much. */
function sentenceOf(text: string | null): string | null {
  const line = (text ?? '').trim().split('\n', 1)[0] ?? ''
  const plain = line.replaceAll(/[*`#]/g, '').replaceAll(/\s+/g, ' ').trim()
  const end = /[.!?](?= [A-Z])/.exec(plain)?.index ?? plain.length
  const sentence = plain.slice(0, end).replace(/[.:;!?]$/, '')
  const words = sentence.split(' ').length
  return words < 2 || sentence.length > LONGEST ? null : capitalised(sentence)
}

/** A title such as `Create Task`, which says no more than the name of the handler. */
function isHeading(summary: string | null): boolean {
  const [, ...rest] = (summary ?? '').split(' ')
  return rest.length === 0 || rest.filter((word) => /^[A-Z][a-z]/.test(word)).length * 2 >= rest.length
}

/** A sentence from what an operation does and to what. */
function madeSentence(operation: Operation): string {
  const { behaviour, entity, access, id } = operation
  if (behaviour === 'health') return 'Say that the service is up'
  if (entity === null) return `Answer ${id}`
  const whose = access === 'owner' ? ' of the caller' : ''
  const one = `${articled(nounOf(entity))}${whose}`
  switch (behaviour) {
    case 'create':
      return `Create ${articled(nounOf(entity))}${access === 'owner' ? ' for the caller' : ''}`
    case 'list':
      return `Return the ${manyOf(entity)}${whose}`
    case 'search':
      return `Search the ${manyOf(entity)}${whose}`
    case 'read':
      return `Return one ${nounOf(entity)}${whose}`
    case 'replace':
      return `Replace the values of ${one}`
    case 'update':
      return `Change ${one}`
    case 'delete':
      return `Remove ${one}`
    case 'toggle':
    case 'set': {
      const field = changedField(operation)
      return field === null ? `Change ${one}` : `${behaviour === 'set' ? 'Set' : 'Flip'} ${field} of ${one}`
    }
    default:
      return `Answer ${id} for ${one}`
  }
}

function changedField({ steps }: Operation): string | null {
  for (const step of steps ?? []) {
    if (step.kind === 'flip') return nounOf(step.field)
    if (step.kind === 'assign' && step.values.length > 0) return nounOf(step.values[0]?.field ?? '')
  }
  return null
}
