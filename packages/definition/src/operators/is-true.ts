import type { PredicateOperator } from './operator.ts'

/** The boolean is true. */
export const isTrue: PredicateOperator = {
  kind: 'predicate',
  name: 'isTrue',
  negative: null,
  types: ['boolean'],
  operands: {},
  label: 'is true',
  negativeLabel: null,
  help: 'The value is true.',
  nullRule: 'false',
  evaluate: (value) => value === true,
  toExpression: (subject) => ({ kind: 'truth', term: subject }),
  describe: () => 'is true',
  examples: [{ type: 'boolean', condition: {}, rows: [true, false, null], members: [0] }],
}
