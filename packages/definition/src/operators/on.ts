import { compare } from './expression.ts'
import { compareMoments, momentComparison } from './moments.ts'
import { localDayOf, required } from './operand-values.ts'
import type { PredicateOperator } from './operator.ts'

/** On a local date, or at an instant; two datetime attributes are on the same local date. */
export const on: PredicateOperator = {
  kind: 'predicate',
  name: 'on',
  negative: 'notOn',
  types: ['date', 'datetime'],
  operands: { value: { kind: 'subject' } },
  label: 'is on',
  negativeLabel: 'is not on',
  help: 'Is the date, by the calendar of the workspace; exactly the instant where one is given.',
  nullRule: 'false',
  evaluate(value, operands, clock) {
    const operand = required(operands.value, 'value')
    if (operand.fromSubject) return localDayOf(value, clock) === localDayOf(operand.value, clock)
    return compareMoments(value, operand, clock) === 0
  },
  toExpression(subject, operands, clock) {
    const operand = required(operands.value, 'value')
    if (operands.subjectType === 'datetime' && operand.fromSubject) {
      return compare('=', { kind: 'localDate', instant: subject }, { kind: 'localDate', instant: operand.term })
    }
    return momentComparison('=', subject, operand, operands, clock)
  },
  describe: ({ value = '' }, negated) => `${negated ? 'is not on' : 'is on'} ${value}`,
  examples: [
    {
      type: 'date',
      condition: { value: '2024-02-29' },
      rows: ['2024-02-28', '2024-02-29', '2024-03-01', null],
      members: [1],
    },
    {
      type: 'date',
      condition: { operator: 'notOn', value: '2024-02-29' },
      rows: ['2024-02-28', '2024-02-29', null],
      members: [0, 2],
    },
    { type: 'date', condition: { value: 'today' }, rows: ['2024-06-14', '2024-06-15', null], members: [1] },
    {
      type: 'date',
      condition: { value: { attribute: 't.y' } },
      rows: [
        { x: '2024-01-01', y: '2024-01-01' },
        { x: '2024-01-01', y: '2024-01-02' },
        { x: null, y: null },
      ],
      members: [0],
    },
    {
      // In summer the day in New York begins at 04:00Z.
      type: 'datetime',
      condition: { value: '2024-06-14' },
      timeZone: 'America/New_York',
      rows: [
        '2024-06-14T03:59:59.999999Z',
        '2024-06-14T04:00:00Z',
        '2024-06-15T03:59:59.999999Z',
        '2024-06-15T04:00:00Z',
        null,
      ],
      members: [1, 2],
    },
    {
      // The clocks of St John's went back from 00:01 on the 7th to 23:01 on the 6th: the 6th came twice, with a minute of the 7th between.
      type: 'datetime',
      condition: { value: '2010-11-06' },
      timeZone: 'America/St_Johns',
      rows: [
        '2010-11-06T02:30:00Z',
        '2010-11-07T02:29:59Z',
        '2010-11-07T02:30:00Z',
        '2010-11-07T02:31:00Z',
        '2010-11-07T03:29:59Z',
        '2010-11-07T03:30:00Z',
        null,
      ],
      members: [0, 1, 3, 4],
    },
    {
      // Samoa left the 30th out.
      type: 'datetime',
      condition: { operator: 'notOn', value: '2011-12-30' },
      timeZone: 'Pacific/Apia',
      rows: ['2011-12-30T09:59:59Z', '2011-12-30T10:00:00Z', '2011-12-30T12:00:00Z', null],
      members: [0, 1, 2, 3],
    },
    {
      type: 'datetime',
      condition: { value: '2024-06-14T09:30:00Z' },
      rows: ['2024-06-14T09:30:00Z', '2024-06-14T09:30:00.000001Z', '2024-06-14T10:30:00+01:00', null],
      members: [0, 2],
    },
    {
      type: 'datetime',
      condition: { value: { attribute: 't.y' } },
      timeZone: 'Asia/Tokyo',
      rows: [
        { x: '2024-06-13T15:00:00Z', y: '2024-06-14T14:59:59Z' },
        { x: '2024-06-13T14:59:59Z', y: '2024-06-13T15:00:00Z' },
        { x: '2024-06-13T15:00:00Z', y: null },
        { x: null, y: '2024-06-13T15:00:00Z' },
      ],
      members: [0],
    },
    {
      type: 'datetime',
      condition: { value: 'today' },
      timeZone: 'Pacific/Kiritimati',
      rows: ['2024-06-15T09:59:59Z', '2024-06-15T10:00:00Z', null],
      members: [1],
    },
  ],
}
