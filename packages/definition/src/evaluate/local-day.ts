import type { Clock } from '../time/clock.ts'
import { localDate } from '../time/zone.ts'
import type { EpochDay, Value } from '../values/value.ts'

/** The local date of a date or datetime value: a date is one already. */
export function localDay(value: Value, clock: Clock): EpochDay {
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return localDate(value, clock.timeZone)
  throw new TypeError(`Neither a date nor a datetime: ${String(value)}`)
}
