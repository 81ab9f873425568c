import { entityDiagrams } from './diagrams/entity-diagrams.js'
import { drizzleTables } from './drizzle/drizzle-tables.js'
import { endpointReaders } from './endpoints/readers.js'
import { entityLines } from './entities/entity-lines.js'
import { entitySections } from './entities/entity-sections.js'
import { keyEntities } from './entities/key-entities.js'
import { qualifiedIndexes } from './entities/qualified-indexes.js'
import { environment } from './layout/environment.js'
import { namedFiles } from './layout/named-files.js'
import { structureTree } from './layout/structure-tree.js'
import { openApiReader } from './openapi/openapi.js'
import { prismaModels } from './prisma/prisma-models.js'
import { pythonModels } from './python-code/models.js'
import { pythonModules } from './python-code/modules.js'
import { routeSnippets } from './python-code/routes.js'
import type { Reader } from './reader.js'
import { serviceReaders } from './service/readers.js'
import { statementReader } from './statements/statement-reader.js'
import { sqlDefinitions } from './sql/reader.js'
import { stateEdges } from './states/state-edges.js'
import { typescriptTypes } from './typescript/typescript-types.js'

/** All forms of writing that are understood, one line each. Their order is that of the claims of one document. */
export const readers: readonly Reader[] = [
  openApiReader,
  statementReader,
  ...endpointReaders,
  ...serviceReaders,
  pythonModels,
  sqlDefinitions,
  prismaModels,
  drizzleTables,
  entitySections,
  keyEntities,
  entityLines,
  qualifiedIndexes,
  entityDiagrams,
  stateEdges,
  typescriptTypes,
  pythonModules,
  routeSnippets,
  structureTree,
  namedFiles,
  environment,
]
