import { withinWindowOperator } from './within-window.ts'

/** In the stretch that ends at as-of. */
export const withinLast = withinWindowOperator({
  name: 'withinLast',
  negative: 'notWithinLast',
  direction: 'ago',
  label: 'is in the last',
  negativeLabel: 'is not in the last',
  help: 'Not later than now and less long ago than the amount; the last 7 days of a date are 7 dates, today included.',
  examples: [
    {
      type: 'date',
      condition: { amount: 7, unit: 'day' },
      rows: ['2024-06-08', '2024-06-09', '2024-06-15', '2024-06-16', null],
      members: [1, 2],
    },
    {
      type: 'date',
      condition: { operator: 'notWithinLast', amount: 7, unit: 'day' },
      rows: ['2024-06-08', '2024-06-09', '2024-06-15', '2024-06-16', null],
      members: [0, 3, 4],
    },
    // 31 March minus a month is the last day of February.
    {
      type: 'date',
      condition: { amount: 1, unit: 'month' },
      asOf: '2024-03-31T12:00:00Z',
      rows: ['2024-02-29', '2024-03-01', '2024-03-31', null],
      members: [1, 2],
    },
    {
      type: 'date',
      condition: { amount: 2, unit: 'quarter' },
      asOf: '2024-08-31T12:00:00Z',
      rows: ['2024-02-29', '2024-03-01', '2024-08-31', null],
      members: [1, 2],
    },
    {
      type: 'date',
      condition: { amount: 1, unit: 'year' },
      asOf: '2024-02-29T12:00:00Z',
      rows: ['2023-02-28', '2023-03-01', null],
      members: [1],
    },
    {
      type: 'date',
      condition: { amount: 0, unit: 'day' },
      rows: ['2024-06-14', '2024-06-15', '2024-06-16', null],
      members: [],
    },
    {
      type: 'datetime',
      condition: { amount: 90, unit: 'minute' },
      rows: [
        '2024-06-15T10:30:00Z',
        '2024-06-15T10:30:00.000001Z',
        '2024-06-15T12:00:00Z',
        '2024-06-15T12:00:00.000001Z',
        null,
      ],
      members: [1, 2],
    },
    {
      // A day back over the change to summer time keeps the wall-clock time: 31 March 12:00 +01:00 to 30 March 12:00 +00:00, 23 hours.
      type: 'datetime',
      condition: { amount: 1, unit: 'day' },
      asOf: '2024-03-31T11:00:00Z',
      timeZone: 'Europe/London',
      rows: [
        '2024-03-30T12:00:00Z',
        '2024-03-30T12:00:00.000001Z',
        '2024-03-31T11:00:00Z',
        '2024-03-31T11:00:01Z',
        null,
      ],
      members: [1, 2],
    },
    {
      // 24 hours are 24 hours.
      type: 'datetime',
      condition: { amount: 24, unit: 'hour' },
      asOf: '2024-03-31T11:00:00Z',
      timeZone: 'Europe/London',
      rows: ['2024-03-30T11:00:00Z', '2024-03-30T11:00:01Z', null],
      members: [1],
    },
    {
      // A week before 17 March 02:30 in New York is a time that does not exist; it moves forward to 03:00, that is 07:00Z.
      type: 'datetime',
      condition: { operator: 'notWithinLast', amount: 1, unit: 'week' },
      asOf: '2024-03-17T06:30:00Z',
      timeZone: 'America/New_York',
      rows: [
        '2024-03-10T07:00:00Z',
        '2024-03-10T07:00:00.000001Z',
        '2024-03-17T06:30:00Z',
        '2024-03-17T06:30:00.000001Z',
        null,
      ],
      members: [0, 3, 4],
    },
    {
      // A week before 10 November 01:30 in New York came twice; its first occurrence is 05:30Z.
      type: 'datetime',
      condition: { amount: 1, unit: 'week' },
      asOf: '2024-11-10T06:30:00Z',
      timeZone: 'America/New_York',
      rows: ['2024-11-03T05:30:00Z', '2024-11-03T05:30:01Z', '2024-11-03T06:30:00Z', null],
      members: [1, 2],
    },
    {
      type: 'datetime',
      condition: { amount: 1, unit: 'month' },
      asOf: '2023-03-31T12:00:00Z',
      rows: ['2023-02-28T12:00:00Z', '2023-02-28T12:00:01Z', null],
      members: [1],
    },
  ],
})
