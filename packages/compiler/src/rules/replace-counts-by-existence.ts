import { type Comparison, isExact } from '@coterie/definition'
import type { CompareTest, Condition } from '../plan/condition.ts'
import type { PlanNodes } from '../plan/plan-nodes.ts'
import type { Rule } from './rule.ts'

/**
 * Asks for a row instead of counting rows where a count is only compared with none: `>= 1` exists, `= 0` does not.
 * Must run after `fit-number-literals`, which makes the literals whole numbers.
 */
export const replaceCountsByExistence: Rule = {
  name: 'replace-counts-by-existence',
  rewrite: (condition, nodes) => (condition.kind === 'compare' ? replaceCount(condition, nodes) : condition),
}

function replaceCount(test: CompareTest, nodes: PlanNodes): Condition {
  const { operator, left, right } = test
  if (left.kind !== 'value' || right.kind !== 'literal' || !isExact(right.value)) return test
  const { value } = left
  if (value.kind !== 'aggregate' || value.aggregate !== 'count' || value.path.steps.length === 0) return test
  if (!isExact(value.default) || !value.default.eq(0)) return test
  const asks = askedOf(operator, right.value.toFixed())
  if (asks === null) return test
  const exists = nodes.exists(value.path, value.where)
  return asks === 'some' ? exists : nodes.not(exists)
}

function askedOf(operator: Comparison, count: string): 'some' | 'none' | null {
  switch (`${operator} ${count}`) {
    case '>= 1':
    case '> 0':
    case '<> 0':
      return 'some'
    case '< 1':
    case '<= 0':
    case '= 0':
      return 'none'
    default:
      return null
  }
}
