import type { EpochDay } from '../values/value.ts'
import { civilOf, daysInMonth, epochDayOf, isLeapYear } from './civil.ts'

/** The day on which a date recurs in a year: the same day and month, for 29 February the 28th in common years. */
export function recurrenceIn(year: number, date: EpochDay): EpochDay {
  const { month, day } = civilOf(date)
  return epochDayOf(year, month, Math.min(day, daysInMonth(year, month)))
}

/** Whole years from a date to a day: how many of the date's yearly recurrences have been reached; negative before the date. */
export function wholeYears(date: EpochDay, day: EpochDay): number {
  const { year } = civilOf(day)
  const years = year - civilOf(date).year
  return recurrenceIn(year, date) <= day ? years : years - 1
}

/** The latest date from which `years` whole years have passed on a day: `wholeYears(date, day) >= years` up to it, and never after. */
export function latestDateWithYears(years: number, day: EpochDay): EpochDay {
  const civil = civilOf(day)
  const year = civil.year - years
  if (civil.month === 2 && civil.day === 28 && !isLeapYear(civil.year) && isLeapYear(year)) {
    return epochDayOf(year, 2, 29)
  }
  return recurrenceIn(year, day)
}
