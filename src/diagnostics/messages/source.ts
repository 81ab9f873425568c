import type { Definitions } from '../definition.js'
import { template } from '../template.js'

/** Problems of finding and reading documents. */
export const sourceMessages = {
  'folder-unreadable': {
    severity: 'error',
    message: template`The folder ${'path'} cannot be read: ${'reason'}.`,
    suggestion: template`Check that it exists and that you may read it.`,
  },
  'no-specification': {
    severity: 'error',
    message: template`No specification was found in ${'path'}.`,
    suggestion: template`Put Markdown or OpenAPI documents under specs/ (or docs/, design/, API.md, openapi.yaml), or name another folder with --project.`,
  },
  'file-unreadable': {
    severity: 'error',
    message: template`${'path'} cannot be read: ${'reason'}.`,
    suggestion: template`Check that it is a file and that you may read it.`,
  },
  'file-too-large': {
    severity: 'error',
    message: template`${'path'} has ${'size'} bytes, more than the ${'limit'} that are read, and was left out.`,
    suggestion: template`Split the document, or move data that is not a specification elsewhere.`,
  },
  'project-too-large': {
    severity: 'error',
    message: template`The documents have more than ${'limit'} bytes together; ${'path'} and what follows it was left out.`,
    suggestion: template`Move files that are not specifications out of specs/.`,
  },
  'too-many-files': {
    severity: 'error',
    message: template`There are more than ${'limit'} ${'what'}; ${'path'} and what follows it was left out.`,
    suggestion: template`Move files that are not specifications out of specs/.`,
  },
  'folder-too-deep': {
    severity: 'error',
    message: template`${'path'} is more than ${'limit'} folders deep and was left out.`,
    suggestion: template`Move its documents closer to specs/.`,
  },
  'link-outside-project': {
    severity: 'warning',
    message: template`${'path'} is a symbolic link to a place outside the project and was left out.`,
    suggestion: template`Copy the document into the project.`,
  },
  'file-not-text': {
    severity: 'error',
    message: template`${'path'} holds binary data and was left out.`,
    suggestion: template`Save the document as UTF-8 text.`,
  },
  'file-not-utf8': {
    severity: 'warning',
    message: template`${'path'} is not valid UTF-8; the malformed characters were replaced.`,
    suggestion: template`Save the document as UTF-8.`,
  },
  'nested-specification-ignored': {
    severity: 'information',
    message: template`${'path'} was not read, because the project has its own specs/ folder.`,
    suggestion: template`Name it with --project to read it instead.`,
  },
  'documents-outside-specs': {
    severity: 'information',
    message: template`There is no specification under specs/, so these were read: ${'documents'}. Passed over, because they tell of no endpoints, tables or requirements: ${'passed'}.`,
    suggestion: template`Move what is to be built into specs/; then nothing else is read.`,
  },
  'line-too-long': {
    severity: 'error',
    message: template`The line has ${'length'} characters, more than ${'limit'}, and was not read.`,
    suggestion: template`Break the line, or move the data it holds out of the specification.`,
  },
  'block-too-complex': {
    severity: 'error',
    message: template`The block has more than ${'limit'} marks of emphasis or nested lists; the rest of it was not read.`,
    suggestion: template`Divide the block by blank lines or headings.`,
  },
  'nesting-too-deep': {
    severity: 'error',
    message: template`The line nests more than ${'limit'} quotes or lists and was not read.`,
    suggestion: template`Flatten the quotes or lists.`,
  },
} as const satisfies Definitions
