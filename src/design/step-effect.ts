import type { Step } from './step.js'

/** What a step does to rows: nothing, reading, or writing. */
type StepEffect = 'none' | 'reads' | 'writes'

/** By kind, so that a new step does not compile before it says what it does. */
const EFFECTS: Readonly<Record<Step['kind'], StepEffect>> = {
  authenticate: 'none',
  authorize: 'none',
  permit: 'none',
  check: 'none',
  issue: 'none',
  respond: 'none',
  find: 'reads',
  findEach: 'reads',
  select: 'reads',
  distinct: 'reads',
  aggregate: 'reads',
  ping: 'reads',
  verify: 'reads',
  // They commit by themselves.
  renew: 'reads',
  end: 'reads',
  mail: 'reads',
  redeem: 'writes',
  insert: 'writes',
  insertEach: 'writes',
  insertListed: 'writes',
  insertApart: 'writes',
  assign: 'writes',
  take: 'writes',
  give: 'writes',
  record: 'writes',
  follow: 'writes',
  takeEach: 'writes',
  changeListed: 'writes',
  flip: 'writes',
  remove: 'writes',
  link: 'writes',
  unlink: 'writes',
  collect: 'writes',
  relink: 'writes',
  store: 'writes',
}

/** Whether a step reads or writes rows; a `verify` of a row that is at hand does neither, a new session does. */
export function touchesRows(step: Step): boolean {
  if (step.kind === 'issue') return step.token === 'refresh'
  return EFFECTS[step.kind] !== 'none' && !(step.kind === 'verify' && step.keys.length === 0)
}

/** Whether a step writes rows; a `find` does that makes an absent one. */
export function writesRows(step: Step): boolean {
  return EFFECTS[step.kind] === 'writes' || (step.kind === 'find' && (step.making ?? null) !== null)
}
