import type { JsonValue } from '../claims/json.js'
import type { Envelope, EnvelopeMember } from '../design/operation.js'
import type { Execution, Fault } from './execution.js'
import { shownValue } from './shown-value.js'
import { columnOf } from './stored.js'

/** How many elements were refused, or came at all. */
export function listedCount({ apart }: Execution, tells: 'refused' | 'all'): number {
  const refused = apart?.refused.size ?? 0
  return tells === 'refused' ? refused : refused + (apart?.made.size ?? 0)
}

/** What is told of the elements that were refused: of each, of each of its faults, or as texts. */
export function refusalsOf({ apart }: Execution, body: Envelope | null): JsonValue {
  const refused = [...(apart?.refused ?? [])]
  if (body === null) return refused.map(([place, faults]) => `Row ${String(place)}: ${described(faults)}`)
  const byFault = body.members.some((member) => member.kind === 'fault' && member.tells === 'field')
  return refused.flatMap(([place, faults]) =>
    byFault
      ? faults.map((fault) => objectOf(body, (member) => told(member, place, [fault], true)))
      : [objectOf(body, (member) => told(member, place, faults, false))],
  )
}

function told(member: EnvelopeMember, place: number, faults: readonly Fault[], alone: boolean): JsonValue {
  if (member.kind === 'refusals') return faults.map((fault) => described([fault]))
  if (member.kind !== 'fault') throw new Error('a refusal tells what the interpreter does not know')
  if (member.tells === 'place') return place
  if (member.tells === 'field') return faults[0]?.field ?? ''
  return alone ? (faults[0]?.message ?? '') : described(faults)
}

/** What became of each element, in the order of the list. */
export function outcomesOf({ apart }: Execution, body: Envelope): JsonValue {
  const places = [...(apart?.made.keys() ?? []), ...(apart?.refused.keys() ?? [])].toSorted(
    (left, right) => left - right,
  )
  return places.map((place) =>
    objectOf(body, (member) => {
      const row = apart?.made.get(place)
      switch (member.kind) {
        case 'outcome':
          return row === undefined ? member.refused : member.made
        case 'madeColumn':
          return row === undefined ? null : shownValue(columnOf(row, member.column), member.rules)
        case 'fault':
          if (member.tells === 'place') return place
          return row === undefined ? described(apart?.refused.get(place) ?? []) : null
        default:
          throw new Error('an outcome tells what the interpreter does not know')
      }
    }),
  )
}

function objectOf({ members }: Envelope, value: (member: EnvelopeMember) => JsonValue): JsonValue {
  return Object.fromEntries(members.map((member) => [member.key, value(member)]))
}

function described(faults: readonly Fault[]): string {
  return faults.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`)).join('; ')
}
