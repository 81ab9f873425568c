import type { MarkdownDocument } from '../../source/document.js'
import type { Span } from '../../source/span.js'
import type { Claim, ExampleFact } from '../claim.js'
import { toJson } from '../notation/near-json-facts.js'
import { outlineOf } from '../outline/outline.js'
import type { OperationName } from '../outline/operation-name.js'
import { NOTHING_READ, type Reader } from '../reader.js'
import { jsonBlock } from './json-block.js'
import { claimsOfOperation } from './wire-claims.js'

const READER = 'example-block'

/** A request that waits for its response. */
interface Waiting {
  readonly operation: OperationName
  readonly example: ExampleFact
  readonly span: Span
}

/**
 * Requests and responses shown as JSON or as an `http` block; a request and the success response after it make one
 * example, every other block one of its own.
 */
export const exampleBlockReader: Reader = {
  name: READER,
  form: '**Request Body**: { "note": "…" } **Response** (201): { "id": 7 }',
  read: (document) =>
    document.kind === 'markdown' ? { ...NOTHING_READ, claims: examplesOf(document) } : NOTHING_READ,
}

function examplesOf(document: MarkdownDocument): readonly Claim[] {
  const claims: Claim[] = []
  let waiting: Waiting | null = null
  const emit = ({ operation, example, span }: Waiting): void => {
    claims.push(...claimsOfOperation(READER, operation, [{ property: 'example', value: example, span }]))
  }
  for (const unit of outlineOf(document)) {
    if (unit.kind !== 'code' || unit.operation === null) continue
    const block = jsonBlock(unit)
    const shown = block === null || block.describes || block.partial ? undefined : toJson(block.value)
    if (block === null || shown === undefined) continue
    const { operation } = unit
    const name = unit.opened === '' ? null : unit.opened
    if (block.role === 'request') {
      if (waiting) emit(waiting)
      const example = { name, url: block.url, request: shown, status: null, response: undefined }
      waiting = { operation, example, span: block.span }
    } else if (block.role === 'response') {
      const paired: Waiting | null = sameOperation(waiting, operation) ? waiting : null
      if (waiting && !paired) emit(waiting)
      waiting = null
      const request = paired?.example.request
      const url = paired?.example.url ?? null
      const span = paired ? { ...block.span, start: paired.span.start } : block.span
      emit({ operation, example: { name, url, request, status: unit.status, response: shown }, span })
    } else if (unit.status !== null) {
      emit({
        operation,
        example: { name, url: null, request: undefined, status: unit.status, response: shown },
        span: block.span,
      })
    }
  }
  if (waiting) emit(waiting)
  return claims
}

function sameOperation(waiting: Waiting | null, operation: OperationName): boolean {
  return waiting?.operation.path === operation.path && waiting.operation.method === operation.method
}
