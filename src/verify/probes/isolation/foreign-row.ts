import { answerToStrangers } from '../../../design/answer-to-strangers.js'
import { somebody } from '../account.js'
import { both, status, that } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { ownedFinds } from '../steps.js'

/** Headers that differ between any two answers. */
const withoutIds = (text: string): string =>
  text.replaceAll(/[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|\d{6,}/giu, '#')

/**
 * Another user's row (BOLA, OWASP API1:2023): answered as specified, byte for byte as an absent
 * one where the specification does not say otherwise, and left as it is.
 */
export const foreignRow: OperationProbe = {
  id: 'foreign-row',
  entry: 19,
  title: "Another user's row is answered as one that does not exist",
  cwe: 639,
  clause: 'AUTH-4',
  applies: ({ operation, isProtected }) => isProtected && ownedFinds(operation).length > 0,
  fire: async (scope) => {
    const { world, operation } = scope
    for (const find of ownedFinds(operation)) {
      const caller = await somebody(world)
      // What a role reaches beyond the rows of the caller is as specified.
      const user = (find.wide ?? null) === null ? caller : world.users.withoutRoles(caller)
      const theirs = await somebody(world)
      const foreign = await scope.prepare({ user, foreign: { row: find.row, user: theirs } })
      // Those to whom a row shows may be refused otherwise than strangers.
      const refused = answerToStrangers(find)
      const { status: code } = refused ?? find.otherwise
      if (refused !== null) {
        await scope.expect(`a ${find.entity} of another user`, foreign, {}, status(code))
        continue
      }
      const absent = await scope.send(await scope.prepare({ user, absent: find.row, given: foreign.rows }))
      await scope.expect(
        `a ${find.entity} of another user`,
        foreign,
        {},
        both(
          status(code),
          that('the same body as for an absent row', ({ text }) =>
            withoutIds(text) === withoutIds(absent.text)
              ? null
              : `an absent row answers ${JSON.stringify(absent.text.slice(0, 120))}`,
          ),
        ),
      )
    }
  },
}
