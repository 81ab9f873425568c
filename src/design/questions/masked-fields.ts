import { fold } from '../canonical-name.js'
import type { QuestionPass } from '../question-pass.js'
import type { Line } from './lines.js'
import { ask, listed } from './ask.js'
import { linesOf } from './lines.js'

const NEVER =
  /\bnever (?:be )?(?:returned|shown|exposed|displayed|sent)|\bnot (?:be )?(?:returned|exposed) in full/i
const SOMETIMES =
  /\bmask\w{0,3}\b.{0,60}\b(?:for|unless|below|except|lower|non-)|\bvisible (?:only )?to\b|\bhidden (?:for|from)\b/i

/**
 * Sensitive values that one line never shows and another shows to some:
 *
 *     tax_number: "full value never returned"      "tax_number is masked for clerks"
 */
export const askMaskedFields: QuestionPass = ({ assembly, entities }) => {
  const lines = linesOf(assembly)
  const of = (pattern: RegExp, name: string): readonly Line[] =>
    lines.filter(
      ({ text }) =>
        pattern.test(text) && text.split(/[^A-Za-z0-9_]+/).some((word) => fold(word).startsWith(fold(name))),
    )
  const open = entities
    .filter(({ managedElsewhere }) => !managedElsewhere)
    .flatMap((entity) =>
      entity.fields.flatMap(({ name }) => {
        if (name.length < 5) return []
        const never = of(NEVER, name)
        const sometimes = never.length === 0 ? [] : of(SOMETIMES, name)
        return sometimes.length === 0
          ? []
          : [{ subject: `${entity.name}.${name}`, said: [...never.slice(0, 2), ...sometimes.slice(0, 2)] }]
      }),
    )
  if (open.length === 0) return
  ask(assembly, {
    id: 'masked-fields',
    kind: 'conflict',
    concern: 'security',
    subjects: open.map(({ subject }) => subject),
    about: `One line never shows ${listed(open.map(({ subject }) => subject))}, another shows it to some callers.`,
    spans: open.flatMap(({ said }) => said.map(({ span }) => span)),
    options: [
      { id: 'never', label: 'nobody reads the whole value again, whatever the role' },
      { id: 'specified', label: 'the lines agree now on who reads it; read them again' },
    ],
    recommended: 'never',
  })
}
