import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { epochDayOf } from './civil.ts'
import { shiftDate, shiftInstant } from './shift.ts'
import { formatDate } from './text.ts'
import { instantOfLocal } from './zone.ts'
import { ZONES_UNDER_TEST } from './zones-under-test.ts'

const calendarUnit = fc.constantFrom('day', 'week', 'month', 'quarter', 'year')
const LIBRARY_UNITS = {
  day: ['days', 1],
  week: ['weeks', 1],
  month: ['months', 1],
  quarter: ['months', 3],
  year: ['years', 1],
} as const

function durationOf(amount: number, unit: keyof typeof LIBRARY_UNITS): Temporal.DurationLike {
  const [name, factor] = LIBRARY_UNITS[unit]
  return { [name]: amount * factor }
}

describe('shiftDate', () => {
  it('is the library’s calendar arithmetic', () => {
    const day = fc.integer({ min: epochDayOf(1000, 1, 1), max: epochDayOf(3000, 12, 31) })
    fc.assert(
      fc.property(day, fc.integer({ min: -900, max: 900 }), calendarUnit, (start, amount, unit) => {
        const wanted = Temporal.PlainDate.from(formatDate(start)).add(durationOf(amount, unit)).toString()
        expect(formatDate(shiftDate(start, amount, unit))).toBe(wanted)
      }),
      { numRuns: 2000 },
    )
  })

  it('stops at the ends of the years 0 to 10000', () => {
    expect(formatDate(shiftDate(0, -1_000_000_000, 'year'))).toBe('0000-01-01')
    expect(formatDate(shiftDate(0, 1_000_000_000, 'year'))).toBe('+010000-12-31')
  })
})

describe('shiftInstant', () => {
  it('is the library’s arithmetic on local times, but for gaps', () => {
    const second = fc.integer({ min: -5_000_000_000, max: 4_000_000_000 })
    const zone = fc.constantFrom(...ZONES_UNDER_TEST)
    fc.assert(
      fc.property(second, fc.integer({ min: -60, max: 60 }), calendarUnit, zone, (start, amount, unit, timeZone) => {
        fc.pre(amount !== 0)
        const local = Temporal.Instant.fromEpochMilliseconds(start * 1000)
          .toZonedDateTimeISO(timeZone)
          .toPlainDateTime()
          .add(durationOf(amount, unit))
        const localMicros = local.toZonedDateTime('UTC').epochNanoseconds / 1000n
        expect(shiftInstant(BigInt(start) * 1_000_000n, amount, unit, timeZone)).toBe(
          instantOfLocal(localMicros, timeZone),
        )
      }),
      { numRuns: 2000 },
    )
  })

  it('counts minutes and hours exactly', () => {
    expect(shiftInstant(0n, 90, 'minute', 'Europe/London')).toBe(5_400_000_000n)
    expect(shiftInstant(0n, -24, 'hour', 'Europe/London')).toBe(-86_400_000_000n)
  })

  it('leaves the instant alone where no step is made, in the second occurrence of a local time too', () => {
    const secondHalfPastOne = 1_730_615_400n * 1_000_000n
    expect(shiftInstant(secondHalfPastOne, 0, 'day', 'America/New_York')).toBe(secondHalfPastOne)
  })
})
