import type { Project } from '../../source/document.js'
import { fragmentsOf } from '../../source/fragments.js'
import { literalOf } from '../value-words.js'

/** Blocks larger than this are not looked at. */
const LARGEST = 60_000

/** `enum DealStage { LEAD, WON }` of Java, Kotlin, C#, TypeScript and Rust. */
const BRACED =
  /\benum\s{1,4}(?:class\s{1,4}|struct\s{1,4})?([A-Z]\w{0,60})(?:\s{0,4}:\s{0,4}\w{1,20})?\s{0,8}\{([^{}]{1,4000})\}/g

/** `class Stage(str, Enum):` of Python, up to the first line that is not indented. */
const INDENTED =
  /^class ([A-Z]\w{0,60})\((?:str, ?)?(?:enum\.)?(?:Str)?Enum\):\n((?:[ \t]{1,12}[^\n]{0,200}\n?|\n){1,80})/gm

const known = new WeakMap<Project, ReadonlyMap<string, readonly string[]>>()

/**
 * The closed sets of values that code blocks of a project name, by the name of their type. A name that two blocks give
 * other values is left out.
 */
export function namedEnumerations(project: Project): ReadonlyMap<string, readonly string[]> {
  let enumerations = known.get(project)
  if (enumerations === undefined) {
    enumerations = gather(project)
    known.set(project, enumerations)
  }
  return enumerations
}

function gather(project: Project): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  const torn = new Set<string>()
  for (const document of project.documents) {
    if (document.kind !== 'markdown') continue
    for (const { text } of fragmentsOf(document)) {
      if (text.length > LARGEST || !/\benum\b/i.test(text)) continue
      for (const [name, values] of declared(text)) {
        if (found.has(name) && found.get(name)?.join() !== values.join()) torn.add(name)
        found.set(name, values)
      }
    }
  }
  return new Map([...found].filter(([name]) => !torn.has(name)))
}

function declared(text: string): readonly (readonly [string, readonly string[]])[] {
  const braced = [...text.matchAll(BRACED)].map(([, name = '', body = '']) => {
    // The members of an enumeration of Java end at a semicolon, behind which its methods stand.
    const members = (body.split(';')[0] ?? '').replaceAll(/\/\/[^\n]*|\/\*[^*]{0,400}\*\//g, '').split(',')
    return [name, members.map(memberValue)] as const
  })
  const indented = [...text.matchAll(INDENTED)].map(([, name = '', body = '']) => {
    const members = body.split('\n').filter((line) => /^\s+[A-Za-z_]\w*\s?=\s?["']/.test(line))
    return [name, members.map(memberValue)] as const
  })
  return [...braced, ...indented].flatMap(([name, members]) => {
    const values = members.filter((value) => value !== null)
    return values.length > 1 ? [[name, values] as const] : []
  })
}

/** `LEAD`, `Lead = 'lead'`, `LEAD("Lead")`: a value that is written counts, else the name. */
function memberValue(member: string): string | null {
  const match = /^\s*([A-Za-z_]\w{0,60})(?:\s{0,4}=\s{0,4}(["'][^"'\n]{1,60}["']))?/.exec(member)
  if (match?.[1] === undefined) return null
  const written = match[2] === undefined ? null : literalOf(match[2])
  return typeof written === 'string' ? written : match[1]
}
