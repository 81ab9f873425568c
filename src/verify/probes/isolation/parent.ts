import { answerToStrangers } from '../../../design/answer-to-strangers.js'
import { somebody } from '../account.js'
import { status } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { ownedFinds, stepsOf } from '../steps.js'

/** A row may not be put under a row of somebody else. */
export const foreignParent: OperationProbe = {
  id: 'foreign-parent',
  entry: 24,
  title: "A row is not put under another user's row",
  cwe: 639,
  clause: 'AUTH-3',
  applies: ({ operation, isProtected }) =>
    isProtected &&
    stepsOf(operation, 'insert').length > 0 &&
    ownedFinds(operation).some(({ key }) => key.value.kind === 'body' || key.value.kind === 'path'),
  fire: async (scope) => {
    for (const find of ownedFinds(scope.operation)) {
      const prepared = await scope.prepare({
        extent: 'full',
        foreign: { row: find.row, user: await somebody(scope.world) },
      })
      const { status: code } = answerToStrangers(find) ?? find.otherwise
      await scope.expect(`under another user's ${find.entity}`, prepared, {}, status(code))
    }
  },
}
