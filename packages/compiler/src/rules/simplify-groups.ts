import type { AndCondition, Condition, OrCondition } from '../plan/condition.ts'
import type { PlanNodes } from '../plan/plan-nodes.ts'
import type { Rule } from './rule.ts'

/** Folds constants, merges a group into a group of its kind around it, drops repetitions and sees that p and not p exclude each other. */
export const simplifyGroups: Rule = { name: 'simplify-groups', rewrite: simplify }

function simplify(condition: Condition, nodes: PlanNodes): Condition {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return simplifyGroup(condition, nodes)
    case 'not':
      if (condition.operand.kind === 'constant') return nodes.constant(!condition.operand.value)
      return condition.operand.kind === 'not' ? condition.operand.operand : condition
    case 'inList':
      return condition.literals.length === 0 ? nodes.constant(false) : condition
    case 'exists':
    case 'valueTest':
      return condition.condition.kind === 'constant' && isFixedByConstant(condition.kind, condition.condition.value)
        ? condition.condition
        : condition
    default:
      return condition
  }
}

/** No row satisfies FALSE, but TRUE still asks for a row; a value's test that is constant asks for nothing. */
const isFixedByConstant = (kind: 'exists' | 'valueTest', value: boolean): boolean => kind === 'valueTest' || !value

function simplifyGroup(group: AndCondition | OrCondition, nodes: PlanNodes): Condition {
  const { kind, operands } = group
  /** The constant that decides the group: FALSE for `and`, TRUE for `or`. */
  const deciding = kind === 'or'
  const kept = new Set<Condition>()
  for (const operand of operands) {
    for (const part of operand.kind === kind ? operand.operands : [operand]) {
      if (part.kind !== 'constant') kept.add(part)
      else if (part.value === deciding) return nodes.constant(deciding)
    }
  }
  for (const part of kept) if (part.kind === 'not' && kept.has(part.operand)) return nodes.constant(deciding)
  const isSame = kept.size === operands.length && operands.every((operand) => kept.has(operand))
  return isSame && operands.length > 1 ? group : nodes[kind]([...kept])
}
