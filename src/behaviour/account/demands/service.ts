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
import { refusalAspect, responseAspect } from '../operation-aspects.js'
import type { Demand } from '../demand.js'

/** "no stack traces reach clients", "a generic message for unexpected errors". */
export const safeErrors: Demand = ({ text }) =>
  /\bstack ?traces?\b|\binternal (?:details|errors?|server)\b|\bgeneric (?:error|message)|\bsensitive (?:data|information|details)\b|\bno technical details\b|\bsafe error|(?:\bnever|\bnot|n['’]t) (?:\w{1,12} )?(?:expose|leak|reveal)|\blog(?:s|ged)? (?:\w{1,20} ){0,3}(?:server-?side|on the server)\b/.test(
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

/** "errors have the form {"detail": …}", "consistent error format". */
export const errorFormat: Demand = ({ text }) =>
  /\berror (?:response )?(?:format|bod(?:y|ies)|shape|structure|responses?|messages?)\b.{0,80}|\bconsistent (?:\w{1,20} )?errors?\b/.test(
    text,
  ) && /\bformat|\bbod|\bjson|\bdetail|\bconsistent|\bstructure|\bclear|\bmeaningful|\bdescriptive/.test(text)
    ? [serviceErrorBody]
    : []

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

/** "tables are created at startup", "SQLModel models", "a session per request that closes", "PostgreSQL". */
export const storage: Demand = ({ text }) =>
  // How a schema is changed later, and where a database runs, no test of this backend shows.
  !/\bschema changes?\b|\bmigrat|\bcloud-hosted\b|\bhosted (?:on|by|in)\b|\bnext\.?js\b/.test(text) &&
  /\bsqlmodel\b|\bpostgres|\bneon\b|\bsqlite\b|\bsession (?:dependency|per request|management)\b|\bdatabase (?:connections?|sessions?|schema|tables?)\b|\bparameteri[sz]ed\b|\bconcatenat\w{1,3} user input\b|\bsql injection\b|\borm\b|\btables?\b.{0,20}\bon startup\b/.test(
    text,
  )
    ? [serviceSchema]
    : []

/** "built with FastAPI", "RESTful conventions", "all routes under /api", "JSON requests and responses". */
export const framework: Demand = ({ text }) =>
  /\bfastapi\b|\brest(?:ful)?\b|\bunder \/api\b|\bpydantic\b|\bopenapi\b|\bswagger\b|\bapplication\/json\b|\bhttp methods?\b|\bjson (?:format|requests?|responses?|bod)/.test(
    text,
  )
    ? [serviceRoutes]
    : []

/** "timestamps are ISO 8601 in UTC". */
export const timestamps: Demand = ({ text, operations }) =>
  /\biso ?-?8601\b|\butc(?:now)?\b/.test(text)
    ? operations
        .filter((operation) => operation.steps !== null && operation.responseBody.kind !== 'empty')
        .map(responseAspect)
    : []
