const keys = new WeakMap<object, string>()

/**
 * A text that is equal for two resolved nodes exactly when they mean the same: everything in them counts, except where
 * in a definition they were written.
 */
export function structuralKey(node: object): string {
  const known = keys.get(node)
  if (known !== undefined) return known
  const key = JSON.stringify(node, (name, value: unknown) => {
    if (name === 'pointer') return undefined
    if (typeof value === 'bigint') return `${value}n`
    if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
    return value
  })
  keys.set(node, key)
  return key
}
