import { beyondWindowOperator } from './beyond-window.ts'

/** Further after as-of than so long. */
export const moreThanAhead = beyondWindowOperator({
  name: 'moreThanAhead',
  direction: 'ahead',
  label: 'is more than … ahead',
  help: 'Later than the amount of time from now.',
  examples: [
    {
      type: 'date',
      condition: { amount: 7, unit: 'day' },
      rows: ['2024-06-01', '2024-06-22', '2024-06-23', null],
      members: [2],
    },
    {
      type: 'datetime',
      condition: { amount: 1, unit: 'hour' },
      rows: ['2024-06-15T11:00:00Z', '2024-06-15T13:00:00Z', '2024-06-15T13:00:00.000001Z', null],
      members: [2],
    },
    {
      type: 'datetime',
      condition: { amount: 1, unit: 'day' },
      asOf: '2024-10-26T11:00:00Z',
      timeZone: 'Europe/London',
      rows: ['2024-10-27T11:30:00Z', '2024-10-27T12:00:00Z', '2024-10-27T12:00:00.000001Z', null],
      members: [2],
    },
  ],
})
