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
  'contract-unknown': {
    severity: 'warning',
    message: template`This document is neither an OpenAPI contract nor a JSON Schema; nothing was read from it.`,
    suggestion: template`Start a contract with openapi: 3.1.0, a schema with $schema.`,
  },
  'contract-structure': {
    severity: 'warning',
    message: template`OpenAPI wants ${'wanted'} for ${'what'}; this was left out.`,
    suggestion: null,
  },
  'contract-unsupported': {
    severity: 'warning',
    message: template`Specwright cannot implement ${'what'} yet; it was left out.`,
    suggestion: null,
  },
  'contract-too-many-claims': {
    severity: 'error',
    message: template`The contract says more than ${'limit'} things; from here on nothing was read.`,
    suggestion: template`Split the contract into several files.`,
  },
  'openapi-version-missing': {
    severity: 'warning',
    message: template`The contract does not say which version of OpenAPI it follows; it was read as 3.1.`,
    suggestion: template`Add openapi: 3.1.0 at the top.`,
  },
  'openapi-version-unknown': {
    severity: 'warning',
    message: template`The version ${'version'} of OpenAPI is not known here; the contract was read as 3.1.`,
    suggestion: template`Write openapi: 3.1.0 or 3.0.3.`,
  },
  'reference-missing': {
    severity: 'error',
    message: template`${'reference'} leads nowhere.`,
    suggestion: template`Define it, or correct the reference.`,
  },
  'reference-file-missing': {
    severity: 'error',
    message: template`No contract ${'file'} belongs to the project.`,
    suggestion: template`Refer to a contract under specs/ or contracts/, or move the schema into this file.`,
  },
  'reference-remote': {
    severity: 'error',
    message: template`${'reference'} is not on this machine; nothing is read from the network.`,
    suggestion: template`Copy what is referred to into this file.`,
  },
  'reference-circle': {
    severity: 'error',
    message: template`${'reference'} leads back to itself.`,
    suggestion: template`Let one of the references stand for a schema of its own.`,
  },
  'schema-too-complex': {
    severity: 'error',
    message: template`The schema combines too many parts to be read.`,
    suggestion: template`Write its fields out.`,
  },
  'schema-type-unknown': {
    severity: 'error',
    message: template`JSON Schema has no type ${'type'}; ${'reading'}.`,
    suggestion: template`Use string, integer, number, boolean, array or object.`,
  },
  'security-scheme-missing': {
    severity: 'error',
    message: template`No security scheme is named ${'scheme'}; a token is asked for all the same.`,
    suggestion: template`Define it under components/securitySchemes.`,
  },
  'servers-differ': {
    severity: 'warning',
    message: template`This server has the path ${'other'}, the first one ${'path'}; the first one counts.`,
    suggestion: template`Give all servers the same path.`,
  },
  'base-path-repeated': {
    severity: 'warning',
    message: template`${'path'} already starts with the path ${'base'} of the server; it was not put there twice.`,
    suggestion: template`Leave ${'base'} out of the path, or out of the server.`,
  },
  'operation-unknown-key': {
    severity: 'warning',
    message: template`${'key'} is no HTTP method that a path can have; it was left out.`,
    suggestion: template`Use get, post, put, patch, delete, head or options.`,
  },
  'operation-outside-path': {
    severity: 'warning',
    message: template`${'method'} stands beside the path ${'path'}; it was read as its operation.`,
    suggestion: template`Indent it under the path.`,
  },
  'path-outside-paths': {
    severity: 'warning',
    message: template`${'path'} stands outside paths; it was read as one of them.`,
    suggestion: template`Indent it under paths.`,
  },
  'path-without-slash': {
    severity: 'error',
    message: template`${'path'} stands among the paths but does not start with a slash; it was left out.`,
    suggestion: template`Write /${'path'}, or move it out of paths.`,
  },
  'parameter-of-path': {
    severity: 'information',
    message: template`The query parameter ${'name'} stands on the path; it was read for GET, not for ${'method'}.`,
    suggestion: template`Move it to the operations that take it.`,
  },
  'parameter-not-in-path': {
    severity: 'warning',
    message: template`The path parameter ${'name'} does not stand in ${'path'}.`,
    suggestion: template`Correct the name, or let the parameter stand in the query.`,
  },
  'parameter-undeclared': {
    severity: 'warning',
    message: template`${'path'} holds {${'name'}}, but no parameter says what it is; it was read as a string.`,
    suggestion: template`Add a parameter ${'name'} with in: path.`,
  },
  'response-status': {
    severity: 'warning',
    message: template`${'status'} is no status; the response was left out.`,
    suggestion: template`Use a status of three digits, or default.`,
  },
  'response-second-success': {
    severity: 'information',
    message: template`The operation already succeeds with ${'first'}; ${'status'} was read as a further answer.`,
    suggestion: null,
  },
} as const satisfies Definitions
