import { anniversaryWindowOperator } from './anniversary-window.ts'

/** A yearly recurrence fell between so much earlier and today. */
export const anniversaryWithinLast = anniversaryWindowOperator({
  name: 'anniversaryWithinLast',
  direction: 'ago',
  label: 'had an anniversary in the last',
  help: 'Its day and month came round again between the start of the window and today, both included; the date itself does not count.',
  examples: [
    {
      type: 'date',
      condition: { amount: 7, unit: 'day' },
      rows: ['1990-06-07', '1990-06-08', '1990-06-15', '1990-06-16', '2024-06-10', null],
      members: [1, 2],
    },
    {
      type: 'date',
      condition: { amount: 1, unit: 'week' },
      asOf: '2025-01-04T12:00:00Z',
      rows: [
        '1990-12-27',
        '1990-12-28',
        '1990-12-31',
        '1990-01-01',
        '1990-01-04',
        '1990-01-05',
        '2024-12-30',
        '2024-01-02',
        null,
      ],
      members: [1, 2, 3, 4, 7],
    },
    {
      type: 'date',
      condition: { amount: 1, unit: 'day' },
      asOf: '2023-03-01T12:00:00Z',
      rows: ['2000-02-28', '2000-02-29', '2000-03-01', '2000-02-27', null],
      members: [0, 1, 2],
    },
    {
      type: 'date',
      condition: { amount: 1, unit: 'day' },
      asOf: '2024-03-01T12:00:00Z',
      rows: ['2000-02-28', '2000-02-29', '2000-03-01', null],
      members: [1, 2],
    },
    {
      type: 'datetime',
      condition: { amount: 0, unit: 'day' },
      timeZone: 'Asia/Tokyo',
      rows: ['2000-06-14T14:59:59Z', '2000-06-14T15:00:00Z', '2000-06-15T14:59:59Z', '2000-06-15T15:00:00Z', null],
      members: [1, 2],
    },
  ],
})
