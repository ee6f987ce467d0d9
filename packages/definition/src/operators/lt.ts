import { numberComparisonOperator } from './number-comparison.ts'

/** The number is less than the value. */
export const lt = numberComparisonOperator({
  name: 'lt',
  label: 'is less than',
  help: 'The number is less than the value.',
  comparison: '<',
  holds: (order) => order < 0,
  examples: [
    { type: 'number', condition: { value: 10 }, rows: [-10, '9.99', 10, '10.01', null], members: [0, 1] },
    {
      type: 'number',
      number: 'float',
      condition: { value: 0.1 },
      rows: [0, 0.1, 0.30000000000000004, 1e300, null],
      members: [0],
    },
    {
      type: 'number',
      condition: { value: { attribute: 't.y' } },
      rows: [
        { x: 1, y: 1 },
        { x: '9007199254740993', y: '9007199254740992' },
        { x: -1, y: 0 },
        { x: 1, y: null },
        { x: null, y: 1 },
      ],
      members: [2],
    },
  ],
})
