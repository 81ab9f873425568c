import type { Project } from '../source/document.js'
import type { SourceKind } from '../source/source.js'
import type { Claim, Method } from './claim.js'
import type { Statement } from './statement.js'
import { nounOf } from './prose/nouns.js'
import { plural, wordsOf } from './words/nouns.js'

/** The reader that operations are claimed by that no document names by method and path. */
export const CONVENTIONAL = 'conventional-routes'

/** What people ask to do with rows, and the operation that REST has for it. */
const ACTIONS: readonly { readonly asked: RegExp; readonly method: Method; readonly one: boolean }[] = [
  {
    asked:
      /\b(?:creat(?:e|es|ing|ion)|add(?:s|ing)?|sav(?:e|es|ing)|submit(?:s|ting)?|record(?:s|ing)?|crud)\b/i,
    method: 'POST',
    one: false,
  },
  {
    asked:
      /\b(?:list(?:s|ing)?|browse|(?:view|see|get|retrieve|show|display)s? (?:all|a list|their|own|only)|crud)\b/i,
    method: 'GET',
    one: false,
  },
  {
    asked:
      /\b(?:(?:view|read|open|retrieve|get|see)s?(?:ing)? (?:an?|one|the|it|single|details?|individual)\b|details?\b|crud\b)/i,
    method: 'GET',
    one: true,
  },
  {
    asked: /\b(?:updat(?:e|es|ing)|edit(?:s|ing)?|modif(?:y|ies|ying)|chang(?:e|es|ing)|crud)\b/i,
    method: 'PATCH',
    one: true,
  },
  { asked: /\b(?:delet(?:e|es|ing|ion)|remov(?:e|es|ing|al)|crud)\b/i, method: 'DELETE', one: true },
]

/** Tables of whoever signs people in. */
const ACCOUNTS = /^(?:users?|accounts?|sessions?|verifications?|(?:\w+ )?tokens?|jwks)$/

const DEMANDS = /\b(?:must|shall|should|can|able to|let|allow\w{0,3}|provide[sd]?|supports?|want)\b/i
const REFUSES = /\b(?:not|never|cannot|only after|out of scope|future|later|without)\b/i
const LEFT_OUT = /out[- ]of[- ]scope|not in scope|future|non-?goals?|exclu|deferred|assumption|risk/i

/**
 * The conventional operations for what sentences ask to do with rows, where no document names a single operation:
 * `POST /api/loans` for "Readers MUST be able to create loans". Whether they are built is asked.
 *
 * @returns one claim for each, at the sentence that asks for it; none as soon as any document names an operation
 */
export function conventionalRoutes(
  claims: readonly Claim[],
  statements: readonly Statement[],
  { documents }: Pick<Project, 'documents'>,
): readonly Claim[] {
  if (claims.some(({ subject }) => subject.kind === 'operation')) return []
  const nouns = new Set(
    claims.flatMap(({ subject }) => (subject.kind === 'column' ? [nounOf(subject.entity)] : [])),
  )
  const kinds = new Map(documents.map(({ source }) => [source.id, source.kind]))
  const asking = statements.filter((statement) => demands(statement, kinds.get(statement.span.source)))
  return [...nouns].flatMap((noun) => {
    if (noun === '' || ACCOUNTS.test(noun)) return []
    const parts = noun.split(' ')
    const many = [...parts.slice(0, -1), plural(parts.at(-1) ?? '')].join(' ')
    const about = asking.filter(({ text }) => names(text, noun, many))
    const collection = `/api/${many.replaceAll(' ', '-')}`
    return ACTIONS.flatMap(({ asked, method, one }): readonly Claim[] => {
      const statement = about.find(({ text }) => asked.test(text))
      const path = one ? `${collection}/{${noun.replaceAll(' ', '_')}_id}` : collection
      return statement === undefined
        ? []
        : [
            {
              subject: { kind: 'operation', method, path },
              property: 'exists',
              value: true,
              span: statement.span,
              reader: CONVENTIONAL,
            },
          ]
    })
  })
}

/** Kinds of documents whose sentences ask nothing of the backend. */
const SILENT: ReadonlySet<SourceKind | undefined> = new Set<SourceKind>([
  'checklist',
  'constitution',
  'guide',
  'tasks',
  'frontend',
  'research',
])

function demands({ text, headings, form }: Statement, kind: SourceKind | undefined): boolean {
  return (
    form !== 'edge-case' &&
    form !== 'clarification' &&
    (form === 'scenario' || DEMANDS.test(text)) &&
    (form === 'scenario' || !REFUSES.test(text)) &&
    !headings.some((heading) => LEFT_OUT.test(heading)) &&
    !SILENT.has(kind)
  )
}

function names(text: string, noun: string, many: string): boolean {
  const said = ` ${wordsOf(text).join(' ')} `
  return said.includes(` ${noun} `) || said.includes(` ${many} `)
}
