import { momentComparisonOperator } from './moment-comparison.ts'

/** Before the date, by the calendar of the workspace, or before the instant. */
export const before = momentComparisonOperator({
  name: 'before',
  label: 'is before',
  help: 'Before the date, by the calendar of the workspace, or before the instant.',
  comparison: '<',
  holds: (order) => order < 0,
  examples: [
    {
      type: 'date',
      condition: { value: '2024-03-01' },
      rows: ['2024-02-29', '2024-03-01', '2024-03-02', null],
      members: [0],
    },
    {
      type: 'date',
      condition: { value: 'today' },
      rows: ['2024-06-14', '2024-06-15', '2024-06-16', null],
      members: [0],
    },
    {
      type: 'date',
      condition: { value: { attribute: 't.y' } },
      rows: [
        { x: '2024-01-01', y: '2024-01-02' },
        { x: '2024-01-01', y: '2024-01-01' },
        { x: '2024-01-02', y: '2024-01-01' },
        { x: '2024-01-01', y: null },
        { x: null, y: '2024-01-01' },
      ],
      members: [0],
    },
    {
      // On 31 March 2024 the day in London ran from 00:00Z to 23:00Z.
      type: 'datetime',
      condition: { value: '2024-03-31' },
      timeZone: 'Europe/London',
      rows: [
        '2024-03-30T23:59:59.999999Z',
        '2024-03-31T00:00:00Z',
        '2024-03-31T22:59:59.999999Z',
        '2024-03-31T23:00:00Z',
        null,
      ],
      members: [0],
    },
    {
      type: 'datetime',
      condition: { value: '2024-03-31T09:30:00Z' },
      rows: ['2024-03-31T09:29:59.999999Z', '2024-03-31T09:30:00Z', '2024-03-31T09:30:00.000001Z', null],
      members: [0],
    },
    {
      // 02:30 does not exist in New York on 10 March 2024: it is read as 03:00, that is 07:00Z.
      type: 'datetime',
      condition: { value: '2024-03-10T02:30:00' },
      timeZone: 'America/New_York',
      rows: ['2024-03-10T06:59:59.999999Z', '2024-03-10T07:00:00Z', '2024-03-10T07:00:00.000001Z', null],
      members: [0],
    },
    {
      type: 'datetime',
      condition: { value: { attribute: 't.y' } },
      timeZone: 'Asia/Kathmandu',
      rows: [
        { x: '2024-06-14T09:00:00Z', y: '2024-06-14T09:00:01Z' },
        { x: '2024-06-14T09:00:00Z', y: '2024-06-14T09:00:00Z' },
        { x: '2024-06-14T09:00:01Z', y: '2024-06-14T09:00:00Z' },
        { x: '2024-06-14T09:00:00Z', y: null },
        { x: null, y: '2024-06-14T09:00:00Z' },
      ],
      members: [0],
    },
  ],
})
