import { dayOfWeek } from '../time/civil.ts'
import { calendarPartInOperator } from './calendar-part-in.ts'
import { localDayOf } from './operand-values.ts'

/** The local date's day of the week is listed. */
export const dayOfWeekIn = calendarPartInOperator({
  name: 'dayOfWeekIn',
  negative: 'dayOfWeekNotIn',
  part: 'dayOfWeek',
  types: ['date', 'datetime'],
  min: 1,
  max: 7,
  label: 'is on a',
  negativeLabel: 'is not on a',
  help: 'Falls on one of the days of the week; Monday is 1, whatever day weeks start with.',
  partOf: (value, clock) => dayOfWeek(localDayOf(value, clock)),
  names: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  examples: [
    {
      type: 'date',
      condition: { values: [6, 7] },
      rows: ['2024-06-14', '2024-06-15', '2024-06-16', '2024-06-17', '1969-12-28', null],
      members: [1, 2, 4],
    },
    {
      type: 'date',
      condition: { operator: 'dayOfWeekNotIn', values: [6, 7] },
      weekStart: 'sunday',
      rows: ['2024-06-14', '2024-06-15', null],
      members: [0, 2],
    },
    {
      type: 'datetime',
      condition: { values: [1] },
      timeZone: 'Pacific/Auckland',
      rows: ['2024-06-16T11:59:59Z', '2024-06-16T12:00:00Z', '2024-06-17T11:59:59Z', '2024-06-17T12:00:00Z', null],
      members: [1, 2],
    },
  ],
})
