import type { EpochMicros, ZoneTransition } from '@coterie/definition'

/** A time zone as a table: its offset from UTC before the first transition, in microseconds, and all transitions. */
export interface ZoneTable {
  readonly initialOffset: bigint
  readonly transitions: readonly ZoneTransition[]
}

/**
 * The UTC timestamp at which the zone's wall clocks show `local`, a column of TIMESTAMP: SQL of a balanced search over the
 * zone's transitions. A local time that does not exist is the first instant after the gap, one that exists twice its first
 * occurrence. Transitions outside `from`..`to` (local) are left out.
 */
export function instantOfLocalSql(local: string, zone: ZoneTable, from: EpochMicros, to: EpochMicros): string {
  return search(zone, from, to, local, {
    // Clocks that had not been changed would show the transition's local time: it is over from then on.
    threshold: (transition) => transition.at + transition.offsetBefore,
    leaf: (offset, since) => {
      const instant = shifted(local, -offset)
      return since !== null && since.offsetAfter > since.offsetBefore
        ? `greatest(${instant}, ${timestampSql(since.at)})`
        : instant
    },
  })
}

/** What the zone's wall clocks show at `instant`, a column of TIMESTAMP in UTC. */
export function localOfInstantSql(instant: string, zone: ZoneTable, from: EpochMicros, to: EpochMicros): string {
  return search(zone, from, to, instant, {
    threshold: (transition) => transition.at,
    leaf: (offset) => shifted(instant, offset),
  })
}

/** A timestamp literal, in microseconds since 1970-01-01 00:00. */
export function timestampSql(micros: bigint): string {
  return `make_timestamp(${micros}::BIGINT)`
}

interface Shape {
  threshold(transition: ZoneTransition): bigint
  leaf(offset: bigint, since: ZoneTransition | null): string
}

function search(zone: ZoneTable, from: EpochMicros, to: EpochMicros, operand: string, shape: Shape): string {
  const all = zone.transitions
  const known = all.filter((transition) => shape.threshold(transition) >= from && shape.threshold(transition) <= to)
  const before = all.filter((transition) => shape.threshold(transition) < from).at(-1) ?? null

  // `since` is the transition that holds before the first one of `transitions`.
  function tree(transitions: readonly ZoneTransition[], since: ZoneTransition | null): string {
    const middle = transitions.length >> 1
    const pivot = transitions[middle]
    if (pivot === undefined) return shape.leaf(since?.offsetAfter ?? zone.initialOffset, since)
    const earlier = tree(transitions.slice(0, middle), since)
    const later = tree(transitions.slice(middle + 1), pivot)
    return `CASE WHEN ${operand} < ${timestampSql(shape.threshold(pivot))} THEN ${earlier} ELSE ${later} END`
  }

  const found = tree(known, before)
  // greatest() would skip a null.
  return found.includes('greatest(') ? `CASE WHEN ${operand} IS NULL THEN NULL ELSE ${found} END` : found
}

function shifted(operand: string, micros: bigint): string {
  return micros === 0n ? operand : `${operand} + to_microseconds(${micros}::BIGINT)`
}
