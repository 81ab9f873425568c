import { errorOf } from '../../../design/aspect.js'
import type { Operation } from '../../../design/operation.js'
import type { Failure, Step } from '../../../design/step.js'
import { type FileBounds, fileBoundsIn, speaksOfFilesOf } from '../../file-words.js'
import type { StatementContext } from '../context.js'
import type { Demand } from '../demand.js'

/** "Photos are JPEG or PNG, 2 MB at most": the refusals of all else. */
export const fileBounds: Demand = (context) => {
  const bounds = fileBoundsIn(context.statement.text)
  return bounds === null
    ? []
    : takersOf(context).flatMap(({ operation, step }) =>
        (keptBy(step, bounds) ?? []).map(({ status }) => errorOf(operation, status, 'condition')),
      )
}

/** What a sentence says of files that no operation keeps; null where each that takes such files does, and for other sentences. */
export function unkeptFileBounds(context: StatementContext): string | null {
  const bounds = fileBoundsIn(context.statement.text)
  if (bounds === null) return null
  const takers = takersOf(context)
  return takers.length > 0 && takers.every(({ step }) => keptBy(step, bounds) !== null)
    ? null
    : 'the types or the size of files'
}

type Taking = Extract<Step, { readonly kind: 'store' | 'insertApart' }>

interface Taker {
  readonly operation: Operation
  readonly step: Taking
}

/** The operations that take the files that a statement speaks of. */
function takersOf({ design, statement }: StatementContext): readonly Taker[] {
  const all = design.operations.flatMap((operation) =>
    (operation.steps ?? []).flatMap((step): readonly Taker[] =>
      step.kind === 'store' || (step.kind === 'insertApart' && step.file !== null)
        ? [{ operation, step }]
        : [],
    ),
  )
  return all.filter((taker) =>
    speaksOfFilesOf(statement.text, namesOf(taker), all.filter((other) => other !== taker).flatMap(namesOf)),
  )
}

function namesOf({ operation, step }: Taker): readonly string[] {
  const last = operation.path.split('/').findLast((segment) => /^\w/.test(segment)) ?? ''
  return [last, step.kind === 'store' ? step.file : step.list]
}

/** The refusals by which a step keeps the bounds; null where it does not keep all of them. */
function keptBy(step: Taking, { types, bytes }: FileBounds): readonly Failure[] | null {
  const kept: Failure[] = []
  if (types.length > 0) {
    const taken = step.kind === 'store' ? step.rules.types : []
    if (taken.length !== types.length || !types.every((type) => taken.includes(type))) return null
    if (step.kind === 'store') kept.push(step.rules.wrongType)
  }
  if (bytes !== null) {
    const rules = step.kind === 'store' ? step.rules : step.file
    if (rules === null || rules.maxBytes !== bytes) return null
    kept.push(rules.tooLarge)
  }
  return kept
}
