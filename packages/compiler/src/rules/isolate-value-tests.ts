import type { Condition, ValueTestCondition } from '../plan/condition.ts'
import type { PlanNodes } from '../plan/plan-nodes.ts'
import type { PlanAggregate } from '../plan/plan-value.ts'
import { onlyAggregateOf } from '../plan/touched.ts'
import type { Rule } from './rule.ts'

/**
 * Marks tests whose only subject is one aggregate, and brings those of one aggregate in a group together, so that each can
 * be asked of the aggregate's own groups of rows instead of joining its values to every profile.
 */
export const isolateValueTests: Rule = {
  name: 'isolate-value-tests',
  rewrite(condition, nodes) {
    switch (condition.kind) {
      case 'and':
      case 'or': {
        const { kind, operands } = condition
        const grouped = groupTests(kind, operands, nodes)
        return grouped === operands ? condition : nodes[kind](grouped)
      }
      case 'not': {
        const { operand } = condition
        return operand.kind === 'valueTest'
          ? nodes.valueTest(operand.aggregate, nodes.not(operand.condition))
          : condition
      }
      default: {
        const aggregate = onlyAggregateOf(condition)
        return aggregate === null ? condition : nodes.valueTest(aggregate, condition)
      }
    }
  },
}

function groupTests(kind: 'and' | 'or', operands: readonly Condition[], nodes: PlanNodes): readonly Condition[] {
  const isTest = (operand: Condition): operand is ValueTestCondition => operand.kind === 'valueTest'
  const byAggregate = Map.groupBy(operands.filter(isTest), ({ aggregate }): PlanAggregate => aggregate)
  if (byAggregate.size === 0) return operands
  return operands.flatMap((operand) => {
    if (!isTest(operand)) return [operand]
    const tests = byAggregate.get(operand.aggregate) ?? []
    if (tests[0] !== operand) return []
    return [nodes.valueTest(operand.aggregate, nodes[kind](tests.map(({ condition }) => condition)))]
  })
}
