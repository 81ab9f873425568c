import { outOfScopeHeading } from '../endpoints/scope-words.js'
import { claimsOfService } from '../endpoints/wire-claims.js'
import { unitReader } from '../outline/unit-reader.js'

const READER = 'authentication-left-out'

/** The whole of an item: what another system does for the service is said with more words. */
const LEFT_OUT =
  /^(?:(?:user|customer|member|any) )?(?:authentication|login|log-in|sign-in|accounts)(?:(?:,? and |\/| or )(?:user )?(?:authori[sz]ation|authentication|accounts|login|permissions|roles))?\s?[;.,]?$/i

/**
 * A service that leaves out authentication as a whole:
 *
 * ```markdown
 * ## Out of Scope
 * - user authentication
 * ```
 */
export const authenticationLeftOutReader = unitReader(
  READER,
  '## Out of Scope\n- user authentication',
  (unit, { document }) => {
    if (unit.kind !== 'item' || !/^(?:endpoints|feature|plan)$/.test(document.source.kind)) return []
    const why = outOfScopeHeading(unit.headings)
    const what = unit.item.text.trim()
    if (why === null || !LEFT_OUT.test(what)) return []
    return claimsOfService(READER, [
      { property: 'outOfScope', value: { what, why }, span: unit.item.span(0, unit.item.text.length) },
    ])
  },
)
