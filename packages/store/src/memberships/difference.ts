/** Who is a member now and was not, and who was and is not, both ascending. */
export function memberDifference(
  before: Uint32Array,
  after: Uint32Array,
): { readonly entered: Uint32Array; readonly left: Uint32Array } {
  return { entered: subtract(after, before), left: subtract(before, after) }
}

function subtract(from: Uint32Array, remove: Uint32Array): Uint32Array {
  const rest = new Uint32Array(from.length)
  let length = 0
  let position = 0
  for (const ordinal of from) {
    while (position < remove.length && (remove[position] ?? 0) < ordinal) position += 1
    if (remove[position] === ordinal) continue
    rest[length] = ordinal
    length += 1
  }
  return rest.slice(0, length)
}
