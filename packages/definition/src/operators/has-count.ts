import { compareNumbers, exact } from '../values/exact.ts'
import { COMPARISONS, orderIs } from './comparisons.ts'
import { compare } from './expression.ts'
import { listOf, numberOf, required } from './operand-values.ts'
import type { PredicateOperator } from './operator.ts'
import { comparison } from './wording.ts'

/** How many elements a list has. */
export const hasCount: PredicateOperator = {
  kind: 'predicate',
  name: 'hasCount',
  negative: null,
  types: ['list<string>', 'list<number>'],
  operands: { compare: true, value: { kind: 'integer', min: 0, max: Number.MAX_SAFE_INTEGER } },
  label: 'has a number of elements',
  negativeLabel: null,
  help: 'The number of elements of the list, repeated and null ones counted each.',
  nullRule: 'false',
  evaluate(value, operands) {
    const length = exact(listOf(value).length)
    return orderIs(
      required(operands.compare, 'compare'),
      compareNumbers(length, numberOf(required(operands.value, 'value').value)),
    )
  },
  toExpression: (subject, operands) =>
    compare(
      COMPARISONS[required(operands.compare, 'compare')],
      { kind: 'listLength', list: subject },
      required(operands.value, 'value').term,
    ),
  describe: (words) => `has ${comparison(words)} ${words.value === '1' ? 'element' : 'elements'}`,
  examples: [
    {
      type: 'list<string>',
      condition: { compare: 'is', value: 2 },
      rows: [['a', 'a'], ['a', null], ['a'], [], null],
      members: [0, 1],
    },
    { type: 'list<string>', condition: { compare: 'lt', value: 1 }, rows: [['a'], [], null], members: [1] },
    {
      type: 'list<number>',
      condition: { compare: 'gte', value: 2 },
      rows: [[1, 2], [1, 2, 3], [1], null],
      members: [0, 1],
    },
    { type: 'list<number>', condition: { compare: 'gt', value: 2 }, rows: [[1, 2], [1, 2, 3], null], members: [1] },
    { type: 'list<number>', condition: { compare: 'lte', value: 1 }, rows: [[1, 2], [1], [], null], members: [1, 2] },
  ],
}
