import { unitReader } from '../outline/unit-reader.js'
import { claimsOfOperation, claimsOfValue } from './wire-claims.js'

const READER = 'form-body'

const FORM =
  /\bapplication\/x-www-form-urlencoded\b|\bOAuth2PasswordRequestForm\b|\b(?:url-?encoded )?form[- ](?:data|encoded|body|fields?)\b|\burl-?encoded form\b/i

const STANDARD = /\bOAuth2PasswordRequestForm\b/

/**
 * A body that is an encoded form and not JSON; the form of OAuth2 has a name and a password:
 *
 * ```markdown
 * ### POST /token
 * - Content-Type: `application/x-www-form-urlencoded`
 * - Body: form data (`OAuth2PasswordRequestForm`)
 * ```
 */
export const formBodyReader = unitReader(
  READER,
  '- Body: form data (`OAuth2PasswordRequestForm`)',
  (unit) => {
    if ((unit.kind !== 'line' && unit.kind !== 'item') || unit.operation === null) return []
    if (/^(?:GET|HEAD|DELETE)$/.test(unit.operation.method)) return []
    const text = unit.kind === 'line' ? unit.text : unit.item
    const part = unit.label?.part ?? unit.part
    if (part === 'response' || /\bmultipart\b/i.test(text.text)) return []
    const found = FORM.exec(text.text)
    if (found === null) return []
    // "form data" alone may be what a page collects before it sends JSON.
    const plain = !/urlencoded|OAuth2/i.test(found[0])
    if (plain && part !== 'request') return []
    const span = text.span(found.index, found.index + found[0].length)
    const { operation } = unit
    return [
      ...claimsOfOperation(READER, operation, [
        { property: 'bodyMedia', value: 'application/x-www-form-urlencoded', span },
      ]),
      ...(STANDARD.test(text.text)
        ? ['username', 'password'].flatMap((name) =>
            claimsOfValue(READER, operation, 'body', name, [
              { property: 'exists', value: true, span },
              { property: 'type', value: 'string', span },
              { property: 'required', value: true, span },
            ]),
          )
        : []),
    ]
  },
)
