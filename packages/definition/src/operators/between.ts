import { compareNumbers } from '../values/exact.ts'
import { and, compare } from './expression.ts'
import { compareMoments, momentComparison } from './moments.ts'
import { numberOf, required } from './operand-values.ts'
import type { PredicateOperator } from './operator.ts'

/** Between two ends, both included; dates and datetimes are compared as `onOrAfter` and `onOrBefore` do. */
export const between: PredicateOperator = {
  kind: 'predicate',
  name: 'between',
  negative: 'notBetween',
  types: ['number', 'date', 'datetime'],
  operands: { from: { kind: 'subject' }, to: { kind: 'subject' } },
  label: 'is between',
  negativeLabel: 'is not between',
  help: 'Lies between the two ends, both included.',
  nullRule: 'false',
  evaluate(value, operands, clock) {
    const from = required(operands.from, 'from')
    const to = required(operands.to, 'to')
    if (from.type === 'number') {
      const number = numberOf(value)
      return compareNumbers(number, numberOf(from.value)) >= 0 && compareNumbers(number, numberOf(to.value)) <= 0
    }
    return compareMoments(value, from, clock) >= 0 && compareMoments(value, to, clock) <= 0
  },
  toExpression(subject, operands, clock) {
    const from = required(operands.from, 'from')
    const to = required(operands.to, 'to')
    if (operands.subjectType === 'number') {
      return and(compare('>=', subject, from.term), compare('<=', subject, to.term))
    }
    return and(
      momentComparison('>=', subject, from, operands, clock),
      momentComparison('<=', subject, to, operands, clock),
    )
  },
  describe: ({ from = '', to = '' }, negated) => `${negated ? 'is not between' : 'is between'} ${from} and ${to}`,
  examples: [
    { type: 'number', condition: { from: 1, to: 2.5 }, rows: ['0.99', 1, 2, '2.50', '2.51', null], members: [1, 2, 3] },
    {
      type: 'number',
      condition: { operator: 'notBetween', from: 1, to: 2.5 },
      rows: ['0.99', 1, '2.50', '2.51', null],
      members: [0, 3, 4],
    },
    {
      type: 'number',
      number: 'float',
      condition: { from: 0.1, to: 0.3 },
      rows: [0.1, 0.3, 0.30000000000000004, null],
      members: [0, 1],
    },
    { type: 'number', condition: { from: 2, to: 1 }, rows: [1, 2, null], members: [] },
    {
      type: 'date',
      condition: { from: '2024-02-28', to: '2024-03-01' },
      rows: ['2024-02-27', '2024-02-28', '2024-02-29', '2024-03-01', '2024-03-02', null],
      members: [1, 2, 3],
    },
    {
      type: 'date',
      condition: { operator: 'notBetween', from: '2024-02-28', to: '2024-03-01' },
      rows: ['2024-02-27', '2024-02-28', '2024-03-01', '2024-03-02', null],
      members: [0, 3, 4],
    },
    {
      type: 'date',
      condition: { from: '2024-06-01', to: 'today' },
      rows: ['2024-05-31', '2024-06-15', '2024-06-16', null],
      members: [1],
    },
    {
      // London's clocks are an hour ahead of UTC on both dates: they run from 23:00Z to 23:00Z.
      type: 'datetime',
      condition: { from: '2024-06-01', to: '2024-06-02' },
      timeZone: 'Europe/London',
      rows: [
        '2024-05-31T22:59:59.999999Z',
        '2024-05-31T23:00:00Z',
        '2024-06-02T22:59:59.999999Z',
        '2024-06-02T23:00:00Z',
        null,
      ],
      members: [1, 2],
    },
    {
      type: 'datetime',
      condition: { from: '2024-06-01T10:00:00Z', to: '2024-06-01' },
      rows: ['2024-06-01T09:59:59Z', '2024-06-01T10:00:00Z', '2024-06-01T23:59:59Z', '2024-06-02T00:00:00Z', null],
      members: [1, 2],
    },
    {
      type: 'datetime',
      condition: { operator: 'notBetween', from: '2024-06-01T10:00:00Z', to: { attribute: 't.y' } },
      rows: [
        { x: '2024-06-01T10:00:00Z', y: '2024-06-01T10:00:00Z' },
        { x: '2024-06-01T10:00:01Z', y: '2024-06-01T10:00:00Z' },
        { x: '2024-06-01T10:00:00Z', y: null },
        { x: null, y: '2024-06-01T10:00:00Z' },
      ],
      members: [1, 2, 3],
    },
  ],
}
