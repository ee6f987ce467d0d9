import { anniversaryWindowOperator } from './anniversary-window.ts'

/** A yearly recurrence falls between today and so much later. */
export const anniversaryWithinNext = anniversaryWindowOperator({
  name: 'anniversaryWithinNext',
  direction: 'ahead',
  label: 'has an anniversary in the next',
  help: 'Its day and month come round again between today and the end of the window, both included; the date itself does not count.',
  examples: [
    {
      type: 'date',
      condition: { amount: 7, unit: 'day' },
      rows: ['1990-06-14', '1990-06-15', '1990-06-22', '1990-06-23', '2024-06-18', '2025-06-18', null],
      members: [1, 2],
    },
    // Across the end of the year: 28 December to 4 January.
    {
      type: 'date',
      condition: { amount: 1, unit: 'week' },
      asOf: '2024-12-28T12:00:00Z',
      rows: [
        '1990-12-27',
        '1990-12-28',
        '1990-12-31',
        '1990-01-01',
        '1990-01-04',
        '1990-01-05',
        '2024-01-02',
        '2024-12-30',
        '2025-01-02',
        null,
      ],
      members: [1, 2, 3, 4, 6],
    },
    // 29 February recurs on the 28th in common years …
    {
      type: 'date',
      condition: { amount: 0, unit: 'day' },
      asOf: '2023-02-28T12:00:00Z',
      rows: ['2000-02-29', '2000-02-28', '2000-03-01', null],
      members: [0, 1],
    },
    // … and on the 29th in leap years.
    {
      type: 'date',
      condition: { amount: 0, unit: 'day' },
      asOf: '2024-02-28T12:00:00Z',
      rows: ['2000-02-29', '2000-02-28', null],
      members: [1],
    },
    {
      type: 'date',
      condition: { amount: 1, unit: 'month' },
      asOf: '2023-01-31T12:00:00Z',
      rows: ['2000-02-29', '2000-03-01', '2000-01-31', null],
      members: [0, 2],
    },
    {
      type: 'date',
      condition: { amount: 24, unit: 'month' },
      rows: ['2000-01-01', '2024-06-16', '2024-06-14', '2025-06-15', '2026-01-01', null],
      members: [0, 1, 2, 3],
    },
    {
      // As-of is still 14 June in New York.
      type: 'datetime',
      condition: { amount: 1, unit: 'day' },
      asOf: '2024-06-15T02:00:00Z',
      timeZone: 'America/New_York',
      rows: ['2000-06-14T03:59:59Z', '2000-06-14T04:00:00Z', '2000-06-16T03:59:59Z', '2000-06-16T04:00:00Z', null],
      members: [1, 2],
    },
  ],
})
