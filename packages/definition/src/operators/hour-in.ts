import { hourOfLocal, localMicros } from '../time/zone.ts'
import { calendarPartInOperator } from './calendar-part-in.ts'

/** The hour that local clocks show is listed. */
export const hourIn = calendarPartInOperator({
  name: 'hourIn',
  negative: 'hourNotIn',
  part: 'hour',
  types: ['datetime'],
  min: 0,
  max: 23,
  label: 'is in the hour',
  negativeLabel: 'is not in the hour',
  help: 'Falls in one of the hours of the day, 0 to 23, by the local clock.',
  partOf(value, clock) {
    if (typeof value !== 'bigint') throw new TypeError('not a datetime')
    return hourOfLocal(localMicros(value, clock.timeZone))
  },
  examples: [
    {
      type: 'datetime',
      condition: { values: [0, 23] },
      rows: ['2024-06-14T22:59:59Z', '2024-06-14T23:00:00Z', '2024-06-15T00:59:59Z', '2024-06-15T01:00:00Z', null],
      members: [1, 2],
    },
    {
      type: 'datetime',
      condition: { operator: 'hourNotIn', values: [0, 23] },
      rows: ['2024-06-14T22:59:59Z', '1969-12-31T23:30:00Z', null],
      members: [0, 2],
    },
    {
      // The hour from 1 to 2 came twice in New York on 3 November 2024.
      type: 'datetime',
      condition: { values: [1] },
      timeZone: 'America/New_York',
      rows: ['2024-11-03T04:59:59Z', '2024-11-03T05:00:00Z', '2024-11-03T06:59:59Z', '2024-11-03T07:00:00Z', null],
      members: [1, 2],
    },
    {
      type: 'datetime',
      condition: { values: [9] },
      timeZone: 'Asia/Kolkata',
      rows: ['2024-06-15T03:29:59Z', '2024-06-15T03:30:00Z', '2024-06-15T04:29:59Z', '2024-06-15T04:30:00Z', null],
      members: [1, 2],
    },
  ],
})
