import type { EpochDay, EpochMicros, LocalMicros } from '../values/value.ts'
import { initialOffset, localMidnight, MICROS_PER_DAY, zoneTransitions } from './zone.ts'

/** The instants from `from` (null: always) to before `before` (null: for ever). */
export interface InstantRange {
  readonly from: EpochMicros | null
  readonly before: EpochMicros | null
}

/**
 * The instants whose local date is `first`..`last` (null: unbounded), as ascending ranges that do not touch. Usually one;
 * several where the zone's clocks went back over midnight, none where the zone left the dates out.
 */
export function instantsOfDates(first: EpochDay | null, last: EpochDay | null, zone: string): readonly InstantRange[] {
  const since = first === null ? [{ from: null, before: null }] : instantsSince(localMidnight(first), zone)
  const after = last === null ? [] : instantsSince(localMidnight(last + 1), zone)
  return subtract(since, after)
}

/** No zone's offset is as large, so what local clocks show lies within two days of UTC. */
const WIDEST_OFFSET = 2n * MICROS_PER_DAY

/** The instants at which local clocks show `local` or later; the last range is unbounded. */
function instantsSince(local: LocalMicros, zone: string): readonly InstantRange[] {
  const ranges: InstantRange[] = []
  let stretchStart: EpochMicros | null = null
  let offset = initialOffset(zone)
  for (const transition of zoneTransitions(zone)) {
    if (transition.at > local - WIDEST_OFFSET) {
      if (transition.at > local + WIDEST_OFFSET) break
      addRange(ranges, latest(stretchStart, local - offset), transition.at)
    }
    stretchStart = transition.at
    offset = transition.offsetAfter
  }
  addRange(ranges, latest(stretchStart, local - offset), null)
  return ranges
}

function latest(a: EpochMicros | null, b: EpochMicros): EpochMicros {
  return a === null || a < b ? b : a
}

/** Appends a range unless it is empty, joining it to the last one where they touch. */
function addRange(ranges: InstantRange[], from: EpochMicros | null, before: EpochMicros | null): void {
  if (from !== null && before !== null && from >= before) return
  const previous = ranges.at(-1)
  if (previous !== undefined && previous.before === from) ranges.splice(-1, 1, { from: previous.from, before })
  else ranges.push({ from, before })
}

/** The ranges without the instants of other ranges, both ascending and disjoint. */
function subtract(ranges: readonly InstantRange[], removed: readonly InstantRange[]): readonly InstantRange[] {
  const kept: InstantRange[] = []
  for (const range of ranges) {
    let from = range.from
    let exhausted = false
    for (const hole of removed) {
      if (hole.before !== null && from !== null && hole.before <= from) continue
      if (hole.from === null) {
        exhausted = true
        break
      }
      if (range.before !== null && hole.from >= range.before) break
      addRange(kept, from, hole.from)
      if (hole.before === null) {
        exhausted = true
        break
      }
      from = hole.before
    }
    if (!exhausted) addRange(kept, from, range.before)
  }
  return kept
}
