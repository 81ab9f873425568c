import type { Reading } from '../claims/reader.js'
import type { Project } from '../source/document.js'
import type { Answers } from './answers.js'
import type { Assembly } from './assembly.js'
import { decideAuth } from './auth-scheme.js'
import { admitColumns, describesRows, isOnlyShown } from './column-admission.js'
import { refuseBlankTexts } from './blank-texts.js'
import { candidatesOf, claimsAbout } from './claim-index.js'
import { askShownEntities } from './shown-entities.js'
import { askClarifications } from './clarifications.js'
import { fillsFromModels } from './column-fills.js'
import type { Assumption, OutOfScope } from './design.js'
import type { Draft } from './draft.js'
import type { Entity } from './entity.js'
import { keptCollections } from './resource.js'
import { isGivenByCallers } from './given-owner.js'
import { buildEntity } from './entities.js'
import { entitiesFromResponses } from './entity-from-responses.js'
import { entitiesFromSchemas } from './entity-from-schema.js'
import { shownColumns, withShownMoments } from './shown-columns.js'
import { groupEntities } from './entity-groups.js'
import { decideForeignRow } from './foreign-row.js'
import { withMomentOfMaking } from './moment-of-making.js'
import { issuedElsewhere, libraryTables, managedElsewhere } from './managed-elsewhere.js'
import { groupOperations } from './operation-groups.js'
import { buildOperation } from './operations.js'
import { ownerColumn } from './ownership.js'
import { decideEndpoints } from './unnamed-endpoints.js'
import { withCallersRows } from './callers-rows.js'
import { withComputedFields } from './computed-fields.js'
import { createQuestionLog } from './question-log.js'
import { questionPasses } from './question-passes.js'
import type { Question } from './question.js'
import { withReferenceFate } from './questions/reference-fate.js'
import { withSaidFate } from './said-fate.js'
import { withExportFilters } from './export-filters.js'
import { storedClaims } from './infrastructure.js'
import { backendClaims, divideScope, otherSubjects } from './scope.js'
import { draftSchemas, indexSchemas } from './schemas.js'
import { withOneCallerId } from './caller-id-type.js'
import { withStoredMoments } from './stored-moments.js'
import { withHeldLimits } from './held-limits.js'
import { withOneSpelling } from './stored-spelling.js'
import { withStateEdges } from './state-edges.js'
import { withPeriods } from './periods.js'
import { withRowRules } from './row-rules.js'
import { referencedKeys } from './referenced-keys.js'
import { referencedTypes } from './referenced-types.js'
import { decideLookup } from './session-lookup.js'
import { decideService } from './service-settings.js'
import type { Auth } from './service.js'
import { indexSources } from './source-index.js'
import { withAliases } from './resource-aliases.js'
import { partyOwner } from './party-owner.js'
import { withPathUser } from './path-user.js'
import { impliedReferences } from './implied-references.js'
import { withPageDefaults } from './page-defaults.js'
import { withToldPages } from './told-pages.js'
import { withZonelessMoments } from './zoneless-moments.js'
import { chooseUserPaths } from './user-in-path.js'

/**
 * Capabilities that documents leave out in so many words. An early feature may
 * put off authentication that a later one brings.
 */
function leftOut({ reading }: Assembly, { scheme }: Auth): readonly OutOfScope[] {
  return candidatesOf(claimsAbout(reading.claims, 'service'), 'outOfScope')
    .filter(({ value }) => scheme === 'none' || !/^(?:user )?auth(?:entication)?$/i.test(value.what.trim()))
    .map(({ value, span, reader }) => ({
      ...value,
      origins: { exists: [{ kind: 'claim', span, reader }] },
    }))
}

/** What the tool takes for granted where nobody answered a question that need not be. */
function assumptionsOf(questions: readonly Question[]): readonly Assumption[] {
  return questions
    .filter(({ answer, blocking }) => answer === null && !blocking)
    .map(({ id, options, recommended }) => ({
      question: id,
      text: options.find((option) => option.id === recommended)?.label ?? recommended,
    }))
}

/**
 * Assembles what the documents say into a draft of the design: claims grouped
 * under canonical subjects, settled by precedence and answers, every value with
 * its origins; what only a person can decide becomes a question.
 */
