import { wordsOf } from '../../../behaviour/naming.js'
import type { World } from '../world.js'

/** From so many characters on, an id is found by chance in no other value. */
const TELLING = 8

/** `"user_id": 92`; group 1 is the member, group 2 its value. */
const MEMBER = /"([^"\n]{1,80})"\s{0,4}:\s{0,4}"?([\w.@:-]{1,80})"?(?=\s{0,4}[,}\]])/g

/** What members that hold the ids of owners are called, without notation: `userid`. */
export function ownerMembers({ backend }: World): ReadonlySet<string> {
  return new Set(
    [...backend.tables.values()].flatMap(({ entity }) =>
      entity.owner === null ? [] : [plain(entity.owner)],
    ),
  )
}

/**
 * Whether an answer shows a user's id: anywhere where it is a long one; a number only as the value of a member that is
 * called after a column of owners, since times, keys and counts hold the same digits.
 */
export function showsUser(members: ReadonlySet<string>, text: string, id: string): boolean {
  if (id.length >= TELLING) return text.includes(id)
  return [...text.matchAll(MEMBER)].some(
    ([, member = '', value]) => value === id && members.has(plain(member)),
  )
}

function plain(name: string): string {
  return wordsOf(name).join('')
}
