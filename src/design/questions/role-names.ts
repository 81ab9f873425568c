import type { QuestionPass } from '../question-pass.js'
import { ask } from './ask.js'
import type { Line } from './lines.js'
import { linesOf } from './lines.js'

/** `Manager+`, `Editor and above`, `at least Librarian`: a rank, not a role. */
const RANK = /\b([A-Z][a-z]{2,20})(?:\+|(?: or| and) (?:above|higher)\b)(?![\w+])/

/** A list in which a document names its roles. */
const ROLES = /\brole(?:s|_enum)?\b[^\n]{0,80}?[:(]\s*(.{5,200})/i

/** The names in a list of roles. */
function namesOf(line: Line): readonly string[] {
  const list = ROLES.exec(line.text)?.[1] ?? ''
  return list
    .split(/[,|/;)]| or | and /)
    .map((name) => name.replace(/[`"'*[\](){}.]/g, '').trim())
    .filter((name) => /^[A-Z][A-Za-z]{2,20}(?: [A-Z][A-Za-z]{2,20})?$/.test(name))
}

/**
 * Roles by rank (`Manager+`) of which no document gives the order, beside the
 * lists in which documents name their roles. Who passes is a matter of security.
 */
export const askRoleNames: QuestionPass = ({ assembly, auth }) => {
  if (auth.scheme === 'none') return
  const lines = linesOf(assembly).filter(({ kind }) => kind !== 'frontend')
  const ranked = lines.filter(({ text }) => RANK.test(text) && !/^\s*#/.test(text))
  const ranks = [...new Set(ranked.flatMap(({ text }) => RANK.exec(text)?.[1] ?? []))]
  if (!lines.some(({ text }) => /\broles?\b/i.test(text)) || ranks.length === 0) return
  const lists = lines.map((line) => ({ line, names: namesOf(line) })).filter(({ names }) => names.length >= 3)
  const fitting = ranks.filter(
    (rank) =>
      !/\b(?:Python|Node|Django|Java|Chrome|Safari|Firefox|Edge|Android|Postgre\w*|Version|Next|React)\b/.test(
        rank,
      ),
  )
  const known = new Set(lists.flatMap(({ names }) => names.map((name) => name.toLowerCase())))
  const open = fitting.filter(
    (rank) => known.size === 0 || [...known].some((name) => name.includes(rank.toLowerCase())),
  )
  if (open.length === 0) return
  ask(assembly, {
    id: 'role-ranks',
    kind: 'ambiguous',
    concern: 'security',
    subjects: ['roles', ...open.map((rank) => `${rank}+`)],
    about: `Documents give access by rank (${open.map((rank) => `${rank}+`).join(', ')}), and no document orders the roles.`,
    spans: [...ranked.slice(0, 5).map(({ span }) => span), ...lists.slice(0, 5).map(({ line }) => line.span)],
    options: [
      { id: 'named', label: 'the named role and administrators pass; everybody else is refused' },
      { id: 'specified', label: 'the specification lists the roles of each rank now; read it again' },
    ],
    recommended: 'named',
  })
}
