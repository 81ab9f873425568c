import type { Step } from '../../design/step.js'
import { aggregate } from './aggregate.js'
import { assign } from './assign.js'
import { authenticate } from './authenticate.js'
import { authorize } from './authorize.js'
import { end } from './end.js'
import { permit } from './permit.js'
import { renew } from './renew.js'
import { changeListed } from './change-listed.js'
import { check } from './check.js'
import { collect } from './collect.js'
import { distinct } from './distinct.js'
import { find } from './find.js'
import { flip } from './flip.js'
import { follow } from './follow.js'
import { give } from './give.js'
import { insert } from './insert.js'
import { issue } from './issue.js'
import { link } from './link.js'
import { mail } from './mail.js'
import { ping } from './ping.js'
import { record } from './record.js'
import { redeem } from './redeem.js'
import { relink } from './relink.js'
import { remove } from './remove.js'
import { respond } from './respond.js'
import { select } from './select.js'
import { insertApart } from './insert-apart.js'
import { insertListed } from './insert-listed.js'
import { findEach, insertEach, takeEach } from './lines.js'
import { store } from './store.js'
import { take } from './take.js'
import { unlink } from './unlink.js'
import { verify } from './verify.js'
import type { StepRunner } from './step-runner.js'

/** All steps that can be run, one file each. */
const RUNNERS: readonly StepRunner[] = [
  authenticate,
  authorize,
  permit,
  find,
  select,
  check,
  insert,
  assign,
  changeListed,
  flip,
  remove,
  store,
  link,
  unlink,
  collect,
  relink,
  distinct,
  ping,
  take,
  give,
  record,
  follow,
  findEach,
  takeEach,
  insertEach,
  insertListed,
  insertApart,
  aggregate,
  verify,
  issue,
  renew,
  mail,
  redeem,
  end,
  respond,
]

const RUNNER_OF: ReadonlyMap<Step['kind'], StepRunner> = new Map(
  RUNNERS.map((runner) => [runner.kind, runner]),
)

/** The runner of a kind of step; undefined for one that cannot be run. */
export function runnerOf(kind: Step['kind']): StepRunner | undefined {
  return RUNNER_OF.get(kind)
}
