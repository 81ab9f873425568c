import type { Condition } from '../../../design/expression.js'
import { status } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { refusing } from '../refusing.js'
import { stepsOf } from '../steps.js'

type ClockCondition = Extract<Condition, { readonly kind: 'clock' }>

const DAY = 86_400_000

/** Values beside the present: two days off, far enough from midnight, and for a day the present one. */
export const clockRule: OperationProbe = {
  id: 'clock-rule',
  entry: null,
  title: 'A value on the wrong side of the present is refused, one on the right side taken',
  cwe: 20,
  clause: 'ERR-7',
  applies: ({ operation }) => stepsOf(operation, 'check').some(({ condition }) => condition.kind === 'clock'),
  fire: async (scope) => {
    const { operation } = scope
    for (const { condition, otherwise } of stepsOf(operation, 'check')) {
      if (condition.kind !== 'clock') continue
      const { body, rule } = condition
      const ahead = rule.relation === 'greater' || rule.relation === 'atLeast'
      const ranked = (operation.body.find(({ name }) => name === body)?.rank ?? null) !== null
      const refused = refusing(scope, otherwise)
      const taken = status(operation.success)
      const send = async (label: string, value: string, allowed: boolean): Promise<void> => {
        await scope.expect(
          label,
          await scope.prepare(),
          { content: { [body]: value } },
          allowed ? taken : refused,
        )
      }
      await send(
        `${body} two days ${ahead ? 'ago' : 'ahead'}`,
        written(condition, ahead ? -2 * DAY : 2 * DAY),
        false,
      )
      // A value near the present may not fit others that samples hold.
      if (ranked) continue
      await send(
        `${body} two days ${ahead ? 'ahead' : 'ago'}`,
        written(condition, ahead ? 2 * DAY : -2 * DAY),
        true,
      )
      if (condition.type === 'date' && isSteady())
        await send(`${body} today`, written(condition, 0), allowsPresent(condition))
    }
  },
}

function allowsPresent({ rule: { relation } }: ClockCondition): boolean {
  return relation === 'atLeast' || relation === 'atMost'
}

function written({ type }: ClockCondition, away: number): string {
  const text = new Date(Date.now() + away).toISOString()
  return type === 'date' ? text.slice(0, 10) : `${text.slice(0, 19)}Z`
}

/** Whether the present day is the same everywhere that the service may look, and stays so for a while. */
function isSteady(): boolean {
  const now = new Date()
  const later = new Date(now.getTime() + 120_000)
  return now.getDate() === now.getUTCDate() && later.getUTCDate() === now.getUTCDate()
}
