import type { EpochMicros, NumberKind } from '@coterie/definition'
import { instantOfLocalSql, localOfInstantSql, type ZoneTable } from '../sql/zone-sql.ts'
import { isMomentText, localOfText, offsetMinutes } from './moment-text.ts'
import { DECLARED_NUMBERS, isNaNText } from './number-text.ts'
import { numberSqlType, type ReadColumn } from './read-column.ts'

const MICROS_PER_DAY = 86_400_000_000n

interface Named {
  readonly name: string
  readonly raw: string
}

/** A column whose texts are kept as they are. */
export function plainColumn({ name, raw }: Named, type: 'string' | 'other'): ReadColumn {
  return { name, raw, type, steps: [], value: raw, unreadable: null }
}

export function booleanColumn({ name, raw }: Named): ReadColumn {
  const value = `CASE lower(${raw}) WHEN 'true' THEN true WHEN 'false' THEN false WHEN '1' THEN true WHEN '0' THEN false END`
  const unreadable = unreadableText(raw, `lower(${raw}) IN ('true', 'false', '0', '1')`)
  return { name, raw, type: 'boolean', steps: [], value, unreadable }
}

/** A column of numbers of which the greatest has `digits` digits before the point. */
export function numberColumn({ name, raw }: Named, number: NumberKind, digits: number): ReadColumn {
  const scale = number.kind === 'decimal' ? number.scale : 0
  const cast = `TRY_CAST(${raw} AS ${numberSqlType(number, digits + scale)})`
  const unreadable = unreadableText(raw, `${DECLARED_NUMBERS.isNumber(raw)} OR ${isNaNText(raw)}`)
  if (number.kind !== 'float') return { name, raw, type: 'number', number, steps: [], value: cast, unreadable }
  const alias = `f_${raw}`
  return {
    name,
    raw,
    type: 'number',
    number,
    steps: [{ alias, sql: cast }],
    value: `CASE WHEN isnan(${alias}) THEN NULL ELSE ${alias} END`,
    unreadable,
  }
}

/** What is known of the texts of a column of dates or instants. */
export interface MomentFacts {
  /** The first and the last local day, in days since 1970. */
  readonly firstDay: number
  readonly lastDay: number
  /** Whether a text names its offset from UTC. */
  readonly offsets: boolean
}

export function dateColumn({ name, raw }: Named, facts: MomentFacts, zone: ZoneTable): ReadColumn {
  const base = { name, raw, type: 'date' } as const
  const unreadable = unreadableText(raw, isMomentText(raw))
  const written = `TRY_CAST(left(${raw}, 10) AS DATE)`
  if (!facts.offsets) return { ...base, steps: [], value: written, unreadable }
  const [from, to] = bounds(facts)
  const instant = `i_${raw}`
  const minutes = offsetMinutes(raw)
  return {
    ...base,
    // Where the text names no offset there is no instant, and the date is the one written.
    steps: [{ alias: instant, sql: `${localOfText(raw)} - to_minutes(${minutes})` }],
    value: `coalesce(CAST(${localOfInstantSql(instant, zone, from, to)} AS DATE), ${written})`,
    unreadable,
  }
}

export function datetimeColumn({ name, raw }: Named, facts: MomentFacts, zone: ZoneTable): ReadColumn {
  const base = { name, raw, type: 'datetime' } as const
  const unreadable = unreadableText(raw, isMomentText(raw))
  const [from, to] = bounds(facts)
  const local = `l_${raw}`
  const zoned = instantOfLocalSql(local, zone, from, to)
  if (!facts.offsets) {
    return { ...base, steps: [{ alias: local, sql: `TRY_CAST(${raw} AS TIMESTAMP)` }], value: zoned, unreadable }
  }
  const minutes = `m_${raw}`
  return {
    ...base,
    steps: [
      { alias: local, sql: localOfText(raw) },
      { alias: minutes, sql: offsetMinutes(raw) },
    ],
    value: `CASE WHEN ${minutes} IS NULL THEN ${zoned} ELSE ${local} - to_minutes(${minutes}) END`,
    unreadable,
  }
}

/** Whether a text has a meaning of its own and is not of the kind wanted, as SQL. */
export function unreadableText(raw: string, wanted: string): string {
  return `(${raw} IS NOT NULL AND ${raw} <> '' AND NOT coalesce(${wanted}, false))`
}

/** Local days as instants, with two days to spare on both sides. */
function bounds({ firstDay, lastDay }: MomentFacts): readonly [EpochMicros, EpochMicros] {
  return [BigInt(firstDay - 2) * MICROS_PER_DAY, BigInt(lastDay + 3) * MICROS_PER_DAY]
}
