import type { Statement } from '../../claims/statement.js'
import type { Entity } from '../../design/entity.js'
import type { Origin } from '../../design/origin.js'
import type { Failure } from '../../design/step.js'
import { candidateOf, type Candidate } from '../candidate.js'
import { columnNamed } from '../column.js'
import { constantMessage } from '../failure.js'
import { type Built, built, unbuilt } from '../steps/guard.js'
import { usesMail } from './mail-purpose.js'
import { verifiedColumn } from './mail-store.js'

const SIGNS_IN = /\b(?:log(?:s|ged|ging)?[- ]?in|logins?|sign(?:s|ed|ing)?[- ]?in|authenticate)\b/i
const VERIFIED =
  /\b(?:(?:un)?(?:verified|confirmed)(?! (?:by|via|through|against|in|using|with)\b)|(?:e-?mail|address|account) (?:verification|confirmation)|(?:verif(?:y|ies|ying)|confirm(?:s|ing)?) (?:the |an? |their |its |your |his )?(?:e-?mail|account|address))\b/i
const ACCOUNTS =
  /\b(?:e-?mails?|address(?:es)?|accounts?|users?|members?|customers?|unverified|unconfirmed)\b/i
const KEEPS_OUT =
  /\b(?:only|until|unless|before|refus\w{0,4}|reject\w{0,3}|den(?:y|ied|ies)|block\w{0,3}|prevent\w{0,3}|forbid\w{0,4}|(?:must|may|can|shall|should)(?:not| not|n't)|requires?|required|40[0139])\b/i
const NO_DEMAND =
  /\b(?:not (?:be )?(?:required|needed|necessary)|without (?:verif|confirm)\w{1,8}|optional|out of scope|future|skip(?:s|ped)?|(?:verif\w{1,8}|confirm\w{0,7}) (?:the |an? |their |its )?(?:\w{1,20} )?(?:passwords?|tokens?|credentials?|jwts?|signatures?)|tests?(?: suites?)? (?:must |shall |should |can |will )?(?:verif\w{1,4}|confirm\w{0,3}))\b/i

/** Whether a sentence keeps accounts from signing in until their address is verified. */
export function keepsUnverifiedOut(text: string): boolean {
  return [SIGNS_IN, VERIFIED, ACCOUNTS, KEEPS_OUT].every((words) => words.test(text)) && !NO_DEMAND.test(text)
}

/** What an account must have beside its password, and the answer without it. */
export interface VerifiedSignIn {
  readonly field: string
  readonly otherwise: Failure
  readonly origins: readonly Origin[]
}

/**
 * `Login MUST be refused with 403 until the e-mail is verified`: the flag of the accounts that says so. Null where no
 * document demands one; a reason where one does and the accounts have no flag, or nothing ever sets it.
 */
export function verifiedSignIn(candidate: Candidate, accounts: Entity): Built<VerifiedSignIn | null> {
  const { draft, operation, answers } = candidate
  const demands = draft.statements.filter(
    (statement) =>
      (draft.otherSubjects?.get(statement.span.source) ?? null) === null &&
      !statement.headings.some((heading) => /\b(?:out of scope|non-?goals?|future)\b/i.test(heading)) &&
      keepsUnverifiedOut(statement.text),
  )
  const told = operation.errorFacts.find(({ condition, message }) =>
    /\b(?:not (?:been )?|un)(?:verified|confirmed)\b/i.test(`${condition ?? ''} ${message ?? ''}`),
  )
  if (demands.length === 0 && told === undefined) return built(null)
  const column = verifiedColumn(accounts)
  if (column === null || column.type !== 'boolean')
    return unbuilt(
      `only verified accounts may sign in, and ${
        column === null ? `no column of ${accounts.name}` : `no flag (${column.name} is a moment)`
      } marks them`,
    )
  const isSet = draft.operations.some(
    (one) =>
      usesMail(candidateOf(draft, one, answers)) === 'verify' ||
      (one.method !== 'GET' && one.body.some(({ name }) => columnNamed(accounts, name) === column)),
  )
  if (!isSet)
    return unbuilt(
      `only verified accounts may sign in, and no operation sets ${accounts.name}.${column.name}`,
    )
  return built({
    field: column.name,
    otherwise: {
      status: told?.status ?? statusOf(demands) ?? 403,
      message: [told?.message, told?.condition].find((text) => isAnswer(text)) ?? 'Email not verified',
    },
    origins: [
      ...(told === undefined ? [] : (operation.origins[`error.${told.status}`] ?? [])),
      ...demands.map(({ span }): Origin => ({ kind: 'claim', span, reader: 'verified-sign-in' })),
    ],
  })
}

function isAnswer(text: string | null | undefined): text is string {
  return text !== null && text !== undefined && constantMessage(text) && !/^(?:if|when|where)\b/i.test(text)
}

/** The one status that the sentences name: `refused with 403`. */
function statusOf(demands: readonly Statement[]): number | null {
  const named = new Set(
    demands.flatMap(({ text }) => [...text.matchAll(/\b4\d\d\b/g)].map(([code]) => Number(code))),
  )
  const [only] = named
  return named.size === 1 && only !== undefined ? only : null
}
