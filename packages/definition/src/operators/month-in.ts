import { civilOf } from '../time/civil.ts'
import { calendarPartInOperator } from './calendar-part-in.ts'
import { localDayOf } from './operand-values.ts'

/** The local date's month is listed. */
export const monthIn = calendarPartInOperator({
  name: 'monthIn',
  negative: 'monthNotIn',
  part: 'month',
  types: ['date', 'datetime'],
  min: 1,
  max: 12,
  label: 'is in the month of',
  negativeLabel: 'is not in the month of',
  help: 'Falls in one of the months, of any year; January is 1.',
  partOf: (value, clock) => civilOf(localDayOf(value, clock)).month,
  names: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  examples: [
    {
      type: 'date',
      condition: { values: [2, 12] },
      rows: ['2024-02-29', '1999-12-31', '2024-03-01', '2024-01-31', null],
      members: [0, 1],
    },
    {
      type: 'date',
      condition: { operator: 'monthNotIn', values: [2, 12] },
      rows: ['2024-02-29', '2024-03-01', null],
      members: [1, 2],
    },
    {
      type: 'datetime',
      condition: { values: [3] },
      timeZone: 'America/New_York',
      rows: ['2024-03-01T04:59:59Z', '2024-03-01T05:00:00Z', '2024-04-01T03:59:59Z', '2024-04-01T04:00:00Z', null],
      members: [1, 2],
    },
  ],
})
