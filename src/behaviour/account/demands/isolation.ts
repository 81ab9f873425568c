import { errorOf, isolationOf, ownedOf } from '../../../design/aspect.js'
import type { Step } from '../../../design/step.js'
import type { Operation } from '../../../design/operation.js'
import { nounOf } from '../../naming.js'
import type { StatementContext } from '../context.js'
import type { Demand } from '../demand.js'
import { isolated } from '../operation-aspects.js'
import { operationsServing } from '../verbs.js'

const OTHERS =
  /\b(?:other|another|different) (?:\w{1,20}[’'s]{0,2} )?users?\b|\b(?:other|another) (?:person|reader|member|owner|customer)s?\b|\buser b\b|\buser_b\b/
const OWN =
  /\bonly (?:\w{1,20} ){0,6}(?:own|their|owned|belong)|\b(?:their|own|your) \w{1,20} only\b|\busers?\b.{0,60}\b(?:their|your) own\b|\b(?:your|\w{3,20}['’]s) own\b|^\W*own \w+s\b|\bonly (?:the |those )?\w{2,30} (?:that |which )?they (?:have )?\w{3,20}\b|\bfiltered to (?:the )?authenticated user\b|\bisolat|\buser-scoped\b|\bscoped (?:to|by)\b|\bfilter(?:s|ed|ing)? (?:\w{1,20} ){0,4}by (?:the )?(?:authenticated |current )?(?:user|owner|user_id)\b|\buser_id\b.{0,20}\bfilter|\buser_id\s?={2}|\bownership\b|\benumeration\b|\bowned by\b|\bbelong(?:s|ing)? to\b|\brestrict\w{0,3}\b.{0,40}\buser\b|\b(?:cannot|not) be shared\b|\bquer(?:y|ies)\b.{0,40}\b(?:user|owner)_?id\b/
const MISMATCH = /mismatch|match(?:es|ing)?\b|\bpath\b|\bvalidat/

/** "users see only their own loans", "queries are filtered by user_id", "another user's loan". */
export const isolation: Demand = (context) => {
  const { text, operations, general } = context
  const others = OTHERS.test(text)
  if ((!others && !OWN.test(text)) || /\bown (?:user|profile|account)\b/.test(text)) return []
  return (general ? ofTheRows(context) : operations).filter(isolated).map(isolationOf)
}

/** The operations on the rows that a rule for all names; all of them when it names none but users. */
function ofTheRows({ design, entities }: StatementContext): readonly Operation[] {
  const rows = entities.filter(({ name }) => !/^(?:user|account|person)$/.test(nounOf(name)))
  return rows.length === 0 ? design.operations : operationsServing(design, rows)
}

/** "the user id in the path must match the token". */
export const pathOwner: Demand = ({ text, operations, design, general }) => {
  if (!/\buser_?id\b|\buser id\b|\{user_id\}/.test(text) || !MISMATCH.test(text)) return []
  return (general ? design.operations : operations).flatMap((operation) =>
    operation.errorCases
      .filter((one) => one.cause === 'other-user')
      .map((one) => errorOf(operation, one.status, one.cause)),
  )
}

/** "a new loan is associated with the user". */
export const ownership: Demand = (context) =>
  /\bderived from (?:the )?(?:\w{1,20} )?(?:jwt|token)\b|\b(?:associated|associat\w{1,5}|assigned|linked|tied|attached) (?:\w{1,20} ){0,3}(?:to|with)\b/.test(
    context.text,
  ) && /\busers?\b|\bowner\b|\buser_id\b/.test(context.text)
    ? (context.general ? ofTheRows(context) : context.operations)
        .filter((operation) => operation.behaviour === 'create' && setsOwner(operation.steps ?? []))
        .map(ownedOf)
    : []

function setsOwner(steps: readonly Step[]): boolean {
  return steps.some(
    (step) => step.kind === 'insert' && step.values.some(({ value }) => value.kind === 'caller'),
  )
}
