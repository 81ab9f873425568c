/** The words of a text, as a set. */
function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}

/** Names that no definition may take: keywords, soft keywords and the builtins that generated code uses. */
export const RESERVED: ReadonlySet<string> = wordSet(`
  False None True and as assert async await break class continue def del elif else except
  finally for from global if import in is lambda nonlocal not or pass raise return try while
  with yield match case type _ bool bytes dict float frozenset int list object set str tuple
  type Exception RuntimeError ValueError TypeError KeyError OSError UnicodeError isinstance
  len print range super self cls any all getattr setattr property staticmethod classmethod
  sorted min max sum enumerate zip __debug__
`)

/**
 * Names that a field of a SQLModel class may not take: keywords, and attributes of
 * Pydantic's and SQLModel's base classes. A builtin such as `type` or `id` is a fine
 * field name unless an annotation of the same class needs it.
 */
export const RESERVED_FIELDS: ReadonlySet<string> = wordSet(`
  False None True and as assert async await break class continue def del elif else except
  finally for from global if import in is lambda nonlocal not or pass raise return try while
  with yield bool bytes dict float int list set str tuple date datetime time copy construct
  dict fields from_orm json metadata parse_file parse_obj parse_raw registry schema
  schema_json update_forward_refs validate self cls model_computed_fields model_config
  model_construct model_copy model_dump model_dump_json model_extra model_fields
  model_fields_set model_json_schema model_parametrized_name model_post_init model_rebuild
  model_validate model_validate_json model_validate_strings sqlmodel_update sqlmodel_rebuild
  query query_class
`)

/** Longest identifier that is written; PostgreSQL cuts names at 63 bytes. */
const LONGEST = 56

/**
 * A legal Python identifier for a name that a specification gives: ASCII letters,
 * digits and `_`, not reserved, at most 60 characters, and none of `taken`.
 * Case and underscores are kept; the caller decides on snake or Pascal case before.
 */
export function identifier(
  text: string,
  taken: ReadonlySet<string> = new Set(),
  reserved: ReadonlySet<string> = RESERVED,
): string {
  const plain = text
    .slice(0, 400)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, LONGEST)
    .replace(/_+$/, '')
  const started = plain === '' ? 'value' : /^\d/.test(plain) ? `n${plain}` : plain
  const legal = reserved.has(started) ? `${started}_` : started
  if (!taken.has(legal)) return legal
  const stem = started.endsWith('_') ? started.slice(0, -1) : started
  for (let number = 2; ; number += 1) {
    const candidate = `${stem}_${number}`
    if (!taken.has(candidate)) return candidate
  }
}
