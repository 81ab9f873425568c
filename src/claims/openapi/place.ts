import { isAlias, isMap, isScalar, isSeq, type Node, type Document as YamlDocument, type YAMLMap } from 'yaml'
import type { ContractDocument } from '../../source/document.js'
import type { Span } from '../../source/span.js'
import { aliasTargets } from '../../source/yaml/aliases.js'

/** A node of a contract, with all that is needed to read on from it and to point at it. */
export interface Place {
  readonly document: ContractDocument
  readonly yaml: YamlDocument
  /** Aliases are followed; null for an empty value. */
  readonly node: Node | null
  /** The key it stands under; null in a list and at the top. */
  readonly key: Node | null
}

/** A key of a mapping and what stands under it. */
export interface Field {
  readonly name: string
  readonly place: Place
}

/** The top of a document. */
export function topOf(document: ContractDocument, yaml: YamlDocument): Place {
  return { document, yaml, node: yaml.contents, key: null }
}

/** The keys of a mapping in their order, twice if they stand twice; empty for anything else. */
export function fieldsOf(place: Place): readonly Field[] {
  if (!isMap(place.node)) return []
  const known = fieldLists.get(place.node)
  if (known !== undefined) return known
  const fields = readFields(place, place.node)
  fieldLists.set(place.node, fields)
  return fields
}

const fieldLists = new WeakMap<Node, readonly Field[]>()

function readFields(place: Place, map: YAMLMap): readonly Field[] {
  const fields: Field[] = []
  for (const { key, value } of map.items) {
    const name = nameOf(key)
    if (name === null || !isNodeOrNull(value)) continue
    const child = at(place, value, isScalar(key) ? key : null)
    if (name === '<<' && isMap(child.node)) fields.push(...plainFields(child))
    else fields.push({ name, place: child })
  }
  return fields
}

/** Merged fields (`<<: *anchor`), one level deep: anchors that merge each other are not followed. */
function plainFields(place: Place): readonly Field[] {
  if (!isMap(place.node)) return []
  const fields: Field[] = []
  for (const { key, value } of place.node.items) {
    const name = nameOf(key)
    if (name === null || name === '<<' || !isNodeOrNull(value)) continue
    fields.push({ name, place: at(place, value, isScalar(key) ? key : null) })
  }
  return fields
}

const indexes = new WeakMap<Node, ReadonlyMap<string, Place>>()

/**
 * What stands under a key; of two equal keys the first counts.
 *
 * @returns null when the place is no mapping or has no such key
 */
export function fieldOf(place: Place, name: string): Place | null {
  if (!isMap(place.node)) return null
  let index = indexes.get(place.node)
  if (index === undefined) {
    const places = new Map<string, Place>()
    for (const field of fieldsOf(place)) if (!places.has(field.name)) places.set(field.name, field.place)
    indexes.set(place.node, places)
    index = places
  }
  return index.get(name) ?? null
}

/** What stands under a chain of keys. */
export function placeAt(place: Place, ...names: readonly string[]): Place | null {
  let current: Place | null = place
  for (const name of names) current = current === null ? null : fieldOf(current, name)
  return current
}

/** The items of a list; empty for anything else. */
export function itemsOf(place: Place | null): readonly Place[] {
  if (place === null || !isSeq(place.node)) return []
  return place.node.items.filter(isNodeOrNull).map((item) => at(place, item, null))
}

/** The text of a scalar as its author wrote it: `1.0` stays `1.0`. Null for all else. */
export function textOf(place: Place | null): string | null {
  if (place === null || !isScalar(place.node)) return null
  const { value, source } = place.node
  if (typeof value === 'string') return value
  return value === null || value === undefined ? null : (source ?? String(value))
}

/** The number a scalar holds, quoted or not. */
export function numberOf(place: Place | null): number | null {
  if (place === null || !isScalar(place.node)) return null
  const { value } = place.node
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/** The place holds a mapping. */
export function isObject(place: Place | null): place is Place {
  return place !== null && isMap(place.node)
}

/** The place holds a list. */
export function isList(place: Place | null): place is Place {
  return place !== null && isSeq(place.node)
}

/** The range of the value, or of its key when the value is empty or long. */
export function spanOf(place: Place): Span {
  const source = place.document.source.id
  const node = isScalar(place.node) || place.key === null ? place.node : place.key
  const range = node?.range ?? place.key?.range ?? [0, 0]
  return { source, start: range[0], end: range[1] }
}

/** The range of `key: value` when both stand on one line, else of the key. */
export function pairSpan(place: Place): Span {
  const own = spanOf(place)
  const key = place.key?.range
  if (!key) return own
  const value = place.node?.range
  const { text } = place.document.source
  const end = value && value[0] >= key[0] ? value[1] : key[1]
  // A value elsewhere in the document (an alias) or of many lines leaves only the key.
  if (end - key[0] > 400 || text.slice(key[0], end).includes('\n'))
    return { source: own.source, start: key[0], end: key[1] }
  return { source: own.source, start: key[0], end }
}

/** The range of the key alone; of the value where there is no key. */
export function keySpan(place: Place): Span {
  const range = place.key?.range
  if (!range) return spanOf(place)
  return { source: place.document.source.id, start: range[0], end: range[1] }
}

function at(parent: Place, node: Node | null, key: Node | null): Place {
  const target = isAlias(node) ? (aliasTargets(parent.yaml).get(node) ?? null) : node
  return { document: parent.document, yaml: parent.yaml, node: target, key }
}

function nameOf(key: unknown): string | null {
  if (!isScalar(key)) return null
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))
}

function isNodeOrNull(value: unknown): value is Node | null {
  return value === null || isMap(value) || isSeq(value) || isScalar(value) || isAlias(value)
}
