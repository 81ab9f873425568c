import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import { isDenied } from './scope-words.js'
import { claimsOfOperation } from './wire-claims.js'

const READER = 'health-mention'

const PATH =
  /(?<![\w/.:-])(\/(?:[\w-]{1,30}\/){0,3}(?:health|healthz|health-?check|ready|readyz|readiness|live|livez|liveness))(?![\w/.-])/
const NAMES =
  /\bendpoints?\b|\broutes?\b|\b(?:implement|add|create|provide|expose|serve)s?\b|エンドポイント|엔드포인트|端点/i

/**
 * Endpoints for monitoring, which documents name by their path alone: ``provide a `/health` endpoint``.
 */
export const healthMentionReader = unitReader(
  READER,
  'provide a `/health` endpoint',
  (unit, { document }) => {
    const text = textOf(unit)
    if (text === null || !/^(?:endpoints|feature|plan|tasks|research|other)$/.test(document.source.kind))
      return []
    const match = PATH.exec(text.text)
    if (match?.[1] === undefined || !NAMES.test(text.text)) return []
    const before = text.text.slice(Math.max(0, match.index - 60), match.index)
    if (isDenied(before) || /\bexcept\b[^.;]{0,60}$|\b(?:GET|POST|HEAD)[ `]{1,3}$/i.test(before)) return []
    return claimsOfOperation(READER, { method: 'GET', path: match[1] }, [
      { property: 'exists', value: true, span: text.span(match.index, match.index + match[1].length) },
    ])
  },
)
