import { compare } from './expression.ts'
import { typedLiteral } from './literals.ts'
import type { PredicateOperator } from './operator.ts'

/** The boolean is false; not the complement of `isTrue`, since neither holds for null. */
export const isFalse: PredicateOperator = {
  kind: 'predicate',
  name: 'isFalse',
  negative: null,
  types: ['boolean'],
  operands: {},
  label: 'is false',
  negativeLabel: null,
  help: 'The value is false; no value is not false.',
  nullRule: 'false',
  evaluate: (value) => value === false,
  toExpression: (subject) => compare('=', subject, typedLiteral('boolean', false)),
  describe: () => 'is false',
  examples: [{ type: 'boolean', condition: {}, rows: [true, false, null], members: [1] }],
}
