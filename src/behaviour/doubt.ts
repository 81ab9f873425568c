import type { Operation } from '../design/operation.js'
import type { Question } from '../design/question.js'
import type { Candidate } from './candidate.js'

/** Something a completed operation takes for granted that a person should decide. */
export type Doubt = (candidate: Candidate, operation: Operation) => readonly Question[]
