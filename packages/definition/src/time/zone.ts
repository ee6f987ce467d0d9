import { Temporal } from 'temporal-polyfill'
import type { EpochDay, EpochMicros, LocalMicros } from '../values/value.ts'

/** Microseconds of 24 hours. */
export const MICROS_PER_DAY = 86_400_000_000n

const MICROS_PER_HOUR = MICROS_PER_DAY / 24n

/** A change of a zone's offset from UTC: instants before `at` have `offsetBefore`, from `at` on `offsetAfter`. In microseconds. */
export interface ZoneTransition {
  readonly at: EpochMicros
  readonly offsetBefore: bigint
  readonly offsetAfter: bigint
}

interface ZoneTable {
  readonly initialOffset: bigint
  readonly transitions: readonly ZoneTransition[]
}

/** Transitions of this year (UTC) and later are not listed: the zone stays at the offset it had when the year began. */
const FIRST_YEAR_WITHOUT_TRANSITIONS = 2101

const tables = new Map<string, ZoneTable>()

/** Whether a name is an IANA time zone's (an offset such as +01:00 is not). */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/**
 * Every change of the zone's offset from the earliest known through the year 2100, ascending. All local times follow
 * from this list and `initialOffset`, on every engine. Computed once a zone, which takes about 0.1 s. Throws a
 * `RangeError` on an unknown zone.
 */
export function zoneTransitions(zone: string): readonly ZoneTransition[] {
  return tableOf(zone).transitions
}

/** The zone's offset from UTC before its first transition, in microseconds. */
export function initialOffset(zone: string): bigint {
  return tableOf(zone).initialOffset
}

function tableOf(zone: string): ZoneTable {
  const known = tables.get(zone)
  if (known !== undefined) return known
  const table = computeTable(zone)
  tables.set(zone, table)
  return table
}

function computeTable(zone: string): ZoneTable {
  let before = Temporal.Instant.from('0001-01-01T00:00Z').toZonedDateTimeISO(zone)
  const initial = offsetMicros(before)
  const transitions: ZoneTransition[] = []
  for (;;) {
    const after = before.getTimeZoneTransition('next')
    if (after === null || after.withTimeZone('UTC').year >= FIRST_YEAR_WITHOUT_TRANSITIONS) {
      return { initialOffset: initial, transitions }
    }
    const offsetBefore = transitions.at(-1)?.offsetAfter ?? initial
    const offsetAfter = offsetMicros(after)
    if (offsetBefore !== offsetAfter) {
      transitions.push({ at: after.epochNanoseconds / 1000n, offsetBefore, offsetAfter })
    }
    before = after
  }
}

function offsetMicros(moment: Temporal.ZonedDateTime): bigint {
  return BigInt(moment.offsetNanoseconds) / 1000n
}

/** The zone's offset from UTC at an instant, in microseconds. */
export function offsetAt(instant: EpochMicros, zone: string): bigint {
  const { initialOffset: initial, transitions } = tableOf(zone)
  const passed = countLeading(transitions, (transition) => transition.at <= instant)
  return transitions[passed - 1]?.offsetAfter ?? initial
}

/** What the zone's wall clocks show at an instant. */
export function localMicros(instant: EpochMicros, zone: string): LocalMicros {
  return instant + offsetAt(instant, zone)
}

/**
 * The instant at which the zone's wall clocks show a local time. A local time that does not exist is the first instant
 * after the gap; one that exists twice is its first occurrence.
 */
export function instantOfLocal(local: LocalMicros, zone: string): EpochMicros {
  const { initialOffset: initial, transitions } = tableOf(zone)
  // A transition is certainly over once clocks that had not been changed would show its own local time.
  const passed = countLeading(transitions, (transition) => transition.at + transition.offsetBefore <= local)
  const last = transitions[passed - 1]
  if (last === undefined) return local - initial
  const instant = local - last.offsetAfter
  if (instant < last.at) return last.at // The local time lies in the gap.
  return instant
}

/** The date the zone's calendars show at an instant. */
export function localDate(instant: EpochMicros, zone: string): EpochDay {
  return dayOfLocal(localMicros(instant, zone))
}

/** The date of a local time. */
export function dayOfLocal(local: LocalMicros): EpochDay {
  const truncated = local / MICROS_PER_DAY
  return Number(local < 0n && truncated * MICROS_PER_DAY !== local ? truncated - 1n : truncated)
}

/** The local midnight a date starts with. */
export function localMidnight(day: EpochDay): LocalMicros {
  return BigInt(day) * MICROS_PER_DAY
}

/** The hour 0..23 of a local time. */
export function hourOfLocal(local: LocalMicros): number {
  return Number((local - localMidnight(dayOfLocal(local))) / MICROS_PER_HOUR)
}

/** How many of the first transitions satisfy a condition that never holds again once it does not. */
function countLeading(transitions: readonly ZoneTransition[], holds: (transition: ZoneTransition) => boolean): number {
  let low = 0
  let high = transitions.length
  while (low < high) {
    const middle = (low + high) >> 1
    const transition = transitions[middle]
    if (transition !== undefined && holds(transition)) low = middle + 1
    else high = middle
  }
  return low
}
