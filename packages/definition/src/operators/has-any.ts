import { hasElement } from './list-elements.ts'
import { typedLiteral } from './literals.ts'
import { listOf, required } from './operand-values.ts'
import type { PredicateOperator } from './operator.ts'
import { alternatives } from './wording.ts'

/** A list holds at least one of the values. */
export const hasAny: PredicateOperator = {
  kind: 'predicate',
  name: 'hasAny',
  negative: 'hasNone',
  types: ['list<string>', 'list<number>'],
  operands: { values: { kind: 'subject' } },
  label: 'has any of',
  negativeLabel: 'has none of',
  help: 'The list holds at least one of the values.',
  nullRule: 'false',
  evaluate(value, { values }) {
    const list = listOf(value)
    return required(values, 'values').some((wanted) => hasElement(list, wanted))
  },
  toExpression: (subject, { values, subjectType }) => ({
    kind: 'listHas',
    quantity: 'any',
    list: subject,
    literals: required(values, 'values').map((value) => typedLiteral(subjectType, value)),
  }),
  describe: ({ values = [] }, negated) => `${negated ? 'has none of' : 'has any of'} ${alternatives(values)}`,
  examples: [
    {
      type: 'list<string>',
      condition: { values: ['a', 'b'] },
      rows: [['a'], ['c', 'b'], ['c'], ['A'], [], [null], null],
      members: [0, 1],
    },
    {
      type: 'list<string>',
      condition: { operator: 'hasNone', values: ['a', 'b'] },
      rows: [['a'], ['c'], [], [null], null],
      members: [1, 2, 3, 4],
    },
    { type: 'list<number>', condition: { values: [1, 2] }, rows: [[1], [3, 2, null], [3], [], null], members: [0, 1] },
  ],
}
