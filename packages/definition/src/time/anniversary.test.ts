import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import { latestDateWithYears, recurrenceIn, wholeYears } from './anniversary.ts'
import { epochDayOf } from './civil.ts'
import { formatDate } from './text.ts'

const day = fc.oneof(
  fc.integer({ min: epochDayOf(1890, 1, 1), max: epochDayOf(2110, 12, 31) }),
  // The days about which the rule for 29 February speaks.
  fc
    .tuple(fc.integer({ min: 1890, max: 2110 }), fc.integer({ min: 57, max: 60 }))
    .map(([year, n]) => epochDayOf(year, 1, 1) + n),
)

it('recurs as adding years does', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 150 }), (date, years) => {
      const start = Temporal.PlainDate.from(formatDate(date))
      expect(formatDate(recurrenceIn(start.year + years, date))).toBe(start.add({ years }).toString())
    }),
    { numRuns: 2000 },
  )
})

it('has passed as many years as recurrences have been reached', () => {
  fc.assert(
    fc.property(day, day, (date, today) => {
      const start = Temporal.PlainDate.from(formatDate(date))
      const end = Temporal.PlainDate.from(formatDate(today))
      const years = wholeYears(date, today)
      expect(Temporal.PlainDate.compare(start.add({ years }), end)).toBeLessThanOrEqual(0)
      expect(Temporal.PlainDate.compare(start.add({ years: years + 1 }), end)).toBeGreaterThan(0)
    }),
    { numRuns: 2000 },
  )
})

it('has a latest date from which so many years have passed', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 130 }), (today, years) => {
      const latest = latestDateWithYears(years, today)
      expect(wholeYears(latest, today)).toBeGreaterThanOrEqual(years)
      expect(wholeYears(latest + 1, today)).toBeLessThan(years)
    }),
    { numRuns: 2000 },
  )
})
