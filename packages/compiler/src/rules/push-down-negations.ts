import type { Condition } from '../plan/condition.ts'
import type { PlanNodes } from '../plan/plan-nodes.ts'
import type { Rule } from './rule.ts'

/**
 * Moves `not` inwards to the tests by De Morgan's laws, which hold because conditions are never unknown. What remains under
 * a `not` is one test or one condition of the profile, so only its complement has to be printed with care for null.
 */
export const pushDownNegations: Rule = {
  name: 'push-down-negations',
  rewrite: (condition, nodes) => (condition.kind === 'not' ? negate(condition.operand, nodes) : condition),
}

/** The complement of a condition, with `not` as far inside as it goes. */
export function negate(condition: Condition, nodes: PlanNodes): Condition {
  switch (condition.kind) {
    case 'constant':
      return nodes.constant(!condition.value)
    case 'not':
      return condition.operand
    case 'and':
      return nodes.or(condition.operands.map((operand) => negate(operand, nodes)))
    case 'or':
      return nodes.and(condition.operands.map((operand) => negate(operand, nodes)))
    case 'decide':
      return nodes.decide(
        condition.cases.map(({ when, holds }) => ({ when, holds: !holds })),
        negate(condition.otherwise, nodes),
      )
    case 'valueTest':
      return nodes.valueTest(condition.aggregate, negate(condition.condition, nodes))
    default:
      return nodes.not(condition)
  }
}
