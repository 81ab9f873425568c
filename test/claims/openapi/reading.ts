import type { Claim } from '../../../src/claims/claim.js'
import { readOpenApi } from '../../../src/claims/openapi/openapi.js'
import type { Reading } from '../../../src/claims/reader.js'
import { parseContract } from '../../../src/source/contract.js'
import type { Document } from '../../../src/source/document.js'
import { contractSource } from '../../source/contract-source.js'

/** Reads a contract that stands beside others in a project. */
export function readContract(text: string, others: Readonly<Record<string, string>> = {}): Reading {
  const { document } = parseContract(contractSource(text))
  if (document === null) return { claims: [], statements: [], diagnostics: [] }
  const documents: Document[] = [document]
  for (const [id, otherText] of Object.entries(others)) {
    const other = parseContract(contractSource(otherText, id)).document
    if (other !== null) documents.push(other)
  }
  return readOpenApi(document, { folder: '/project', documents, diagnostics: [] })
}

/** `POST /parcels`, `query page of GET /parcels`, `Parcel.id`: a subject in few words. */
export function subjectText(subject: Claim['subject']): string {
  switch (subject.kind) {
    case 'service':
      return 'service'
    case 'setting':
      return `setting ${subject.name}`
    case 'entity':
      return `entity ${subject.entity}`
    case 'column':
      return `column ${subject.entity}.${subject.field}`
    case 'schema':
      return subject.schema
    case 'property':
      return `${subject.schema}.${subject.field}`
    case 'operation':
      return `${subject.method} ${subject.path}`
    case 'parameter':
      return `${subject.method} ${subject.path} ${subject.in} ${subject.name}`
    case 'body':
      return `${subject.method} ${subject.path} body ${subject.field}`
    default:
      return subject satisfies never
  }
}

/** The values claimed for a property of a subject, in order. */
export function claimed(reading: Reading, subject: string, property: string): readonly unknown[] {
  return reading.claims
    .filter((claim) => claim.property === property && subjectText(claim.subject) === subject)
    .map((claim) => claim.value)
}

/** Each diagnostic as its code and the words it points at. */
export function problems(reading: Reading, text: string): readonly [string, string][] {
  return reading.diagnostics.map(({ code, span }) => [
    code,
    span === null ? '' : text.slice(span.start, span.end),
  ])
}
