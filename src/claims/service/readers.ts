import type { Reader } from '../reader.js'
import { accessRuleReader } from './access-rule.js'
import { authSchemeReader } from './auth-scheme.js'
import { baseUrlReader } from './base-url.js'
import { cookieSessionReader } from './cookie-session.js'
import { corsOriginsReader } from './cors-origins.js'
import { databaseReader } from './database.js'
import { environmentReader } from './environment.js'
import { errorFormatReader } from './error-format.js'
import { authenticationLeftOutReader } from './authentication-left-out.js'
import { sessionLookupReader } from './session-lookup.js'
import { responseEnvelopeReader } from './response-envelope.js'
import { titleReader } from './title.js'
import { noAuthenticationReader } from './no-authentication.js'

/** The forms in which Markdown documents describe the service as a whole, one line each. */
export const serviceReaders: readonly Reader[] = [
  accessRuleReader,
  authSchemeReader,
  cookieSessionReader,
  sessionLookupReader,
  noAuthenticationReader,
  authenticationLeftOutReader,
  baseUrlReader,
  errorFormatReader,
  responseEnvelopeReader,
  corsOriginsReader,
  databaseReader,
  environmentReader,
  titleReader,
]
