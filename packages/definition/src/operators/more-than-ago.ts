import { beyondWindowOperator } from './beyond-window.ts'

/** At least so long before as-of: everything up to now that `withinLast` leaves out. */
export const moreThanAgo = beyondWindowOperator({
  name: 'moreThanAgo',
  direction: 'ago',
  label: 'is more than … ago',
  help: 'The amount of time ago, or longer.',
  examples: [
    {
      type: 'date',
      condition: { amount: 7, unit: 'day' },
      rows: ['2024-06-07', '2024-06-08', '2024-06-09', '2024-06-20', null],
      members: [0, 1],
    },
    {
      type: 'date',
      condition: { amount: 1, unit: 'month' },
      asOf: '2023-03-31T12:00:00Z',
      rows: ['2023-02-28', '2023-03-01', null],
      members: [0],
    },
    {
      type: 'datetime',
      condition: { amount: 1, unit: 'hour' },
      rows: ['2024-06-15T11:00:00Z', '2024-06-15T11:00:00.000001Z', '2024-06-15T13:00:00Z', null],
      members: [0],
    },
    {
      type: 'datetime',
      condition: { amount: 1, unit: 'day' },
      asOf: '2024-03-31T11:00:00Z',
      timeZone: 'Europe/London',
      rows: ['2024-03-30T12:00:00Z', '2024-03-30T12:00:00.000001Z', null],
      members: [0],
    },
  ],
})
