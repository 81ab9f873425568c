import type { Definitions } from '../definition.js'
import { template } from '../template.js'

/** Problems in OpenAPI documents and JSON Schemas. */
export const contractMessages = {
  'contract-too-long': {
    severity: 'error',
    message: template`The document has ${'length'} characters; at most ${'limit'} are read.`,
    suggestion: template`Split the contract into several files.`,
  },
  'contract-prose': {
    severity: 'warning',
    message: template`This part of the file is prose, not a contract, and was left out.`,
    suggestion: template`Move the prose to a Markdown file.`,
  },
  'contract-no-object': {
    severity: 'error',
    message: template`The document holds no mapping, so there is no contract in it.`,
    suggestion: template`Rename the file if it is prose; a contract starts with openapi: 3.1.0.`,
  },
} as const satisfies Definitions
