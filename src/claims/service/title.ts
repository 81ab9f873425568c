import { claimsOfService } from '../endpoints/wire-claims.js'
import { unitReader } from '../outline/unit-reader.js'
import { textOf } from '../outline/outline.js'

const READER = 'title'

/** Words around the name of a project in the first heading of a document about all of it. */
const AROUND =
  /^(?:constitution|overview|project|phase [\w.]{1,6})\s*[:–—-]\s*|\s*[:–—-]\s*(?:overview|phase [\w.]{1,6})$|\s+(?:project )?(?:constitution|overview)(?:\.md)?$|\s*\([^()]{0,80}\)/gi

/**
 * The name of the project, in the first heading of its constitution or overview:
 * `# Lending Library Constitution`, `# Lending Library - Overview`.
 *
 * A heading that leaves no name (`# Constitution`, `# [PROJECT_NAME] Constitution`) claims nothing.
 */
export const titleReader = unitReader(READER, '# Lending Library Constitution', (unit, { document }) => {
  const { kind, id } = document.source
  if (unit.kind !== 'heading' || unit.depth !== 1) return []
  if (kind !== 'constitution' && !/(?:^|\/)overview\.md$/i.test(id)) return []
  const text = textOf(unit)
  if (text === null || text.text.length > 200) return []
  let name = text.text
  for (let round = 0; round < 3; round += 1) name = name.replaceAll(AROUND, '').trim()
  if (name.length < 3 || /[[\]{}<>]|^constitution/i.test(name)) return []
  return claimsOfService(READER, [{ property: 'title', value: name, span: text.span(0, text.text.length) }])
})
