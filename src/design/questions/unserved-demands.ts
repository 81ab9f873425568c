import type { QuestionPass } from '../question-pass.js'
import type { Span } from '../../source/span.js'
import { ask, listed } from './ask.js'
import { demandsNow } from './demands-now.js'

/** Something that users can be promised and that an operation has to serve. */
interface Capability {
  readonly name: string
  /** Words of a demand. */
  readonly asked: RegExp
  /** What the path or the summary of an operation that serves it holds. */
  readonly served: RegExp
  /** Belongs to whoever keeps the passwords. */
  readonly ofAccounts?: true
}

/** What documents promise most often without an endpoint, one line each. */
const CAPABILITIES: readonly Capability[] = [
  { name: 'export', asked: /\bexport(?:s|ed|ing)?\b/i, served: /export|download|csv/i },
  {
    name: 'import',
    asked:
      /\b(?:bulk|csv|file|spreadsheet)[- ]import|\bimport(?:s|ed|ing)? (?:\w{1,20} ){0,3}(?:from|via) (?:a )?(?:csv|file|spreadsheet|url)/i,
    served: /import|bulk|batch/i,
  },
  {
    name: 'password change',
    asked: /\bchang(?:e|es|ing) (?:\w{1,12} ){0,3}passwords?\b|\bpassword changes?\b/i,
    served: /password/i,
    ofAccounts: true,
  },
  {
    name: 'password reset',
    asked:
      /\bforg[oe]t(?:ten)? (?:\w{1,12} )?password|\breset(?:s|ting)? (?:\w{1,12} ){0,3}password|\bpassword (?:reset|recovery)\b/i,
    served: /password|reset|recover/i,
    ofAccounts: true,
  },
  {
    name: 'e-mail verification',
    asked: /\bverif(?:y|ies|ying) (?:\w{1,12} ){0,2}e-?mail|\be-?mail verification\b/i,
    served: /verif|confirm/i,
    ofAccounts: true,
  },
  {
    name: 'logging out',
    asked: /\blog(?:ging)?[- ]?out\b(?! (?:button|link|icon|menu))|\bsign(?:ing)?[- ]?out\b/i,
    served: /log-?out|sign-?out|revoke|session/i,
    ofAccounts: true,
  },
  {
    name: 'configuration',
    asked:
      /\bconfiguration (?:endpoints?|screen|page|api)|\b(?:admin\w{0,12}|users?) (?:can|may|must be able to) configure\b/i,
    served: /config|setting|preference/i,
  },
  {
    name: 'adjustment',
    asked: /\bmanual\w{0,2} (?:\w{1,20} ){0,2}adjust|\b(?:inventory|stock|balance) adjustments?\b/i,
    served: /adjust/i,
  },
  {
    name: 'restoring',
    asked:
      /\b(?:restore|restoring|undelete|unarchive)\b(?! (?:the )?(?:database|backup|session|state|scroll|focus|from))/i,
    served: /restor|undelete|unarchiv|reactivat/i,
  },
  { name: 'archiving', asked: /\b(?:can|may|able to|allow \w{1,20} to) archive\b/i, served: /archiv/i },
  {
    name: 'duplicating',
    asked: /\b(?:can|may|able to|allow \w{1,20} to) (?:duplicate|clone|copy)\b/i,
    served: /duplicat|clone|copy/i,
  },
  {
    name: 'sharing',
    asked: /\b(?:can|may|able to|allow \w{1,20} to) share\b/i,
    served: /share|sharing|collaborat|invit/i,
  },
]

/**
 * Demands that no operation serves:
 *
 *     FR-018  Librarians MUST be able to export the list of readers.
 *     paths:  /readers, /readers/{id}
 *
 * One question with all lines: the contract is incomplete, or somebody else
 * serves them.
 */
export const askUnservedDemands: QuestionPass = ({ assembly, auth, operations, outOfScope }) => {
  if (operations.length === 0) return
  const { reading } = assembly
  const demanding = demandsNow(assembly)
  const texts = operations.map(({ path, summary }) => `${path} ${summary ?? ''}`)
  const issues = auth.issuedHere || operations.some(({ path }) => /\/(?:log-?in|sign-?in)$/i.test(path))
  const found: { readonly name: string; readonly spans: readonly Span[] }[] = []
  for (const { name, asked, served, ofAccounts } of CAPABILITIES) {
    if ((ofAccounts === true && !issues) || texts.some((text) => served.test(text))) continue
    if (outOfScope.some(({ what }) => asked.test(what) || (what.startsWith('POST /') && served.test(what))))
      continue
    const spans = reading.statements
      .filter((statement) => asked.test(statement.text) && demanding(statement))
      .map(({ span }) => span)
    if (spans.length > 0) found.push({ name, spans: spans.slice(0, 3) })
  }
  if (found.length === 0) return
  ask(assembly, {
    id: 'unserved-demands',
    kind: 'missing',
    concern: 'client-visible',
    subjects: found.map(({ name }) => name),
    about: `Documents promise what no operation serves: ${listed(
      found.map(({ name }) => name),
      8,
    )}.`,
    spans: found.flatMap(({ spans }) => spans),
    options: [
      {
        id: 'leave-out',
        label: 'this backend does not serve them; users cannot do it until an endpoint is described',
      },
      { id: 'specified', label: 'the endpoints are described now; read them again' },
    ],
    recommended: 'leave-out',
  })
}
