import { compare, isNull, or } from './expression.ts'
import { typedLiteral } from './literals.ts'
import type { PredicateOperator } from './operator.ts'

/** There is no text: null or "". */
export const isEmpty: PredicateOperator = {
  kind: 'predicate',
  name: 'isEmpty',
  negative: 'isNotEmpty',
  types: ['string'],
  operands: {},
  label: 'is empty',
  negativeLabel: 'is not empty',
  help: 'There is no value, or it is a text without a character.',
  nullRule: 'true',
  onNull: true,
  evaluate: (value) => value === '',
  toExpression: (subject) => or(isNull(subject), compare('=', subject, typedLiteral('string', ''))),
  describe: (_words, negated) => (negated ? 'is not empty' : 'is empty'),
  examples: [
    { type: 'string', condition: {}, rows: ['', null, ' ', 'a'], members: [0, 1] },
    { type: 'string', condition: { operator: 'isNotEmpty' }, rows: ['', null, ' ', 'a'], members: [2, 3] },
  ],
}
