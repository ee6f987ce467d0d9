import { civilOf, dayOfLocal, type EpochDay, type EpochMicros, localMidnight } from '@coterie/definition'

/** YYYY-MM-DD; null outside the years 1 to 9999, which not every engine reads. */
export function printDate(day: EpochDay): string | null {
  const { year, month, day: dayOfMonth } = civilOf(day)
  if (year < 1 || year > 9999) return null
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`
}

/** HH:MM:SS, with six fractional digits unless they are all 0, of a number of microseconds since midnight. */
export function printTimeOfDay(micros: bigint): string {
  const seconds = Number(micros / 1_000_000n)
  const fraction = micros % 1_000_000n
  const [hour, minute, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const time = [hour, minute, second].map(twoDigits).join(':')
  return fraction === 0n ? time : `${time}.${String(fraction).padStart(6, '0')}`
}

/** The UTC date of an instant and the microseconds since its midnight. */
export function splitInstant(instant: EpochMicros): { readonly day: EpochDay; readonly timeOfDay: bigint } {
  const day = dayOfLocal(instant)
  return { day, timeOfDay: instant - localMidnight(day) }
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')
