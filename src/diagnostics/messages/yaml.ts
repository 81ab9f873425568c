import type { Definitions } from '../definition.js'
import { template } from '../template.js'

/** Problems in the text of a YAML or JSON document. */
export const yamlMessages = {
  'yaml-syntax': {
    severity: 'error',
    message: template`This YAML cannot be read: ${'reason'}.`,
    suggestion: template`Correct the line; what stands around it was read.`,
  },
  'yaml-tab': {
    severity: 'warning',
    message: template`A tab indents this line; it was read as two spaces.`,
    suggestion: template`Indent with spaces.`,
  },
  'yaml-unquoted': {
    severity: 'warning',
    message: template`This value needs quotes; it was read as one string.`,
    suggestion: template`Put quotes around the value.`,
  },
  'yaml-unclosed-quote': {
    severity: 'warning',
    message: template`This quote is not closed; the value was read to the end of its line.`,
    suggestion: template`Close the quote.`,
  },
  'yaml-unclosed-bracket': {
    severity: 'warning',
    message: template`A bracket of this value is not closed; it was closed at the end of the line.`,
    suggestion: template`Close the bracket.`,
  },
  'yaml-line-left-out': {
    severity: 'error',
    message: template`This line cannot be read and was left out.`,
    suggestion: template`Correct the line; what stands around it was read.`,
  },
  'yaml-more-faults': {
    severity: 'error',
    message: template`The document has ${'count'} more faults from here on.`,
    suggestion: null,
  },
  'yaml-too-deep': {
    severity: 'error',
    message: template`The document nests too deep to be read.`,
    suggestion: template`Move inner schemas to components and refer to them.`,
  },
  'yaml-duplicate-key': {
    severity: 'warning',
    message: template`The key ${'name'} stands twice in one mapping.`,
    suggestion: template`Merge the two, or rename one.`,
  },
  'yaml-unknown-anchor': {
    severity: 'error',
    message: template`No anchor &${'name'} stands before this alias.`,
    suggestion: template`Define the anchor above, or quote the value if no alias is meant.`,
  },
} as const satisfies Definitions
