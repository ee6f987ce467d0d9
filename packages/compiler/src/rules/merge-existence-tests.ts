import type { Condition, ExistsCondition } from '../plan/condition.ts'
import { pathKey } from '../plan/keys.ts'
import type { PlanNodes } from '../plan/plan-nodes.ts'
import type { Rule } from './rule.ts'

/** Searches a path's joined rows once for several alternatives: exists(p) or exists(q) is exists(p or q); likewise what `and` excludes. */
export const mergeExistenceTests: Rule = {
  name: 'merge-existence-tests',
  rewrite(condition, nodes) {
    if (condition.kind !== 'or' && condition.kind !== 'and') return condition
    const { kind, operands } = condition
    const merged =
      kind === 'or'
        ? mergeExists(operands, asExists, (exists) => exists, nodes)
        : mergeExists(operands, asAbsence, (exists) => nodes.not(exists), nodes)
    return merged === operands ? condition : nodes[kind](merged)
  },
}

const asExists = (condition: Condition): ExistsCondition | null => (condition.kind === 'exists' ? condition : null)

const asAbsence = (condition: Condition): ExistsCondition | null =>
  condition.kind === 'not' ? asExists(condition.operand) : null

function mergeExists(
  operands: readonly Condition[],
  read: (condition: Condition) => ExistsCondition | null,
  make: (merged: Condition) => Condition,
  nodes: PlanNodes,
): readonly Condition[] {
  const byPath = Map.groupBy(
    operands.map(read).filter((exists) => exists !== null),
    ({ path }) => pathKey(path),
  )
  if (![...byPath.values()].some((same) => same.length > 1)) return operands
  return operands.flatMap((operand) => {
    const exists = read(operand)
    if (exists === null) return [operand]
    const same = byPath.get(pathKey(exists.path)) ?? []
    // The merged search stands where the first of its parts stood.
    if (same[0] !== exists) return []
    return [make(nodes.exists(exists.path, nodes.or(same.map(({ condition }) => condition))))]
  })
}
