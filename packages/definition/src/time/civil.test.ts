import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { civilOf, dayOfWeek, daysInMonth, epochDayOf, isLeapYear } from './civil.ts'

const EPOCH = Temporal.PlainDate.from('1970-01-01')

/** What the calendar library says of an epoch day. */
function expected(day: number): readonly number[] {
  const date = EPOCH.add({ days: day })
  return [date.year, date.month, date.day, date.dayOfWeek, date.daysInMonth, date.inLeapYear ? 1 : 0]
}

function found(day: number): readonly number[] {
  const { year, month, day: dayOfMonth } = civilOf(day)
  return [year, month, dayOfMonth, dayOfWeek(day), daysInMonth(year, month), isLeapYear(year) ? 1 : 0]
}

describe('the civil calendar', () => {
  it('is the library’s on every day of 1900..2100', () => {
    expectLikeLibrary(epochDayOf(1900, 1, 1), epochDayOf(2100, 12, 31), 1)
  })

  it('is the library’s on days of -2000..10000', () => {
    // A prime step, so that every day of the year and of the week comes up.
    expectLikeLibrary(epochDayOf(-2000, 1, 1), epochDayOf(10000, 12, 31), 97)
  })

  it('is right around the ends of 4, 100 and 400 years', () => {
    for (const year of [-401, -400, -101, -100, -4, -1, 0, 1, 4, 100, 400, 1600, 1700, 2000, 2100, 2400]) {
      const start = epochDayOf(year, 1, 1)
      expectLikeLibrary(start - 2, start + 62, 1)
    }
  })
})

function expectLikeLibrary(first: number, last: number, step: number): void {
  for (let day = first; day <= last; day += step) {
    const { year, month, day: dayOfMonth } = civilOf(day)
    if (String(found(day)) !== String(expected(day))) expect(found(day), `day ${day}`).toEqual(expected(day))
    if (epochDayOf(year, month, dayOfMonth) !== day) expect(epochDayOf(year, month, dayOfMonth)).toBe(day)
  }
}
