import type { ResolvedDefinition } from '@coterie/definition'

/** The keys of resolved nodes under which the name of a table stands. */
const TABLE_KEYS = new Set(['audience', 'table', 'nearTable', 'of'])

/** Every table that definitions name, wherever in them. */
export function namedTables(definitions: readonly ResolvedDefinition[]): ReadonlySet<string> {
  const tables = new Set<string>()
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === 'string') {
        if (TABLE_KEYS.has(key)) tables.add(value)
      } else {
        visit(value)
      }
    }
  }
  definitions.forEach(visit)
  return tables
}
