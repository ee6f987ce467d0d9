import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantsOfDates } from './instant-ranges.ts'
import { formatInstant, parseDate } from './text.ts'
import { localDate, zoneTransitions } from './zone.ts'
import { ZONES_UNDER_TEST } from './zones-under-test.ts'

function ranges(first: string | null, last: string | null, zone: string): readonly (readonly (string | null)[])[] {
  const day = (text: string | null) => (text === null ? null : parseDate(text))
  const shown = (instant: bigint | null) => (instant === null ? null : formatInstant(instant))
  return instantsOfDates(day(first), day(last), zone).map(({ from, before }) => [shown(from), shown(before)])
}

describe('instantsOfDates', () => {
  it.each([
    ['2024-03-31', '2024-03-31', 'Europe/London', [['2024-03-31T00:00:00Z', '2024-03-31T23:00:00Z']]],
    ['2024-10-27', '2024-10-27', 'Europe/London', [['2024-10-26T23:00:00Z', '2024-10-28T00:00:00Z']]],
    ['2024-03-01', null, 'Asia/Tokyo', [['2024-02-29T15:00:00Z', null]]],
    [null, '2024-03-01', 'Asia/Tokyo', [[null, '2024-03-01T15:00:00Z']]],
    [null, null, 'Asia/Tokyo', [[null, null]]],
    ['2024-03-02', '2024-03-01', 'Asia/Tokyo', []],
    // São Paulo's clocks went from 23:59:59 to 01:00 …
    ['2018-11-04', '2018-11-04', 'America/Sao_Paulo', [['2018-11-04T03:00:00Z', '2018-11-05T02:00:00Z']]],
    // … and back from midnight to 23:00, so that the 17th ended twice.
    ['2018-02-17', '2018-02-17', 'America/Sao_Paulo', [['2018-02-17T02:00:00Z', '2018-02-18T03:00:00Z']]],
    ['2011-12-30', '2011-12-30', 'Pacific/Apia', []],
    ['2011-12-29', '2011-12-31', 'Pacific/Apia', [['2011-12-29T10:00:00Z', '2011-12-31T10:00:00Z']]],
    // In St John's it was 00:01 of the 7th when clocks went back an hour.
    [
      '2010-11-06',
      '2010-11-06',
      'America/St_Johns',
      [
        ['2010-11-06T02:30:00Z', '2010-11-07T02:30:00Z'],
        ['2010-11-07T02:31:00Z', '2010-11-07T03:30:00Z'],
      ],
    ],
    [
      '2010-11-07',
      null,
      'America/St_Johns',
      [
        ['2010-11-07T02:30:00Z', '2010-11-07T02:31:00Z'],
        ['2010-11-07T03:30:00Z', null],
      ],
    ],
    [
      null,
      '2010-11-06',
      'America/St_Johns',
      [
        [null, '2010-11-07T02:30:00Z'],
        ['2010-11-07T02:31:00Z', '2010-11-07T03:30:00Z'],
      ],
    ],
    ['2010-11-06', '2010-11-07', 'America/St_Johns', [['2010-11-06T02:30:00Z', '2010-11-08T03:30:00Z']]],
  ])('of %s to %s in %s', (first, last, zone, expected) => {
    expect(ranges(first, last, zone)).toEqual(expected)
  })

  it('holds exactly the instants whose local date is in the dates', () => {
    const zoned = fc.constantFrom(...ZONES_UNDER_TEST).chain((zone) => {
      const edges = zoneTransitions(zone).map(({ at }) => at)
      const instant = fc
        .tuple(
          fc.oneof(fc.constantFrom(0n, ...edges), fc.bigInt(-4_000_000_000_000_000n, 5_000_000_000_000_000n)),
          fc.bigInt(-90_000_000_000n, 90_000_000_000n),
        )
        .map(([near, distance]) => near + distance)
      return fc.record({ zone: fc.constant(zone), instant, before: offset, after: offset })
    })
    fc.assert(
      fc.property(zoned, ({ zone, instant, before, after }) => {
        const day = localDate(instant, zone)
        const first = before === null ? null : day + before
        const last = after === null ? null : day + after
        const isIn = (first === null || first <= day) && (last === null || day <= last)
        const found = instantsOfDates(first, last, zone)
        const holds = found.some(
          ({ from, before: end }) => (from === null || from <= instant) && (end === null || instant < end),
        )
        expect(holds).toBe(isIn)
        for (const [position, range] of found.entries()) {
          const next = found[position + 1]
          if (next !== undefined) expect(next.from ?? 0n).toBeGreaterThan(range.before ?? 0n)
        }
      }),
      { numRuns: 3000 },
    )
  })
})

const offset = fc.option(fc.integer({ min: -2, max: 2 }), { nil: null })
