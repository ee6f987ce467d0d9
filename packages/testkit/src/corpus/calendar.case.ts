import type { CorpusCase } from './corpus-case.ts'
import { JUNE, kathmandu, london, moment, newYork } from './moment-case.ts'

/** Calendar periods and parts. 15 June 2024 is a Saturday. */
const periods: readonly CorpusCase[] = [
  moment('this month is all of it, the future too', {
    type: 'datetime',
    zone: london,
    asOf: JUNE,
    condition: ['inPeriod', { period: 'this', unit: 'month' }],
    inside: ['2024-05-31T23:00:00Z', '2024-06-30T22:59:59Z'],
    outside: ['2024-05-31T22:59:59Z', '2024-06-30T23:00:00Z'],
  }),
  moment('month to date stops at as-of', {
    type: 'datetime',
    asOf: JUNE,
    condition: ['inPeriod', { period: 'toDate', unit: 'month' }],
    inside: ['2024-06-01T00:00:00Z', '2024-06-15T12:00:00Z'],
    outside: ['2024-05-31T23:59:59Z', '2024-06-15T12:00:00.000001Z'],
  }),
  moment('year to date on dates holds today', {
    type: 'date',
    asOf: JUNE,
    condition: ['inPeriod', { period: 'toDate', unit: 'year' }],
    inside: ['2024-01-01', '2024-06-15'],
    outside: ['2023-12-31', '2024-06-16'],
  }),
  moment('this week from Monday', {
    type: 'date',
    asOf: JUNE,
    condition: ['inPeriod', { period: 'this', unit: 'week' }],
    inside: ['2024-06-10', '2024-06-16'],
    outside: ['2024-06-09', '2024-06-17'],
  }),
  moment('this week from Sunday', {
    type: 'date',
    zone: { weekStart: 'sunday' },
    asOf: JUNE,
    condition: ['inPeriod', { period: 'this', unit: 'week' }],
    inside: ['2024-06-09', '2024-06-15'],
    outside: ['2024-06-08', '2024-06-16'],
  }),
  moment('previous week from Sunday on a Sunday', {
    type: 'date',
    zone: { weekStart: 'sunday' },
    asOf: '2024-06-16T12:00:00Z',
    condition: ['inPeriod', { period: 'previous', unit: 'week' }],
    inside: ['2024-06-09', '2024-06-15'],
    outside: ['2024-06-08', '2024-06-16'],
  }),
  moment('previous quarter', {
    type: 'date',
    asOf: JUNE,
    condition: ['inPeriod', { period: 'previous', unit: 'quarter' }],
    inside: ['2024-01-01', '2024-03-31'],
    outside: ['2023-12-31', '2024-04-01'],
  }),
  moment('previous month in January', {
    type: 'date',
    asOf: '2024-01-10T00:00:00Z',
    condition: ['inPeriod', { period: 'previous', unit: 'month' }],
    inside: ['2023-12-01', '2023-12-31'],
    outside: ['2023-11-30', '2024-01-01'],
  }),
  moment('next year', {
    type: 'date',
    asOf: JUNE,
    condition: ['inPeriod', { period: 'next', unit: 'year' }],
    inside: ['2025-01-01', '2025-12-31'],
    outside: ['2024-12-31', '2026-01-01'],
  }),
  moment('next day in New York is a day of 25 hours', {
    type: 'datetime',
    zone: newYork,
    asOf: '2024-11-02T12:00:00Z',
    condition: ['inPeriod', { period: 'next', unit: 'day' }],
    inside: ['2024-11-03T04:00:00Z', '2024-11-04T04:59:59Z'],
    outside: ['2024-11-03T03:59:59Z', '2024-11-04T05:00:00Z'],
  }),
  moment('notInPeriod holds null', {
    type: 'date',
    asOf: JUNE,
    condition: ['notInPeriod', { period: 'this', unit: 'day' }],
    inside: ['2024-06-14', '2024-06-16'],
    outside: ['2024-06-15'],
    nullIsIn: true,
  }),
  moment('Sunday is day 7 whatever day the week starts on', {
    type: 'date',
    zone: { weekStart: 'sunday' },
    asOf: JUNE,
    condition: ['dayOfWeekIn', { values: [7] }],
    inside: ['2024-06-16', '1969-12-28'],
    outside: ['2024-06-15', '2024-06-17'],
  }),
  moment('yearIn is the local year', {
    type: 'datetime',
    zone: kathmandu,
    asOf: JUNE,
    condition: ['yearIn', { values: [2024] }],
    inside: ['2023-12-31T18:15:00Z', '2024-12-31T18:14:59Z'],
    outside: ['2023-12-31T18:14:59Z', '2024-12-31T18:15:00Z'],
  }),
  moment('monthNotIn holds null', {
    type: 'date',
    asOf: JUNE,
    condition: ['monthNotIn', { values: [6, 7] }],
    inside: ['2024-05-31', '2024-08-01'],
    outside: ['2024-06-01', '1999-07-31'],
    nullIsIn: true,
  }),
]

