import { assertNever } from '../assert-never.ts'
import type { EpochDay } from '../values/value.ts'
import { civilOf, dayOfWeek, epochDayOf } from './civil.ts'
import type { Clock } from './clock.ts'
import { type CalendarUnit, shiftDate } from './shift.ts'

export type Period = 'this' | 'previous' | 'next' | 'toDate'

/** Dates from `first` to `last`, both included. */
export interface DateRange {
  readonly first: EpochDay
  readonly last: EpochDay
}

/** The dates of the local day, week, month, quarter or year named relative to as-of; `toDate` ends today. */
export function periodDates(period: Period, unit: CalendarUnit, clock: Clock): DateRange {
  const start = periodStart(clock.today, unit, clock.weekStart)
  switch (period) {
    case 'this':
      return { first: start, last: shiftDate(start, 1, unit) - 1 }
    case 'previous':
      return { first: shiftDate(start, -1, unit), last: start - 1 }
    case 'next':
      return { first: shiftDate(start, 1, unit), last: shiftDate(start, 2, unit) - 1 }
    case 'toDate':
      return { first: start, last: clock.today }
    default:
      return assertNever(period)
  }
}

/** The first day of the day, week, month, quarter or year that holds a date. */
export function periodStart(day: EpochDay, unit: CalendarUnit, weekStart: Clock['weekStart']): EpochDay {
  const { year, month } = civilOf(day)
  switch (unit) {
    case 'day':
      return day
    case 'week':
      return day - (weekStart === 'monday' ? dayOfWeek(day) - 1 : dayOfWeek(day) % 7)
    case 'month':
      return epochDayOf(year, month, 1)
    case 'quarter':
      return epochDayOf(year, month - ((month - 1) % 3), 1)
    case 'year':
      return epochDayOf(year, 1, 1)
    default:
      return assertNever(unit)
  }
}
