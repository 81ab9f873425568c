import type { Step } from '../../design/step.js'
import type { Statement } from '../../python/nodes/statement.js'
import type { Handler } from '../handler.js'
import { emitAggregate } from './aggregate.js'
import { emitAssign } from './assign.js'
import { emitChangeListed } from './change-listed.js'
import { emitCheck } from './check.js'
import { emitCollect } from './collect.js'
import { emitEnd } from './end.js'
import { discardFiles } from './discard.js'
import { emitDistinct } from './distinct.js'
import { emitFind } from './find.js'
import { emitFlip } from './flip.js'
import { emitGive } from './give.js'
import { emitInsert } from './insert.js'
import { emitLink } from './link.js'
import { emitFollow } from './follow.js'
import { emitRecord } from './record.js'
import { emitRelink } from './relink.js'
import { emitMail } from './mail.js'
import { emitPing } from './ping.js'
import { emitRedeem } from './redeem.js'
import { emitRenew } from './renew.js'
import { emitRemove } from './remove.js'
import { emitIssue } from './issue.js'
import { emitRespond } from './respond.js'
import { emitSelect } from './select.js'
import { emitStore } from './store.js'
import { commit } from './session.js'
import { emitFindEach } from './find-each.js'
import { emitInsertEach } from './insert-each.js'
import { emitInsertListed } from './insert-listed.js'
import { emitInsertApart } from './insert-apart.js'
import { emitTakeEach } from './take-each.js'
import { emitTake } from './take.js'
import { emitUnlink } from './unlink.js'
import { emitVerify } from './verify.js'

/**
 * The body of a handler. `authenticate` and `authorize` are dependencies in its
 * signature; what the other steps write is committed at once, before the answer.
 */
export function emitSteps(handler: Handler): readonly Statement[] {
  const { steps } = handler.operation
  const before = steps.filter((step) => !isAnswer(step)).flatMap((step) => emitStep(step, handler))
  const after = steps.filter(isAnswer).flatMap((step) => emitStep(step, handler))
  return [...before, ...commit(handler), ...discardFiles(handler), ...after]
}

/** What comes after the commit: the key of a new account is known only then, and a token must not outlive a refusal. */
function isAnswer({ kind }: Step): boolean {
  return kind === 'issue' || kind === 'mail' || kind === 'respond'
}

function emitStep(step: Step, handler: Handler): readonly Statement[] {
  switch (step.kind) {
    case 'authenticate':
    case 'authorize':
    case 'permit':
      return []
    case 'find':
      return emitFind(step, handler)
    case 'select':
      return emitSelect(step, handler)
    case 'store':
      return emitStore(step, handler)
    case 'aggregate':
      return emitAggregate(step, handler)
    case 'check':
      return emitCheck(step, handler)
    case 'insert':
      return emitInsert(step, handler)
    case 'assign':
      return emitAssign(step, handler)
    case 'changeListed':
      return emitChangeListed(step, handler)
    case 'flip':
      return emitFlip(step, handler)
    case 'remove':
      return emitRemove(step, handler)
    case 'link':
      return emitLink(step, handler)
    case 'unlink':
      return emitUnlink(step, handler)
    case 'collect':
      return emitCollect(step, handler)
    case 'findEach':
      return emitFindEach(step, handler)
    case 'takeEach':
      return emitTakeEach(step, handler)
    case 'insertEach':
      return emitInsertEach(step, handler)
    case 'insertListed':
      return emitInsertListed(step, handler)
    case 'insertApart':
      return emitInsertApart(step, handler)
    case 'take':
      return emitTake(step, handler)
    case 'give':
      return emitGive(step, handler)
    case 'record':
      return emitRecord(step, handler)
    case 'follow':
      return emitFollow(step, handler)
    case 'relink':
      return emitRelink(step, handler)
    case 'distinct':
      return emitDistinct(step, handler)
    case 'ping':
      return emitPing(step, handler)
    case 'verify':
      return emitVerify(step, handler)
    case 'renew':
      return emitRenew(step, handler)
    case 'mail':
      return emitMail(step, handler)
    case 'redeem':
      return emitRedeem(step, handler)
    case 'end':
      return emitEnd(step, handler)
    case 'issue':
      return emitIssue(step, handler)
    case 'respond':
      return emitRespond(step, handler)
  }
}
