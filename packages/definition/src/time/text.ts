import type { EpochDay, EpochMicros } from '../values/value.ts'
import { civilOf, daysInMonth, epochDayOf } from './civil.ts'
import { dayOfLocal, instantOfLocal, localMidnight } from './zone.ts'

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(?:(Z)|([+-])(\d{2})(?::?(\d{2}))?)?$/

const MICROS_PER_MINUTE = 60_000_000n

/** The date a text `YYYY-MM-DD` names, of the years 0001 to 9999; null for any other text. */
export function parseDate(text: string): EpochDay | null {
  const match = DATE.exec(text)
  if (match === null) return null
  const year = Number(match[1])
  const month = Number(match[2])
  const day = Number(match[3])
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return epochDayOf(year, month, day)
}

/**
 * The instant an ISO 8601 text names, or null: a date, `T` or a space, hours and minutes, optionally seconds and a fraction
 * (digits past the sixth are dropped), optionally `Z` or an offset (`+01:00`, `+0100`, `+01`). Without an offset the text is
 * the local time of `timeZone`.
 */
export function parseInstant(text: string, timeZone: string): EpochMicros | null {
  const match = INSTANT.exec(text)
  if (match === null) return null
  const [, date = '', hours, minutes, seconds = '0', fraction = '', utc, sign, offsetHours, offsetMinutes = '0'] = match
  const day = parseDate(date)
  if (day === null || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null
  const secondOfDay = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
  const micros = BigInt(secondOfDay) * 1_000_000n + BigInt(fraction.slice(0, 6).padEnd(6, '0'))
  const local = localMidnight(day) + micros
  if (utc !== undefined) return local
  if (sign === undefined) return instantOfLocal(local, timeZone)
  if (Number(offsetHours) > 23 || Number(offsetMinutes) > 59) return null
  const offset = BigInt(Number(offsetHours) * 60 + Number(offsetMinutes)) * MICROS_PER_MINUTE
  return sign === '-' ? local + offset : local - offset
}

/** A date as `YYYY-MM-DD`; years outside 0..9999 have a sign and six digits. */
export function formatDate(day: EpochDay): string {
  const civil = civilOf(day)
  return `${formatYear(civil.year)}-${twoDigits(civil.month)}-${twoDigits(civil.day)}`
}

/** An instant in UTC, e.g. `2024-03-01T09:30:00Z`, with as many fractional digits as it needs. */
export function formatInstant(instant: EpochMicros): string {
  const day = dayOfLocal(instant)
  const micros = Number(instant - localMidnight(day))
  const seconds = Math.floor(micros / 1_000_000)
  const fraction = micros % 1_000_000
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(':')
  const decimals = fraction === 0 ? '' : `.${String(fraction).padStart(6, '0').replace(/0+$/, '')}`
  return `${formatDate(day)}T${time}${decimals}Z`
}

function formatYear(year: number): string {
  if (year >= 0 && year <= 9999) return String(year).padStart(4, '0')
  return `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
