/** Short ways to write definitions as JSON. They add nothing: what they return is what people write. */

type Json = Readonly<Record<string, unknown>>

export const all = (...conditions: readonly Json[]) => ({ match: 'all', conditions })
export const any = (...conditions: readonly Json[]) => ({ match: 'any', conditions })
export const none = (...conditions: readonly Json[]) => ({ match: 'none', conditions })

/** A condition about an attribute: its operands are the rest of the condition, or its `value` where they are no object. */
export const attribute = (name: string, operator: string, operands: unknown = {}) => ({
  attribute: name,
  operator,
  ...operandsOf(operands),
})

/** A condition about an aggregate. */
export const aggregate = (value: Json, operator: string, operands: unknown = {}) => ({
  ...value,
  operator,
  ...operandsOf(operands),
})

export const segment = (id: string, operator: 'in' | 'notIn' = 'in') => ({ segment: id, operator })

export const sequence = (...steps: readonly Json[]) => ({ sequence: steps })

/** A definition of one rule about the audience row alone (or a path that is filled in). */
export const where = (...conditions: readonly Json[]) => rules(all(...conditions))

/** A definition of one rule about the joined rows of a path. */
export const along = (path: readonly string[], group: Json) => rules({ ...group, path })

export const rules = (...list: readonly Json[]) => ({ version: 1, rules: list })

function operandsOf(operands: unknown): Json {
  const isObject = typeof operands === 'object' && operands !== null && !Array.isArray(operands)
  // The conversion only narrows what was just found to be a plain object.
  return isObject ? (operands as Json) : { value: operands }
}
