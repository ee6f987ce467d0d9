import { numberComparisonOperator } from './number-comparison.ts'

/** The number is the value or greater. */
export const gte = numberComparisonOperator({
  name: 'gte',
  label: 'is at least',
  help: 'The number is the value or greater.',
  comparison: '>=',
  holds: (order) => order >= 0,
  examples: [
    { type: 'number', condition: { value: 10 }, rows: [-10, '9.99', 10, '10.01', null], members: [2, 3] },
    {
      type: 'number',
      number: 'float',
      condition: { value: 0.1 },
      rows: [0, 0.1, 0.30000000000000004, 1e300, null],
      members: [1, 2, 3],
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
      members: [0, 1],
    },
  ],
})
