import { type Period, periodDates, periodStart } from '../time/period.ts'
import { shiftDate } from '../time/shift.ts'
import type { EpochDay } from '../values/value.ts'
import { and, compare } from './expression.ts'
import { instantLiteral } from './literals.ts'
import { calendarUnit, isInstant, localDayOf, required } from './operand-values.ts'
import type { PredicateOperator } from './operator.ts'
import { isInDates, isOnLocalDates } from './predicates.ts'

/** In the local calendar period that holds as-of, the one before it or the one after it. */
export const inPeriod: PredicateOperator = {
  kind: 'predicate',
  name: 'inPeriod',
  negative: 'notInPeriod',
  types: ['date', 'datetime'],
  operands: {
    period: ['this', 'previous', 'next', 'toDate'],
    unit: ['day', 'week', 'month', 'quarter', 'year'],
  },
  label: 'is in the period',
  negativeLabel: 'is not in the period',
  help: 'In this, the previous or the next calendar day, week, month, quarter or year, or in the current one up to now.',
  nullRule: 'false',
  evaluate(value, operands, clock) {
    const period = required(operands.period, 'period')
    const unit = calendarUnit(required(operands.unit, 'unit'))
    const startOf = (day: EpochDay): EpochDay => periodStart(day, unit, clock.weekStart)
    const steps = { this: 0, toDate: 0, previous: -1, next: 1 }[period]
    if (startOf(localDayOf(value, clock)) !== startOf(shiftDate(clock.today, steps, unit))) return false
    if (period !== 'toDate') return true
    return typeof value === 'bigint' ? value <= clock.asOf : localDayOf(value, clock) <= clock.today
  },
  toExpression(subject, operands, clock) {
    const period = required(operands.period, 'period')
    const unit = calendarUnit(required(operands.unit, 'unit'))
    if (!isInstant(operands)) {
      const { first, last } = periodDates(period, unit, clock)
      return isInDates(subject, first, last)
    }
    const { first, last } = periodDates(period === 'toDate' ? 'this' : period, unit, clock)
    const inWhole = isOnLocalDates(subject, first, last, clock.timeZone)
    return period === 'toDate' ? and(inWhole, compare('<=', subject, instantLiteral(clock.asOf))) : inWhole
  },
  describe({ period = 'this', unit = 'day' }, negated) {
    return `${negated ? 'is not' : 'is'} ${unit === 'day' ? DAY_WORDS[period] : PERIOD_WORDS[period](unit)}`
  },
  examples: [
    {
      type: 'date',
      condition: { period: 'this', unit: 'month' },
      rows: ['2024-05-31', '2024-06-01', '2024-06-30', '2024-07-01', null],
      members: [1, 2],
    },
    {
      type: 'date',
      condition: { operator: 'notInPeriod', period: 'this', unit: 'month' },
      rows: ['2024-05-31', '2024-06-01', '2024-06-30', '2024-07-01', null],
      members: [0, 3, 4],
    },
    // 15 June 2024 is a Saturday.
    {
      type: 'date',
      condition: { period: 'this', unit: 'week' },
      rows: ['2024-06-09', '2024-06-10', '2024-06-16', '2024-06-17', null],
      members: [1, 2],
    },
    {
      type: 'date',
      condition: { period: 'this', unit: 'week' },
      weekStart: 'sunday',
      rows: ['2024-06-08', '2024-06-09', '2024-06-15', '2024-06-16', null],
      members: [1, 2],
    },
    {
      type: 'date',
      condition: { period: 'previous', unit: 'quarter' },
      rows: ['2023-12-31', '2024-01-01', '2024-03-31', '2024-04-01', null],
      members: [1, 2],
    },
    {
      type: 'date',
      condition: { period: 'next', unit: 'year' },
      rows: ['2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01', null],
      members: [1, 2],
    },
    {
      type: 'date',
      condition: { period: 'toDate', unit: 'year' },
      rows: ['2023-12-31', '2024-01-01', '2024-06-15', '2024-06-16', null],
      members: [1, 2],
    },
    {
      type: 'date',
      condition: { period: 'previous', unit: 'day' },
      rows: ['2024-06-13', '2024-06-14', '2024-06-15', null],
      members: [1],
    },
    {
      // March in London begins at 00:00Z and ends, after the change to summer time, at 23:00Z.
      type: 'datetime',
      condition: { period: 'this', unit: 'month' },
      asOf: '2024-03-15T12:00:00Z',
      timeZone: 'Europe/London',
      rows: [
        '2024-02-29T23:59:59.999999Z',
        '2024-03-01T00:00:00Z',
        '2024-03-31T22:59:59.999999Z',
        '2024-03-31T23:00:00Z',
        null,
      ],
      members: [1, 2],
    },
    {
      type: 'datetime',
      condition: { operator: 'notInPeriod', period: 'toDate', unit: 'day' },
      timeZone: 'America/New_York',
      rows: [
        '2024-06-15T03:59:59Z',
        '2024-06-15T04:00:00Z',
        '2024-06-15T12:00:00Z',
        '2024-06-15T12:00:00.000001Z',
        null,
      ],
      members: [0, 3, 4],
    },
    {
      // As-of is still 31 December in New York.
      type: 'datetime',
      condition: { period: 'next', unit: 'month' },
      asOf: '2025-01-01T02:00:00Z',
      timeZone: 'America/New_York',
      rows: ['2025-01-01T04:59:59Z', '2025-01-01T05:00:00Z', '2025-02-01T04:59:59Z', '2025-02-01T05:00:00Z', null],
      members: [1, 2],
    },
  ],
}

const DAY_WORDS = {
  this: 'today',
  previous: 'yesterday',
  next: 'tomorrow',
  toDate: 'today, up to now',
} satisfies Record<Period, string>

const PERIOD_WORDS = {
  this: (unit) => `in this ${unit}`,
  previous: (unit) => `in the previous ${unit}`,
  next: (unit) => `in the next ${unit}`,
  toDate: (unit) => `in this ${unit} to date`,
} satisfies Record<Period, (unit: string) => string>
