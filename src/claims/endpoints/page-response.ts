import type { OperationFacts } from '../claim.js'
import type { MarkdownDocument } from '../../source/document.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import { claimsOfOperation } from './wire-claims.js'
import type { WireFact } from './wire-claims.js'

const READER = 'page-response'

const PAGE =
  /\b(?:200|response|success|returns?|answers?|renders?)\b[^.;]{0,30}\bHTML\b|\b(?:renders?|re-renders?) (?:the |a |an )?(?:[\w-]{1,30} ){0,4}(?:page|form|template|view)\b|^template\s?:\s?\S{1,80}\.(?:html?|jinja2?|ejs|twig|hbs|blade\.php)/i
const REDIRECT =
  /\b(30[12378])\b[^.;]{0,30}\bredirect|\bredirect(?:s|ed|ion)?\b[^.;]{0,30}?\b(30[12378])\b|\bredirects?(?: back)? to [`"']?(?:GET )?\/[\w{<]/i
/** What a service says of itself that answers with pages. */
const PAGES =
  /\bserver[- ]rendered\b|\bjinja2?\b|\bHTML (?:forms?|pages?|templates?)\b|^\W{0,4}template\W{0,4}:|\bform payload\b/im

/**
 * Operations for browsers: pages as answers, and redirections after forms.
 *
 * ```markdown
 * ### `POST /borrow`
 * - **Body (form-encoded)**: `book_id` (required)
 * - **Success**: 303 redirect to `GET /loans/{id}`
 *
 * ### `GET /loans/{id}`
 * - **Response**: 200, HTML
 * ```
 */
export const pageResponseReader = unitReader(
  READER,
  '- **Success**: 303 redirect to `GET /loans/{id}`',
  (unit, { document }) => {
    const text = textOf(unit)
    const { operation } = unit
    if (text === null || operation === null || unit.kind === 'heading' || text.text.length > 600) return []
    const facts: WireFact<OperationFacts>[] = []
    const span = text.span(0, text.text.length)
    const failing = /^\W{0,4}(?:failure|error|invalid|incorrect|validation failure|no valid|if|when)\b/i.test(
      text.text,
    )
    if (!failing && ofPages(document)) {
      const redirect = REDIRECT.exec(text.text)
      // `redirects to login if unauthenticated` tells of the others.
      const refused =
        redirect !== null &&
        /\b(?:if|when|unless|otherwise)\b/i.test(
          text.text.slice(Math.max(0, redirect.index - 60), redirect.index),
        )
      const page = PAGE.exec(text.text)
      if (redirect !== null && !refused && operation.method !== 'GET')
        facts.push({ property: 'success', value: Number(redirect[1] ?? redirect[2] ?? 303), span })
      else if (page !== null)
        facts.push({
          property: 'response',
          value: { status: 200, shape: { kind: 'file', mediaType: 'text/html' } },
          span,
        })
    }
    return claimsOfOperation(READER, operation, facts)
  },
)

const pages = new WeakMap<MarkdownDocument, boolean>()

/** Whether a document says of its service that it answers with pages. */
function ofPages(document: MarkdownDocument): boolean {
  const known = pages.get(document)
  if (known !== undefined) return known
  const found = PAGES.test(document.source.text)
  pages.set(document, found)
  return found
}