export function assembleDraft(documents: Reading, project: Project, answers: Answers): Draft {
  const before: Assembly = {
    reading: documents,
    sources: indexSources(project),
    answers,
    questions: createQuestionLog(),
  }
  const assembly: Assembly = { ...before, reading: decideEndpoints(before) }
  const { reading } = assembly
  const inScope = backendClaims(assembly)
  const known = decideAuth(assembly)
  const elsewhere = issuedElsewhere(assembly)
  const library = libraryTables(assembly)
  const schemas = indexSchemas(assembly)
  const divided = divideScope(assembly, groupOperations(assembly, inScope), elsewhere, library)
  const scope = chooseUserPaths(assembly, divided)
  const claimed = withPathUser(assembly, scope.operations, known)
  const kept = keptCollections(scope.operations)
  const stores = storedClaims(assembly)
  const described = groupEntities(assembly, (claim) => inScope(claim) && stores(claim))
    .filter((group) => describesRows(group, kept) && !isOnlyShown(assembly, group))
    .map((group) => admitColumns(assembly, group, shownColumns(group, schemas)))
    .map((group) => withShownMoments(group, schemas))
  const made = entitiesFromSchemas(described, scope.operations, schemas)
  const told = [
    ...described.filter(({ key, columns }) => columns.size > 0 && made.every((one) => one.key !== key)),
    ...made,
  ]
  const shown = entitiesFromResponses(told, scope.operations)
  const groups = [...told, ...shown]
  const fills = fillsFromModels(schemas, scope.operations)
  const built = groups
    .map((group) => {
      const managed = managedElsewhere(assembly, group, elsewhere, library)
      // What documents say of another system's table binds nobody here: nothing to ask.
      const context = managed === null ? assembly : { ...assembly, questions: createQuestionLog() }
      return buildEntity(context, group, managed, fills)
    })
    .map((entity, _, all): Entity => {
      const owner = ownerColumn(entity) ?? partyOwner(entity, all, scope.operations)
      const given =
        owner !== null && entity.owner === null && isGivenByCallers(owner, entity, all, scope.operations)
      return { ...entity, owner: given ? null : owner }
    })
  const stored = withComputedFields(assembly, built, scope.operations, schemas)
  const referenced = withOneCallerId(
    assembly,
    referencedTypes(
      assembly,
      referencedKeys(withCallersRows(assembly, impliedReferences(stored), scope.operations)),
    ),
  )
  const settled = withPeriods(
    assembly,
    withRowRules(assembly, withStateEdges(assembly, withAliases(referenced, scope.operations))),
  )
  const written = scope.operations.map((group) =>
    buildOperation(assembly, group, {
      entities: settled,
      entityGroups: groups,
      schemas,
      auth: claimed,
      groups: scope.operations,
    }),
  )
  const spelled = withOneSpelling(assembly, settled, refuseBlankTexts(assembly, written))
  const within = withHeldLimits(assembly, spelled.entities, spelled.operations)
  const timed = withStoredMoments(assembly, spelled.entities, within)
  const dated = withMomentOfMaking(assembly, timed.entities, timed.operations)
  const entities = withSaidFate(assembly, dated, timed.operations)
  const auth: Auth = { ...claimed, lookup: decideLookup(assembly, claimed, entities) }
  const paged = withPageDefaults(assembly, withToldPages(assembly, timed.operations))
  const operations = withExportFilters(assembly, withZonelessMoments(assembly, paged))
  const foreignRow = decideForeignRow(assembly, scope.operations, auth)
  const service = decideService(assembly, schemas, operations, auth)
  const outOfScope = [...scope.outOfScope, ...leftOut(assembly, auth)]
  askClarifications(assembly, operations, entities)
  askShownEntities(assembly, entities, shown)
  const findings = { assembly, auth, entities, operations, outOfScope, schemas }
  for (const ask of questionPasses) ask(findings)
  const questions = assembly.questions.list()
  return {
    service,
    auth,
    entities: withReferenceFate(entities, operations, answers),
    operations,
    schemas: draftSchemas(assembly, schemas),
    foreignRow: foreignRow.value,
    outOfScope,
    questions,
    assumptions: assumptionsOf(questions),
    statements: reading.statements,
    otherSubjects: otherSubjects(assembly),
  }
}
