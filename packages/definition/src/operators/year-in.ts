import { civilOf } from '../time/civil.ts'
import { calendarPartInOperator } from './calendar-part-in.ts'
import { localDayOf } from './operand-values.ts'

/** The local date's year is listed. */
export const yearIn = calendarPartInOperator({
  name: 'yearIn',
  negative: 'yearNotIn',
  part: 'year',
  types: ['date', 'datetime'],
  min: 1,
  max: 9999,
  label: 'is in the year',
  negativeLabel: 'is not in the year',
  help: 'Falls in one of the years.',
  partOf: (value, clock) => civilOf(localDayOf(value, clock)).year,
  examples: [
    {
      type: 'date',
      condition: { values: [2023, 2024] },
      rows: ['2022-12-31', '2023-01-01', '2024-12-31', '2025-01-01', null],
      members: [1, 2],
    },
    {
      type: 'date',
      condition: { operator: 'yearNotIn', values: [2023] },
      rows: ['2022-12-31', '2023-01-01', null],
      members: [0, 2],
    },
    {
      type: 'datetime',
      condition: { values: [2024] },
      timeZone: 'America/Sao_Paulo',
      rows: ['2024-01-01T02:59:59Z', '2024-01-01T03:00:00Z', '2025-01-01T02:59:59Z', '2025-01-01T03:00:00Z', null],
      members: [1, 2],
    },
  ],
})
