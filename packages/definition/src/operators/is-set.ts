import { isNull, not } from './expression.ts'
import type { PredicateOperator } from './operator.ts'

/** Whether there is a value at all. */
export const isSet: PredicateOperator = {
  kind: 'predicate',
  name: 'isSet',
  negative: 'isNotSet',
  types: ['string', 'number', 'boolean', 'date', 'datetime', 'list<string>', 'list<number>', 'other'],
  operands: {},
  label: 'is set',
  negativeLabel: 'is not set',
  help: 'There is a value, whatever it is: an empty text and an empty list are values.',
  nullRule: 'false',
  evaluate: () => true,
  toExpression: (subject) => not(isNull(subject)),
  describe: (_words, negated) => (negated ? 'is not set' : 'is set'),
  examples: [
    { type: 'string', condition: {}, rows: ['a', '', null, ' '], members: [0, 1, 3] },
    { type: 'string', condition: { operator: 'isNotSet' }, rows: ['a', '', null], members: [2] },
    { type: 'number', condition: {}, rows: [0, -1, null], members: [0, 1] },
    { type: 'number', number: 'float', condition: { operator: 'isNotSet' }, rows: [0.5, null], members: [1] },
    { type: 'boolean', condition: {}, rows: [true, false, null], members: [0, 1] },
    { type: 'date', condition: {}, rows: ['2024-02-29', null], members: [0] },
    { type: 'datetime', condition: {}, rows: ['2024-02-29T10:00:00Z', null], members: [0] },
    { type: 'list<string>', condition: {}, rows: [[], ['a'], [null], null], members: [0, 1, 2] },
    { type: 'list<number>', condition: {}, rows: [[], [1], null], members: [0, 1] },
    { type: 'other', condition: {}, rows: ['anything', null], members: [0] },
  ],
}
