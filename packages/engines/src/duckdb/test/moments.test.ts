import {
  formatInstant,
  instantOfLocal,
  localMidnight,
  parseDate,
  parseInstant,
  zoneTransitions,
} from '@coterie/definition'
import { expect, test } from 'vitest'
import { columnsOf, openOne } from './open-files.ts'

const OFFSETS = ['', '', 'Z', '+00:00', '-0330', '+14', '+23:59', '-12:00', '+24:00', '+01:60', 'z', ' +01:00', '+1']
const MINUTE = 60_000_000n

/** Texts around a zone's changes and at odd places, in all notations. */
function textsFor(zone: string): string[] {
  const moments = [...zoneTransitions(zone).slice(-60), ...zoneTransitions(zone).slice(0, 5)].flatMap(
    ({ at, offsetBefore }) =>
      [-61n, -60n, -30n, -1n, 0n, 1n, 30n, 59n, 60n, 61n].map((m) => at + offsetBefore + m * MINUTE),
  )
  return [
    ...moments.map((local) => formatInstant(local).slice(0, -1)),
    ...['0001-01-01', '9999-12-31', '1970-01-01', '2024-02-29', '2023-02-29', '2024-13-01', '2024-00-10'].flatMap(
      (day) => [
        day,
        `${day}T00:00`,
        `${day} 23:59:59.999999`,
        `${day}T12:30:15.1234567`,
        `${day}T24:00`,
        `${day}T23:60`,
        `${day}t10:00`,
        `${day}  10:00`,
        `${day}T1:00`,
      ],
    ),
  ].flatMap((text, index) => [text, text + (OFFSETS[index % OFFSETS.length] ?? '')])
}

test.each(['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Casablanca', 'UTC'])(
  'texts are read as the definition language reads them in %s',
  async (zone) => {
    const texts = textsFor(zone)
    const csv = `id,v\n${texts.map((text, index) => `${index},${text}\n`).join('')}`
    const tables = await openOne('t.csv', csv, { attributes: { v: { type: 'datetime' } } }, { timeZone: zone })
    const expected = texts.flatMap((text, id) => {
      const day = parseDate(text)
      const instant = day === null ? parseInstant(text, zone) : instantOfLocal(localMidnight(day), zone)
      return instant === null ? [] : [[`#${id}`, formatInstant(instant)]]
    })
    const { id, v } = await columnsOf(tables)
    expect(id.map((each, index) => [each, v[index]])).toEqual(expected)
    expect(tables.reports[0]?.rejected.count).toBe(texts.length - expected.length)
    expect(expected.length).toBeGreaterThan(20)
  },
)
