import type { Condition } from './condition.ts'
import type { PlanValue } from './plan-value.ts'
import { termsOf, touchedByTerm } from './touched.ts'

/** The conditions directly inside a condition on the same rows, and those of relations it asks. */
export function conditionsIn(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.operands
    case 'not':
      return [condition.operand]
    case 'decide':
      return [...condition.cases.map(({ when }) => when), condition.otherwise]
    case 'exists':
    case 'valueTest':
      return [condition.condition]
    case 'sequence':
      return condition.steps.map(({ where }) => where)
    default:
      return []
  }
}

/** The values a condition reads itself. */
export function valuesIn(condition: Condition): readonly PlanValue[] {
  switch (condition.kind) {
    case 'valueTest':
      return [condition.aggregate]
    case 'ranking':
      return [...touchedByTerm(condition.term).values]
    default:
      return termsOf(condition).flatMap((term) => [...touchedByTerm(term).values])
  }
}
