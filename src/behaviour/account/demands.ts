import { verifiedSignIn } from './demands/verified-sign-in.js'
import type { Demand } from './demand.js'
import { absent } from './demands/absent.js'
import { defaults, fixedColumns, table, touched } from './demands/columns.js'
import { capability, flags, gone, partial, response, stored } from './demands/effects.js'
import { compositeIndex, listedValue, relationship, titledFact, wireEntry } from './demands/entries.js'
import { fileBounds } from './demands/file-bounds.js'
import { isolation, ownership, pathOwner } from './demands/isolation.js'
import { emptyList, filters, most, order, pages, textSearch } from './demands/lists.js'
import {
  contract,
  crossOrigin,
  databaseFailure,
  errorFormat,
  framework,
  safeErrors,
  secrets,
  storage,
  timestamps,
} from './demands/service.js'
import { lockedSignIn } from './demands/locked-sign-in.js'
import { mails } from './demands/mails.js'
import { moments } from './demands/moments.js'
import { passwords } from './demands/passwords.js'
import { sessions } from './demands/sessions.js'
import { status } from './demands/status.js'
import { given } from './demands/given.js'
import { taken } from './demands/taken.js'
import { token } from './demands/token.js'
import { validation } from './demands/validation.js'

/** All kinds of demands; a statement may make several. */
export const DEMANDS: readonly Demand[] = [
  status,
  token,
  sessions,
  passwords,
  mails,
  verifiedSignIn,
  lockedSignIn,
  pathOwner,
  isolation,
  ownership,
  absent,
  validation,
  defaults,
  touched,
  fixedColumns,
  table,
  wireEntry,
  listedValue,
  relationship,
  titledFact,
  compositeIndex,
  order,
  textSearch,
  filters,
  pages,
  most,
  emptyList,
  stored,
  gone,
  flags,
  partial,
  response,
  capability,
  taken,
  given,
  fileBounds,
  moments,
  safeErrors,
  databaseFailure,
  errorFormat,
  secrets,
  crossOrigin,
  timestamps,
  contract,
]

/** What holds of the architecture as a whole; asked only when no other demand is found. */
export const ARCHITECTURE: readonly Demand[] = [storage, framework]
