import { createDiagnostic } from '../../diagnostics/create.js'
import type { Span } from '../../source/span.js'
import type { Access, ServiceFacts } from '../claim.js'
import { roleClaimIn } from '../words/role-claim.js'
import { roleVocabulary } from '../words/roles.js'
import { type Collector, READER } from './collector.js'
import {
  fieldOf,
  fieldsOf,
  isList,
  itemsOf,
  keySpan,
  pairSpan,
  type Place,
  placeAt,
  textOf,
} from './place.js'
import { follow } from './reference.js'

/** What a contract says of callers as a whole. */
export interface Security {
  /** Types of the schemes by name. */
  readonly schemes: ReadonlyMap<string, string>
  /** The rule for operations without one of their own. */
  readonly general: AccessRule | null
  /** Whether any part of the contract asks for a token; if not, silence says nothing. */
  readonly used: boolean
  /** Roles that the contract introduces as a closed list. */
  readonly roles: readonly string[]
}

/** An access and where it is said. */
export interface AccessRule {
  readonly access: Access
  readonly span: Span
}

/** Reads the security schemes and the general rule of a contract, with their claims. */
export function readSecurity(top: Place, collector: Collector): Security {
  const schemes = new Map<string, string>()
  const required = requiredSchemes(top)
  const container = placeAt(top, 'components', 'securitySchemes') ?? fieldOf(top, 'securityDefinitions')
  for (const { name, place } of container === null ? [] : fieldsOf(container)) {
    const scheme = follow(place, collector)?.place
    if (scheme === undefined) continue
    schemes.set(name, (textOf(fieldOf(scheme, 'type')) ?? '').toLowerCase())
    // Of several schemes those count that something asks for.
    if (required.size === 0 || required.has(name)) readScheme(name, scheme, place, collector)
  }
  const place = lastField(top, 'security')
  const general = place === null ? null : ruleOf(place, schemes, collector)
  if (general !== null)
    collector.claim({
      subject: { kind: 'service' },
      property: 'access',
      value: { access: general.access, prefix: null, except: [] },
      span: general.span,
      reader: READER,
    })
  const description = placeAt(top, 'info', 'description')
  const roles = roleVocabulary(textOf(description) ?? '')
  const claim = roleClaimIn((textOf(description) ?? '').slice(0, 5000))
  if (description !== null && claim !== null)
    collector.claim({
      subject: { kind: 'service' },
      property: 'roleClaim',
      value: claim.name,
      span: pairSpan(description),
      reader: READER,
    })
  return { schemes, general, used: general !== null || required.size > 0, roles }
}

/** A contract that names `security` twice means the one that asks for something. */
function lastField(top: Place, name: string): Place | null {
  const places = fieldsOf(top).filter((field) => field.name === name)
  return places.find(({ place }) => itemsOf(place).length > 0)?.place ?? places[0]?.place ?? null
}

/**
 * The access that a list of requirements means (OpenAPI 3.1, 4.8.30): an empty list is public, an
 * empty alternative makes the token optional.
 */
export function ruleOf(
  place: Place,
  schemes: ReadonlyMap<string, string>,
  collector: Collector,
): AccessRule | null {
  if (!isList(place)) return null
  const span = pairSpan(place)
  const alternatives = itemsOf(place)
  if (alternatives.length === 0) return { access: 'public', span }
  const roles: string[] = []
  let optional = false
  for (const alternative of alternatives) {
    const fields = fieldsOf(alternative)
    if (fields.length === 0) optional = true
    for (const { name, place: scopes } of fields) {
      const type = schemes.get(name)
      if (type === undefined) {
        const parameters = { scheme: name }
        collector.report(createDiagnostic('security-scheme-missing', parameters, keySpan(scopes)))
      }
      const names = itemsOf(scopes).flatMap((scope) => textOf(scope) ?? [])
      if (type === 'oauth2' || type === 'openidconnect') reportScopes(names, scopes, collector)
      else roles.push(...names)
    }
  }
  if (optional) return { access: 'optional', span }
  if (roles.length === 0) return { access: 'authenticated', span }
  return { access: `role:${[...new Set(roles)].join('|')}`, span }
}

function reportScopes(names: readonly string[], place: Place, collector: Collector): void {
  if (names.length === 0) return
  const parameters = { what: `the scope ${names.join(', ')}` }
  collector.report(createDiagnostic('contract-unsupported', parameters, pairSpan(place)))
}

/** Names of the schemes that the contract or any of its operations asks for. */
function requiredSchemes(top: Place): ReadonlySet<string> {
  const paths = fieldOf(top, 'paths')
  const operations = (paths === null ? [] : fieldsOf(paths)).flatMap(({ place }) => fieldsOf(place))
  const owners = [top, ...operations.map(({ place }) => place)]
  const requirements = owners.flatMap((owner) => itemsOf(fieldOf(owner, 'security')))
  return new Set(requirements.flatMap((one) => fieldsOf(one).map(({ name }) => name)))
}

function readScheme(name: string, scheme: Place, place: Place, collector: Collector): void {
  const kind = schemeOf(scheme)
  if (kind === null) {
    const parameters = { what: `the security scheme ${name}` }
    collector.report(createDiagnostic('contract-unsupported', parameters, keySpan(place)))
    return
  }
  const subject = { kind: 'service' } as const
  const span = keySpan(place)
  collector.claim({ subject, property: 'authScheme', value: kind, span, reader: READER })
  const cookie = kind === 'session' ? textOf(fieldOf(scheme, 'name')) : null
  if (cookie !== null)
    collector.claim({ subject, property: 'sessionCookie', value: cookie, span, reader: READER })
  const word = authorizationWord(scheme)
  if (kind === 'bearer-jwt' && word !== null && word !== 'Bearer') {
    const description = fieldOf(scheme, 'description')
    collector.claim({
      subject,
      property: 'authorizationScheme',
      value: word,
      span: description === null ? span : pairSpan(description),
      reader: READER,
    })
  }
}

function schemeOf(scheme: Place): ServiceFacts['authScheme'] | null {
  const type = (textOf(fieldOf(scheme, 'type')) ?? '').toLowerCase()
  const description = textOf(fieldOf(scheme, 'description')) ?? ''
  if (type === 'http')
    return (textOf(fieldOf(scheme, 'scheme')) ?? '').toLowerCase() === 'bearer' ? 'bearer-jwt' : null
  if (type === 'oauth2' || type === 'openidconnect') return 'bearer-jwt'
  if (type !== 'apikey') return null
  if (textOf(fieldOf(scheme, 'in')) === 'cookie') return 'session'
  // Before `http` bearer existed, tokens were written as a key in `Authorization`.
  const header = (textOf(fieldOf(scheme, 'name')) ?? '').toLowerCase()
  const isToken = header === 'authorization' && /\b(?:jwt|bearer|token)\b/i.test(description)
  return isToken ? 'bearer-jwt' : 'api-key'
}

/** The word before the token, where the description shows the header or its value. */
function authorizationWord(scheme: Place): string | null {
  const description = (textOf(fieldOf(scheme, 'description')) ?? '').slice(0, 5000)
  const header = /Authorization:\s?["'`]?([A-Za-z]{2,20})\s/.exec(description)
  const value = /\b([A-Z][a-z]{2,12}) (?:<[\w -]{2,30}>|\{[\w -]{2,30}\}|\w{2,80}\.\w{2,80}\.\w{2,80})/.exec(
    description,
  )
  return header?.[1] ?? value?.[1] ?? null
}