/** Anniversaries and ages. */
const yearly: readonly CorpusCase[] = [
  moment('an anniversary in the next days, over the end of the year', {
    type: 'date',
    asOf: '2024-12-28T12:00:00Z',
    condition: ['anniversaryWithinNext', { amount: 7, unit: 'day' }],
    inside: ['1990-12-28', '1990-12-31', '1990-01-01', '1990-01-04', '2000-12-30'],
    outside: ['1990-12-27', '1990-01-05', '1990-06-15'],
  }),
  moment('an anniversary in the last days, over the end of the year', {
    type: 'date',
    asOf: '2025-01-03T12:00:00Z',
    condition: ['anniversaryWithinLast', { amount: 1, unit: 'week' }],
    inside: ['1990-12-27', '1990-01-03'],
    outside: ['1990-12-26', '1990-01-04'],
  }),
  moment('29 February recurs on 28 February in a common year', {
    type: 'date',
    asOf: '2023-02-25T12:00:00Z',
    condition: ['anniversaryWithinNext', { amount: 3, unit: 'day' }],
    inside: ['2000-02-29', '2000-02-28', '2000-02-25'],
    outside: ['2000-03-01', '2000-02-24'],
  }),
  moment('29 February recurs on 29 February in a leap year', {
    type: 'date',
    asOf: '2024-02-25T12:00:00Z',
    condition: ['anniversaryWithinNext', { amount: 3, unit: 'day' }],
    inside: ['2000-02-28'],
    outside: ['2000-02-29', '2000-03-01'],
  }),
  moment('the date itself is not a recurrence', {
    type: 'date',
    asOf: JUNE,
    condition: ['anniversaryWithinNext', { amount: 7, unit: 'day' }],
    inside: ['2023-06-16', '2023-06-15'],
    outside: ['2024-06-15', '2024-06-16'],
  }),
  moment('an anniversary of an instant is of its local date', {
    type: 'datetime',
    zone: newYork,
    asOf: JUNE,
    condition: ['anniversaryWithinNext', { amount: 1, unit: 'day' }],
    inside: ['2000-06-15T04:00:00Z', '2000-06-17T03:59:59Z'],
    outside: ['2000-06-15T03:59:59Z', '2000-06-17T04:00:00Z'],
  }),
  moment('a year of age is reached on the birthday', {
    type: 'date',
    asOf: JUNE,
    condition: ['ageIs', { compare: 'gte', value: 18 }],
    inside: ['2006-06-15', '1950-01-01'],
    outside: ['2006-06-16', '2024-06-15'],
  }),
  moment('who was born on 29 February is a year older on 28 February of a common year', {
    type: 'date',
    asOf: '2022-02-28T12:00:00Z',
    condition: ['ageIs', { compare: 'is', value: 18 }],
    inside: ['2004-02-29', '2004-02-28', '2003-03-01'],
    outside: ['2004-03-01', '2003-02-28'],
  }),
  moment('who was born on 29 February is not a year older on 28 February of a leap year', {
    type: 'date',
    asOf: '2024-02-28T12:00:00Z',
    condition: ['ageIs', { compare: 'is', value: 20 }],
    inside: ['2004-02-28'],
    outside: ['2004-02-29'],
  }),
]

/** What is counted in the calendar's own units. */
export const calendarCases: readonly CorpusCase[] = [...periods, ...yearly]
