import type { Definitions } from '../definition.js'
import { template } from '../template.js'

/** Problems in `.specwright/answers.yaml`. */
export const answersMessages = {
  'answers-syntax': {
    severity: 'error',
    message: template`The answers cannot be read: ${'reason'}.`,
    suggestion: template`Correct the line, or restore the file from version control.`,
  },
  'answers-shape': {
    severity: 'error',
    message: template`${'what'} is not written as an answer: ${'reason'}.`,
    suggestion: template`Write the question's id, a colon, and the option: ${'example'}`,
  },
  'answers-option': {
    severity: 'error',
    message: template`The question ${'question'} has no option ${'option'}.`,
    suggestion: template`Choose one of: ${'options'}.`,
  },
  'answers-question': {
    severity: 'information',
    message: template`Nothing in the specifications asks ${'question'} any more; its answer is not used.`,
    suggestion: template`Delete the answer, unless the question is to come back.`,
  },
} as const satisfies Definitions
