import { hasElement } from './list-elements.ts'
import { typedLiteral } from './literals.ts'
import { listOf, required } from './operand-values.ts'
import type { PredicateOperator } from './operator.ts'
import { enumeration } from './wording.ts'

/** A list holds each of the values. */
export const hasAll: PredicateOperator = {
  kind: 'predicate',
  name: 'hasAll',
  negative: 'hasNotAll',
  types: ['list<string>', 'list<number>'],
  operands: { values: { kind: 'subject' } },
  label: 'has all of',
  negativeLabel: 'does not have all of',
  help: 'The list holds each of the values, and perhaps others.',
  nullRule: 'false',
  evaluate(value, { values }) {
    const list = listOf(value)
    return required(values, 'values').every((wanted) => hasElement(list, wanted))
  },
  toExpression: (subject, { values, subjectType }) => ({
    kind: 'listHas',
    quantity: 'all',
    list: subject,
    literals: required(values, 'values').map((value) => typedLiteral(subjectType, value)),
  }),
  describe: ({ values = [] }, negated) => `${negated ? 'does not have all of' : 'has all of'} ${enumeration(values)}`,
  examples: [
    {
      type: 'list<string>',
      condition: { values: ['a', 'b'] },
      rows: [['b', 'x', 'a'], ['a', 'a'], ['a', null], [], null],
      members: [0],
    },
    {
      type: 'list<string>',
      condition: { operator: 'hasNotAll', values: ['a', 'b'] },
      rows: [['b', 'a'], ['a'], [], null],
      members: [1, 2, 3],
    },
    { type: 'list<number>', condition: { values: [1, 2] }, rows: [[2, 1], [1], [], null], members: [0] },
  ],
}
