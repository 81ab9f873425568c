import { posix } from 'node:path'
import type { Document as YamlDocument } from 'yaml'
import { createDiagnostic } from '../../diagnostics/create.js'
import type { ContractDocument, Project } from '../../source/document.js'
import { NOTHING_READ, type Reader, type Reading } from '../reader.js'
import { type Collector, createCollector, READER } from './collector.js'
import { readErrorBody } from './error-body.js'
import { readOperations } from './operations.js'
import { readOutOfScope } from './out-of-scope.js'
import { fieldOf, fieldsOf, keySpan, pairSpan, type Place, placeAt, spanOf, textOf, topOf } from './place.js'
import { stateRules } from './rules.js'
import { schemaName } from './reference.js'
import { readReferredSchemas, readSchema, readSchemas } from './schemas.js'
import { readSecurity } from './security.js'
import { readBasePath, readInfo } from './service.js'

/** The reader of contracts. */
export const openApiReader: Reader = {
  name: READER,
  form: 'openapi: 3.1.0',
  read: (document, project) => (document.kind === 'contract' ? readOpenApi(document, project) : NOTHING_READ),
}

/**
 * Reads an OpenAPI contract (3.0, 3.1; Swagger 2.0) or a JSON Schema, as in
 *
 * ```yaml
 * openapi: 3.1.0
 * paths:
 *   /parcels/{id}:
 *     get:
 *       responses:
 *         '200': { $ref: '#/components/responses/Parcel' }
 * ```
 *
 * @param document the contract
 * @param project its project: references may lead to other contracts in it, and nowhere else
 */
export function readOpenApi(document: ContractDocument, project: Project): Reading {
  const collector = createCollector(document, project)
  readDocument(document, document.yaml, collector)
  for (const yaml of document.others)
    if (isContract(topOf(document, yaml))) readDocument(document, yaml, collector)
  return collector.finish()
}

function readDocument(document: ContractDocument, yaml: YamlDocument, collector: Collector): void {
  const top = topOf(document, yaml)
  if (!isContract(top)) {
    readJsonSchema(top, collector)
    return
  }
  checkVersion(top, collector)
  readInfo(top, collector)
  stateRules(placeAt(top, 'info', 'description'), [], 'value', collector)
  readOutOfScope(placeAt(top, 'info', 'description'), collector)
  const base = readBasePath(top, collector)
  const security = readSecurity(top, collector)
  const responses = readOperations(top, base, security, collector)
  readErrorBody(responses, collector)
  const known = readSchemas(top, collector)
  readReferredSchemas(
    known,
    (place) => place.document !== document && isContract(topOf(place.document, place.yaml)),
    collector,
  )
  const webhooks = fieldOf(top, 'webhooks')
  if (webhooks !== null)
    collector.report(createDiagnostic('contract-unsupported', { what: 'webhooks' }, keySpan(webhooks)))
}

function isContract(top: Place): boolean {
  return (
    ['openapi', 'swagger', 'paths'].some((key) => fieldOf(top, key) !== null) ||
    placeAt(top, 'components', 'schemas') !== null
  )
}

function checkVersion(top: Place, collector: Collector): void {
  const place = fieldOf(top, 'openapi') ?? fieldOf(top, 'swagger')
  const version = textOf(place)
  if (place === null) {
    const [first] = fieldsOf(top)
    const span = first === undefined ? spanOf(top) : keySpan(first.place)
    collector.report(createDiagnostic('openapi-version-missing', {}, span))
  } else if (version === null || !/^(?:2\.0|3\.[01](?:\.|$))/.test(version)) {
    const parameters = { version: version ?? '' }
    collector.report(createDiagnostic('openapi-version-unknown', parameters, pairSpan(place)))
  }
}

/** A JSON Schema names its own schema by `title` and others under `definitions` or `$defs`. */
function readJsonSchema(top: Place, collector: Collector): void {
  const isSchema = ['$schema', 'definitions', '$defs'].some((key) => fieldOf(top, key) !== null)
  const title = textOf(fieldOf(top, 'title'))
  const hasProperties = fieldOf(top, 'properties') !== null
  if (!isSchema && !(title !== null && hasProperties)) {
    if (isPartOfAnother(collector)) return
    const [first] = fieldsOf(top)
    const span = first === undefined ? spanOf(top) : keySpan(first.place)
    collector.report(createDiagnostic('contract-unknown', {}, span))
    return
  }
  readSchemas(top, collector)
  if (title !== null && hasProperties) readSchema(schemaName(title), top, collector)
}

/** A file that another contract names holds parts of that contract, and is read with it. */
function isPartOfAnother({ document, contracts }: Collector): boolean {
  const name = posix.basename(document.source.id)
  return [...contracts.values()].some((other) => other !== document && other.source.text.includes(name))
}
