import type { Shape } from '../../claims/shape.js'
import type { TokenUse } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { lifetimeUse } from './tokens.js'

/** How long a token is valid, and whether a document says so. */
export interface Lifetime {
  readonly seconds: number
  readonly specified: boolean
}

/** Answers to the question how long tokens are valid. */
export const LIFETIMES: Readonly<Record<TokenUse, readonly (readonly [string, number, string])[]>> = {
  access: [
    [
      '15-minutes',
      900,
      'a stolen token opens the account for a quarter of an hour; people need a refresh token',
    ],
    ['1-hour', 3600, 'a stolen token opens the account for an hour; people sign in again every hour'],
    ['24-hours', 86_400, 'a stolen token opens the account for a day; people sign in again every day'],
    ['7-days', 604_800, 'a stolen token opens the account for a week; people sign in again every week'],
  ],
  refresh: [
    ['7-days', 604_800, 'people sign in again after a week without a visit'],
    ['30-days', 2_592_000, 'people sign in again after a month without a visit'],
  ],
}

/** The id of the question how long tokens are valid. */
export function lifetimeQuestion(use: TokenUse): string {
  return use === 'access' ? 'token-lifetime' : 'refresh-token-lifetime'
}

/** What is recommended: a day, or a quarter of an hour where a refresh token takes its place. */
export function recommendedLifetime({ draft }: Candidate, use: TokenUse): string {
  if (use === 'refresh') return '7-days'
  const refreshed = draft.operations.some(({ path }) => /refresh/i.test(path))
  return refreshed ? '15-minutes' : '24-hours'
}

const UNITS: Readonly<Record<string, number>> = { SECONDS: 1, MINUTES: 60, HOURS: 3600, DAYS: 86_400 }

/** Between a minute and a year. */
function isLifetime(seconds: number): boolean {
  return Number.isInteger(seconds) && seconds >= 60 && seconds <= 31_536_000
}

/** `ACCESS_TOKEN_EXPIRE_MINUTES=15`, as a document shows it. */
function fromSettings({ draft }: Candidate, use: TokenUse): number | null {
  for (const { name, example } of draft.service.settings) {
    const unit = /_(SECONDS|MINUTES|HOURS|DAYS)$/.exec(name)?.[1]
    if (unit === undefined || !/(?:TOKEN|JWT).{0,30}(?:EXPIR|LIFETIME|TTL|MAX_AGE)/.test(name)) continue
    if (name.includes('REFRESH') !== (use === 'refresh') || !/^\d{1,9}$/.test(example ?? '')) continue
    const seconds = Number(example) * (UNITS[unit] ?? 1)
    if (isLifetime(seconds)) return seconds
  }
  return null
}

/** `"expires_in": 3600` in an answer that a document shows. */
function fromAnswers({ draft }: Candidate, use: TokenUse): number | null {
  for (const { responseShape } of draft.operations) {
    const seconds = shownIn(responseShape, use, 3)
    if (seconds !== null) return seconds
  }
  return null
}

function shownIn(shape: Shape | null, use: TokenUse, depth: number): number | null {
  if (shape === null || shape.kind !== 'object' || depth === 0) return null
  for (const field of shape.fields) {
    if (lifetimeUse(field) === use && field.shape.kind === 'value') {
      const shown = field.shape.facts.example ?? field.shape.facts.default
      if (typeof shown === 'number' && isLifetime(shown)) return shown
    }
    const inner = shownIn(field.shape, use, depth - 1)
    if (inner !== null) return inner
  }
  return null
}

/** How long a token is valid: as the documents say, as answered, else as recommended. */
export function lifetimeOf(candidate: Candidate, use: TokenUse): Lifetime {
  const said =
    candidate.draft.auth.lifetimes[use] ?? fromSettings(candidate, use) ?? fromAnswers(candidate, use)
  if (said !== null && isLifetime(said)) return { seconds: said, specified: true }
  const answer = candidate.answers.get(lifetimeQuestion(use)) ?? recommendedLifetime(candidate, use)
  const chosen = LIFETIMES[use].find(([id]) => id === answer) ?? LIFETIMES[use].at(-1)
  return { seconds: chosen?.[1] ?? 3600, specified: false }
}
