/** A sentence with named gaps: `texts[0] names[0] texts[1] …`. */
export interface Template<Name extends string> {
  readonly texts: readonly string[]
  readonly names: readonly Name[]
}

/** What may fill a gap. */
export type Parameter = string | number

/** Longest text that fills a gap; the rest of a hostile or careless name is cut. */
const LONGEST_PARAMETER = 160

/**
 * Tag for sentences with typed gaps: ``template`No schema is named ${'name'}.` ``.
 *
 * @returns the template; the names of its gaps are part of its type.
 */
export function template<const Names extends readonly string[]>(
  texts: TemplateStringsArray,
  ...names: Names
): Template<Names[number]> {
  return { texts: [...texts], names }
}

/**
 * Fills the gaps of a template.
 *
 * @param sentence the template
 * @param parameters a value for every gap
 * @returns the text; long parameters are cut, so that a message stays readable
 */
export function fill<Name extends string>(
  sentence: Template<Name>,
  parameters: Readonly<Record<Name, Parameter>>,
): string {
  let text = sentence.texts[0] ?? ''
  for (const [index, name] of sentence.names.entries()) {
    text += cut(String(parameters[name])) + (sentence.texts[index + 1] ?? '')
  }
  return text
}

function cut(text: string): string {
  return text.length > LONGEST_PARAMETER ? `${text.slice(0, LONGEST_PARAMETER).trimEnd()}…` : text
}
