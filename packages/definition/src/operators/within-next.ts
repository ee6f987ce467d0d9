import { withinWindowOperator } from './within-window.ts'

/** In the stretch that starts after as-of. */
export const withinNext = withinWindowOperator({
  name: 'withinNext',
  negative: 'notWithinNext',
  direction: 'ahead',
  label: 'is in the next',
  negativeLabel: 'is not in the next',
  help: 'Later than now by no more than the amount; the next 7 days of a date are 7 dates, tomorrow the first.',
  examples: [
    {
      type: 'date',
      condition: { amount: 7, unit: 'day' },
      rows: ['2024-06-15', '2024-06-16', '2024-06-22', '2024-06-23', null],
      members: [1, 2],
    },
    {
      type: 'date',
      condition: { operator: 'notWithinNext', amount: 7, unit: 'day' },
      rows: ['2024-06-15', '2024-06-16', '2024-06-22', '2024-06-23', null],
      members: [0, 3, 4],
    },
    {
      type: 'date',
      condition: { amount: 1, unit: 'month' },
      asOf: '2024-01-31T12:00:00Z',
      rows: ['2024-01-31', '2024-02-29', '2024-03-01', null],
      members: [1],
    },
    {
      type: 'datetime',
      condition: { amount: 2, unit: 'hour' },
      rows: [
        '2024-06-15T12:00:00Z',
        '2024-06-15T12:00:00.000001Z',
        '2024-06-15T14:00:00Z',
        '2024-06-15T14:00:00.000001Z',
        null,
      ],
      members: [1, 2],
    },
    {
      // Noon of the day on which London's clocks go back is 25 hours after noon of the day before.
      type: 'datetime',
      condition: { amount: 1, unit: 'day' },
      asOf: '2024-10-26T11:00:00Z',
      timeZone: 'Europe/London',
      rows: ['2024-10-26T11:00:00Z', '2024-10-27T12:00:00Z', '2024-10-27T12:00:00.000001Z', null],
      members: [1],
    },
    {
      // Lord Howe's clocks skip half an hour: 02:15 on 6 October 2024 is read as 02:30, that is 15:30Z.
      type: 'datetime',
      condition: { operator: 'notWithinNext', amount: 1, unit: 'day' },
      asOf: '2024-10-04T15:45:00Z',
      timeZone: 'Australia/Lord_Howe',
      rows: ['2024-10-04T15:45:00Z', '2024-10-05T15:30:00Z', '2024-10-05T15:30:00.000001Z', null],
      members: [0, 2, 3],
    },
  ],
})
