import type { Question } from '../design/question.js'
import type { Locator } from './locator.js'
import type { Palette } from '../diagnostics/palette.js'
import { columns, oneLine } from './table.js'

/** At most this many questions are put at once (RUN-3). */
const MOST_AT_ONCE = 3

/**
 * The open questions that come first, with the lines in question, the options as
 * consequences and the command that answers each.
 * @param questions in the order of their rank
 * @returns lines for a terminal; empty when nothing is open
 */
export function questionLines(questions: readonly Question[], locate: Locator, palette: Palette): string[] {
  const open = questions.filter((question) => question.answer === null)
  const blocking = open.filter((question) => question.blocking)
  if (open.length === 0) return []
  const shown = (blocking.length > 0 ? blocking : open).slice(0, MOST_AT_ONCE)
  const rest = open.length - shown.length
  return [
    palette.bold(
      blocking.length > 0
        ? `Questions (${blocking.length} must be answered before anything is written)`
        : `Questions (${open.length} open; each takes its recommendation until you decide)`,
    ),
    ...shown.flatMap((question) => questionBlock(question, locate, palette)),
    ...(rest > 0 ? [palette.dim(`  … and ${rest} more: specwright answer`)] : []),
  ]
}

/** At most so many lines of the documents stand under a question. */
const MOST_PLACES = 4

/** The lines in question, each with its text. */
export function placeLines(question: Question, locate: Locator): string[] {
  const found = question.spans.flatMap((span) => {
    const place = locate(span)
    return place === null ? [] : [[`${place.path}:${place.line}`, oneLine(place.text, 90)] as const]
  })
  // A line that says several things in question is one line all the same.
  const places = [...new Map(found)].map(([at, text]) => [at, text])
  const rest = places.length - MOST_PLACES
  return [
    ...columns(places.slice(0, MOST_PLACES), 0),
    ...(rest > 0 ? [`… and ${rest} more ${rest === 1 ? 'line' : 'lines'}`] : []),
  ]
}

/** What is asked, without the alternatives where the options tell them once more. */
function topicOf({ about, options }: Question): string {
  const colon = about.indexOf(': ')
  const told = options.length > 1 && options.every(({ label }) => about.includes(label))
  return told && colon > 0 ? `${about.slice(0, colon)}.` : about
}

/** One question as lines: topic, places, options. */
export function questionBlock(question: Question, locate: Locator, palette: Palette): string[] {
  return [
    `  ${palette.yellow('?')} ${palette.bold(question.id)}  ${palette.dim(`${question.kind}, ${question.concern}`)}`,
    `    ${oneLine(topicOf(question), 400)}`,
    ...placeLines(question, locate).map((line) => `      ${palette.dim(line)}`),
    ...question.options.map((option) => {
      const mark = option.id === question.recommended ? '›' : ' '
      const advice = option.id === question.recommended ? palette.dim(' (recommended)') : ''
      return `    ${mark} ${palette.cyan(option.id)}: ${oneLine(option.label, 200)}${advice}`
    }),
    `    ${palette.dim(`specwright answer ${question.id} ${question.recommended}`)}`,
    '',
  ]
}
