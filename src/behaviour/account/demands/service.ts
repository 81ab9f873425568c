import {
  serviceCors,
  serviceDatabaseDown,
  serviceErrorBody,
  serviceErrors,
  serviceRoutes,
  serviceSchema,
  serviceSecret,
  successOf,
} from '../../../design/aspect.js'
import type { Statement } from '../../../claims/statement.js'
import type { Design } from '../../../design/design.js'
import type { Operation } from '../../../design/operation.js'
import { plural, wordsOf } from '../../naming.js'
import { refusalAspect, responseAspect } from '../operation-aspects.js'
import { saysOnlyTechnology } from '../only-technology.js'
import type { Demand } from '../demand.js'

/** "no stack traces reach clients", "a generic message for unexpected errors". */
export const safeErrors: Demand = ({ text }) =>
  /\b(?:no|not|never|without|n['’]t|hid\w{1,4}|expos\w{1,3}|leak\w{0,3}|reveal\w{0,3}|generic)\b.{0,60}\bstack ?traces?\b|\binternal (?:details|errors?|server)\b|\bgeneric (?:error|message)|\berrors?\b.{0,40}\bsensitive (?:data|information|details)\b|\bno technical details\b|\bsafe error|\b(?:errors?|messages?|technical details|internals?)\b.{0,40}(?:\bnever|\bnot|n['’]t) (?:\w{1,12} )?(?:expose|leak|reveal)|(?:\bnever|\bnot|n['’]t) (?:\w{1,12} )?(?:expose|leak|reveal)\w{0,3} .{0,30}\b(?:errors?|details|stack|internals?|implementation)\b|\blog(?:s|ged)? (?:\w{1,20} ){0,3}(?:server-?side|on the server)\b/.test(
    text,
  )
    ? [serviceErrors]
    : []

/** "database failures answer 503", "connection issues must not crash the service". */
export const databaseFailure: Demand = ({ text }) =>
  !/\b(?:external|third[- ]party|upstream|partner)\b|\bapi is (?:down|unavailable|offline)\b/.test(text) &&
  /\bdatabase\b.{0,40}\b(?:fail|unavailab|unreachab|down|error|connection (?:lost|issue|error))|\bconnection (?:issues?|errors?|failures?)\b/.test(
    text,
  )
    ? [serviceDatabaseDown]
    : []

/** "errors have the form {"detail": …}", "consistent error format"; what one refusal says is another matter. */
export const errorFormat: Demand = ({ text, general, statement, design }) => {
  const form =
    /\berror (?:response )?(?:format|bod(?:y|ies)|shape|structure)\b|\berror (?:responses?|messages?)\b.{0,60}\b(?:format|json|bod|structure)|\bconsistent (?:\w{1,20} ){0,2}errors?\b|\bstructured errors?\b/
  if (form.test(text) || isKeyOfErrors(statement, design)) return [serviceErrorBody]
  const clear =
    /\b(?:clear|meaningful|descriptive|human-(?:friendly|readable)|appropriate)\b.{0,30}\berror messages?\b/
  const shown = /\b(?:displays?|shows?|sees?|guid(?:e|ance)|interfaces?)\b/
  return general && statement.form !== 'scenario' && clear.test(text) && !shown.test(text)
    ? [serviceErrorBody]
    : []
}

/** An entry of a list of what error bodies hold: `detail | string | …` under "Error Response". */
function isKeyOfErrors({ text, headings }: Statement, { service }: Design): boolean {
  const key = /^\W{0,4}(\w{1,60})\s?[|:(]/.exec(text)?.[1]
  const { messageKey, fieldErrorsKey, beside } = service.errorBody
  return (
    key !== undefined &&
    /\berrors?\b/i.test(headings.at(-1) ?? '') &&
    [messageKey, fieldErrorsKey, ...beside.map((one) => one.key)].includes(key)
  )
}

/** "secrets come from the environment", "no secret in the code". */
export const secrets: Demand = ({ text, design }) =>
  design.auth.secretEnv !== null &&
  (text.includes(design.auth.secretEnv.toLowerCase()) ||
    /\bsecrets?\b.{0,60}\benvironment\b|\benvironment\b.{0,60}\bsecrets?\b|\bhard-?cod|\bno secrets?\b|\bstrong secrets?\b|\bsame (?:\w{1,20} ){0,2}secrets?\b/.test(
      text,
    ))
    ? [serviceSecret]
    : []

/** "CORS allows only the frontend's origin". */
export const crossOrigin: Demand = ({ text, design }) =>
  /\bcors\b/.test(text) && design.service.corsOrigins.length > 0 ? [serviceCors] : []

/** "proper status codes", "all endpoints match the specification". */
export const contract: Demand = ({ text, design, spoken }) => {
  const codes =
    /\b(?:proper|correct|appropriate|standard|right) (?:http )?(?:status|response) codes?\b|\bhttp status codes?\b|\bstatus codes for\b/.test(
      text,
    )
  const exact =
    /\bend-?points?\b.{0,40}\b(?:match|implemented|follow|conform|functional|working)|\bmatch(?:es)? (?:the )?(?:api )?(?:spec|contract)/.test(
      text,
    )
  if (!codes && !exact) return []
  const built = (spoken.length > 0 ? spoken : design.operations).filter(
    (operation) => operation.steps !== null,
  )
  const refusals = built.flatMap((operation) =>
    operation.errorCases.map((one) => refusalAspect(operation, one)),
  )
  return [...built.map(successOf), ...(codes ? refusals : [serviceRoutes])]
}

/** "SQLModel is the ORM", "persistent storage in PostgreSQL", "tables are created on startup". */
export const storage: Demand = ({ text, design }) =>
  /\bsqlmodel\b|\bpostgres|\bneon\b|\bsqlite\b|\borm\b|\btables?\b.{0,20}\bon startup\b/.test(text) &&
  saysOnlyTechnology(text, entityWords(design))
    ? [serviceSchema]
    : []

/** Entities in words, longest first. */
function entityWords({ entities }: Design): readonly string[] {
  return entities
    .flatMap(({ name }) => [plural(wordsOf(name).join(' ')), wordsOf(name).join(' ')])
    .toSorted((left, right) => right.length - left.length)
}

/** "built with FastAPI", "RESTful conventions", "all routes under /api", "JSON requests and responses". */
export const framework: Demand = ({ text, design }) =>
  saysOnlyTechnology(text, entityWords(design)) &&
  /\bfastapi\b|\brest(?:ful)?\b|\bunder \/api\b|\bpydantic\b|\bopenapi\b|\bswagger\b|\bapplication\/json\b|\bhttp methods?\b|\bjson (?:format|requests?|responses?|bod)/.test(
    text,
  )
    ? [serviceRoutes]
    : []

/** "timestamps are ISO 8601 in UTC". */
export const timestamps: Demand = ({ text, operations, design }) =>
  /\biso ?-?8601\b|\butc(?:now)?\b/.test(text) && !/\byyyy-mm-dd\b(?!t)/.test(text)
    ? operations
        .filter((operation) => operation.steps !== null && showsMoments(operation, design))
        .map(responseAspect)
    : []

function showsMoments({ entity, responseBody }: Operation, { entities }: Design): boolean {
  return (
    responseBody.kind !== 'empty' &&
    (entities.find(({ name }) => name === entity)?.fields ?? []).some(({ type }) => type === 'datetime')
  )
}
