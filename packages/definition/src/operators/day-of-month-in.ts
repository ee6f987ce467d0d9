import { civilOf } from '../time/civil.ts'
import { calendarPartInOperator } from './calendar-part-in.ts'
import { localDayOf } from './operand-values.ts'

/** The local date's day of the month is listed. */
export const dayOfMonthIn = calendarPartInOperator({
  name: 'dayOfMonthIn',
  negative: 'dayOfMonthNotIn',
  part: 'dayOfMonth',
  types: ['date', 'datetime'],
  min: 1,
  max: 31,
  label: 'is on day of the month',
  negativeLabel: 'is not on day of the month',
  help: 'Falls on one of the days of the month, of any month.',
  partOf: (value, clock) => civilOf(localDayOf(value, clock)).day,
  examples: [
    {
      type: 'date',
      condition: { values: [1, 29] },
      rows: ['2024-02-29', '2023-03-01', '2024-02-28', '1969-12-29', null],
      members: [0, 1, 3],
    },
    {
      type: 'date',
      condition: { operator: 'dayOfMonthNotIn', values: [1, 29] },
      rows: ['2024-02-29', '2024-02-28', null],
      members: [1, 2],
    },
    {
      type: 'datetime',
      condition: { values: [31] },
      timeZone: 'Asia/Kathmandu',
      rows: ['2024-01-30T18:14:59Z', '2024-01-30T18:15:00Z', '2024-01-31T18:14:59Z', '2024-01-31T18:15:00Z', null],
      members: [1, 2],
    },
  ],
})
