import { posix } from 'node:path'
import { createDiagnostic } from '../../diagnostics/create.js'
import type { ContractDocument } from '../../source/document.js'
import type { Collector } from './collector.js'
import { fieldOf, fieldsOf, isList, itemsOf, pairSpan, type Place, textOf, topOf } from './place.js'

/** References that are followed from one place before they count as a circle. */
const LONGEST_CHAIN = 32

/** References to the schemas that a contract names. */
const NAMED_SCHEMA = /#\/(?:components\/schemas|definitions|\$defs)\/[^/]{1,200}$/

/** Where a chain of references ends. */
export interface Referred {
  readonly place: Place
  /** The name that the references give: `ParcelCreate`; null without a reference. */
  readonly name: string | null
  /** Places with a `$ref`, in the order they were followed: their other keys still count. */
  readonly through: readonly Place[]
}

/**
 * Follows `$ref` from a place to what it stands for (RFC 6901 pointers; OpenAPI 3.1, 4.8.23), in the
 * same document or in another contract of the project. Nothing outside the project is looked at.
 *
 * @returns null, with a diagnostic at the `$ref`, when there is no such place or the chain is a circle
 */
export function follow(place: Place, collector: Collector): Referred | null {
  let current = place
  let name: string | null = null
  let isNamed = false
  const through: Place[] = []
  for (let reference = fieldOf(current, '$ref'); reference !== null;) {
    const text = textOf(reference)
    if (text === null) break
    if (through.length === LONGEST_CHAIN || through.some((seen) => seen.node === current.node)) {
      collector.report(createDiagnostic('reference-circle', { reference: text }, pairSpan(reference)))
      return null
    }
    through.push(current)
    const target = resolve(reference, text, collector)
    if (target === null) return null
    // A schema that the contract names and keeps in a file goes by the contract's name.
    if (!isNamed) name = lastStep(text)
    isNamed ||= NAMED_SCHEMA.test(text)
    current = target
    reference = fieldOf(current, '$ref')
  }
  return { place: current, name, through }
}

/** The name a reference ends in: its last step, or the name of a whole file. */
export function lastStep(reference: string): string | null {
  const steps = reference.split(/[#/]/)
  const last = steps.findLast((step) => step !== '')
  if (last === undefined) return null
  const file = /^(.{1,200})\.(?:ya?ml|json)$/i.exec(last)?.[1]
  return file === undefined ? decodeStep(last) : schemaName(file)
}

/** `Loan Request` and `loan-request` are the schema `LoanRequest`. */
export function schemaName(words: string): string {
  return words
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}

function resolve(reference: Place, text: string, collector: Collector): Place | null {
  const hash = text.indexOf('#')
  const file = hash < 0 ? text : text.slice(0, hash)
  const pointer = hash < 0 ? '' : text.slice(hash + 1)
  const document = documentOf(reference, file, collector)
  if (document === null) return null
  const yaml = document === reference.document ? reference.yaml : document.yaml
  // `definitions.yaml#Parcel` without a slash is not a pointer, but its meaning is plain.
  const steps = pointer.split('/').filter((step, index) => index > 0 || step !== '')
  let current: Place = topOf(document, yaml)
  for (const raw of steps) {
    const step = decodeStep(raw)
    const next = isList(current) ? (itemsOf(current)[Number(step)] ?? null) : fieldOf(current, step)
    if (next === null) {
      reportMissing(reference, text, raw, step, current, collector)
      return null
    }
    current = next
  }
  return current
}

function documentOf(reference: Place, file: string, collector: Collector): ContractDocument | null {
  if (file === '') return reference.document
  const span = pairSpan(reference)
  if (/^[a-z][a-z0-9+.-]{0,20}:|^\/\//i.test(file)) {
    collector.report(createDiagnostic('reference-remote', { reference: file }, span))
    return null
  }
  const folder = posix.dirname(reference.document.source.id)
  const id = posix.normalize(posix.join(folder, file))
  const document = collector.contracts.get(id)
  if (document !== undefined) return document
  const suggestion = collector.suggest(id, collector.contracts.keys())
  collector.report(createDiagnostic('reference-file-missing', { file: id }, span, suggestion))
  return null
}

function reportMissing(
  reference: Place,
  text: string,
  raw: string,
  step: string,
  parent: Place,
  collector: Collector,
): void {
  const names = fieldsOf(parent).map((field) => field.name)
  const suggestion = collector.suggest(step, names, (nearest) => text.replace(raw, () => nearest))
  collector.report(
    createDiagnostic('reference-missing', { reference: text }, pairSpan(reference), suggestion),
  )
}

/** `~1` is `/`, `~0` is `~` (RFC 6901, 4), after percent-decoding. */
function decodeStep(step: string): string {
  let decoded = step
  try {
    decoded = decodeURIComponent(step)
  } catch {
    // A stray `%` is taken as it stands.
  }
  return decoded.replaceAll('~1', '/').replaceAll('~0', '~')
}
