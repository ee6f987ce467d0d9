import type { EpochDay } from '../values/value.ts'

/** Year, month 1..12 and day of month 1..31 of a date in the proleptic Gregorian calendar; the year before 1 is 0. */
export interface CivilDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

const DAYS_IN_400_YEARS = 146_097
const DAYS_IN_100_YEARS = 36_524
const DAYS_IN_4_YEARS = 1_461
/** Days from 0000-03-01 to 1970-01-01. */
const EPOCH_FROM_MARCH_0 = 719_468

/**
 * The civil date of an epoch day, by integer arithmetic alone because it runs once a row.
 *
 * Years are counted from 1 March, so that a leap day is the last day of its year and months have the pattern
 * 31 30 31 30 31 | 31 30 31 30 31 | 31 28+: the day of the year at which month m (March = 0) starts is floor((153m + 2) / 5).
 */
export function civilOf(day: EpochDay): CivilDate {
  const shifted = day + EPOCH_FROM_MARCH_0
  const cycle = Math.floor(shifted / DAYS_IN_400_YEARS)
  const dayOfCycle = shifted - cycle * DAYS_IN_400_YEARS
  const yearOfCycle = Math.floor(
    (dayOfCycle -
      Math.floor(dayOfCycle / (DAYS_IN_4_YEARS - 1)) +
      Math.floor(dayOfCycle / DAYS_IN_100_YEARS) -
      Math.floor(dayOfCycle / (DAYS_IN_400_YEARS - 1))) /
      365,
  )
  const dayOfYear = dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return {
    year: cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  }
}

/** The epoch day of a civil date; the inverse of `civilOf`. The date has to exist. */
export function epochDayOf(year: number, month: number, day: number): EpochDay {
  const yearFromMarch = month <= 2 ? year - 1 : year
  const cycle = Math.floor(yearFromMarch / 400)
  const yearOfCycle = yearFromMarch - cycle * 400
  const monthFromMarch = month > 2 ? month - 3 : month + 9
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1
  const dayOfCycle = yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100) + dayOfYear
  return cycle * DAYS_IN_400_YEARS + dayOfCycle - EPOCH_FROM_MARCH_0
}

/** Whether a year has a 29 February. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** The number of days of a month. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** 1 (Monday) .. 7 (Sunday); 1970-01-01 was a Thursday. */
export function dayOfWeek(day: EpochDay): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}
