import type { Project } from '../../source/document.js'

const NAME = String.raw`[\x60"']?[A-Za-z][\w-]{1,30}[\x60"']?`
const NAMES = String.raw`(${NAME}(?: ?(?:,|\/|\|)(?: (?:and|or))? ?${NAME}| (?:and|or) ${NAME}){1,7})`

/** Forms in which documents list the roles that there are. */
const FORMS: readonly RegExp[] = [
  // The claim `role` is `resident` or `officer`; the role claim holds clerk, vet or admin.
  new RegExp(
    String.raw`(?:\bclaim:? [\x60"']?roles?[\x60"']?|[\x60"']?\broles?[\x60"']? claim)(?:,? which)? (?:is|holds|carries|contains|tells|has|can be|may be|must be)(?: the)?(?: values?)?(?: (?:either|one of))?:? ${NAMES}`,
    'gi',
  ),
  // Roles: `assistant`, `vet`, `admin`; there are two roles: clerk and curator.
  new RegExp(String.raw`\broles?(?: are)?: ${NAMES}(?=[.;)\n]|$)`, 'gim'),
  // The token carries `role` (`resident` or `officer`).
  new RegExp(String.raw`[\x60"']roles?[\x60"'](?: claim)? \((?:either |one of )?${NAMES}\)`, 'gi'),
]

/** Words that stand in such lists and name no role that tells some callers from others. */
const NO_ROLE =
  /^(?:users?|callers?|accounts?|owners?|authors?|anyone|everyone|nobody|none|required|optional|string|text|enum|list|array|null|the|and|or|an?|not|only|must|may|can)$/i

/** Most of a document that is looked at. */
const MOST = 200_000

/**
 * The roles of callers that documents list as the values of a claim or as the roles that there are:
 *
 * ```markdown
 * The claim `role` is `resident` or `officer`.
 * Roles: `assistant`, `vet`, `admin`.
 * ```
 *
 * @returns the names as they are written
 */
export function statedRoles({ documents }: Project): readonly string[] {
  const roles = new Set<string>()
  for (const { source } of documents) {
    const text = source.text.slice(0, MOST).replaceAll(/\n[ \t]{1,20}(?=\S)/g, ' ')
    for (const form of FORMS)
      for (const match of text.matchAll(form)) {
        const names = (match[1] ?? '')
          .split(/ ?(?:,|\/|\|)(?: (?:and|or))? ?| (?:and|or) /)
          .map((name) => name.replaceAll(/[`"']/g, ''))
        if (names.every((name) => !NO_ROLE.test(name))) for (const name of names) roles.add(name)
      }
  }
  return [...roles]
}
