import { assertNever } from '../assert-never.ts'
import type { Unit } from '../resolve/resolved.ts'
import type { EpochDay, EpochMicros } from '../values/value.ts'
import { civilOf, daysInMonth, epochDayOf } from './civil.ts'
import { dayOfLocal, instantOfLocal, localMicros, localMidnight } from './zone.ts'

/** A unit counted in whole calendar days. */
export type CalendarUnit = Exclude<Unit, 'minute' | 'hour'>

const MICROS_PER_MINUTE = 60_000_000n
const MICROS_PER_HOUR = 60n * MICROS_PER_MINUTE

/**
 * Steps that would leave the years 0 to 10000 stop at their first or last day, so that every engine can hold the result.
 * Attributes hold the years 1 to 9999, so a comparison with it comes out as if the step had been made.
 */
const EARLIEST_DAY = epochDayOf(0, 1, 1)
const LATEST_DAY = epochDayOf(10000, 12, 31)

/** The day `amount` calendar units after (before, where negative) a day; a day of month that does not exist becomes the month's last. */
export function shiftDate(day: EpochDay, amount: number, unit: CalendarUnit): EpochDay {
  return Math.min(Math.max(shiftedDate(day, amount, unit), EARLIEST_DAY), LATEST_DAY)
}

function shiftedDate(day: EpochDay, amount: number, unit: CalendarUnit): EpochDay {
  switch (unit) {
    case 'day':
      return day + amount
    case 'week':
      return day + 7 * amount
    case 'month':
      return shiftMonths(day, amount)
    case 'quarter':
      return shiftMonths(day, 3 * amount)
    case 'year':
      return shiftMonths(day, 12 * amount)
    default:
      return assertNever(unit)
  }
}

function shiftMonths(day: EpochDay, months: number): EpochDay {
  const civil = civilOf(day)
  const monthsFromYear0 = civil.year * 12 + civil.month - 1 + months
  const year = Math.floor(monthsFromYear0 / 12)
  const month = monthsFromYear0 - year * 12 + 1
  return epochDayOf(year, month, Math.min(civil.day, daysInMonth(year, month)))
}

/**
 * The instant `amount` units after (before, where negative) an instant. Minutes and hours are exact durations; longer units
 * are calendar steps that keep the local time of day, with `instantOfLocal`'s rule for a local time that does not exist or
 * exists twice. Zero steps leave the instant alone.
 */
export function shiftInstant(instant: EpochMicros, amount: number, unit: Unit, zone: string): EpochMicros {
  if (amount === 0) return instant
  switch (unit) {
    case 'minute':
      return clampInstant(instant + BigInt(amount) * MICROS_PER_MINUTE)
    case 'hour':
      return clampInstant(instant + BigInt(amount) * MICROS_PER_HOUR)
    case 'day':
    case 'week':
    case 'month':
    case 'quarter':
    case 'year': {
      const local = localMicros(instant, zone)
      const day = dayOfLocal(local)
      const timeOfDay = local - localMidnight(day)
      return instantOfLocal(localMidnight(shiftDate(day, amount, unit)) + timeOfDay, zone)
    }
    default:
      return assertNever(unit)
  }
}

function clampInstant(instant: EpochMicros): EpochMicros {
  const earliest = localMidnight(EARLIEST_DAY)
  const latest = localMidnight(LATEST_DAY)
  return instant < earliest ? earliest : instant > latest ? latest : instant
}
