import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { parseDate } from './text.ts'
import {
  dayOfLocal,
  hourOfLocal,
  initialOffset,
  instantOfLocal,
  isTimeZone,
  localDate,
  localMicros,
  MICROS_PER_DAY,
  offsetAt,
  zoneTransitions,
} from './zone.ts'
import { ZONES_UNDER_TEST } from './zones-under-test.ts'

const SECOND = 1_000_000n
const HOUR = 3_600n * SECOND
const MILLISECOND = 1_000n

describe('isTimeZone', () => {
  it.each(['UTC', 'Europe/London', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])('knows %s', (name) => {
    expect(isTimeZone(name)).toBe(true)
  })

  it.each(['', 'Mars/Base', '+01:00', '-05', 'Europe/London ', 'Europe'])('does not know %j', (name) => {
    expect(isTimeZone(name)).toBe(false)
  })
})

/** What local clocks show at an instant by another reader of the time-zone data, to the millisecond. */
function localByFormatter(zone: string): (instant: bigint) => bigint {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (instant) => {
    const parts = Object.fromEntries(
      format.formatToParts(Number(instant / MILLISECOND)).map(({ type, value }) => [type, value]),
    )
    const year = Number(parts['year'])
    const month = Number(parts['month']) - 1
    const local = Date.UTC(
      year,
      month,
      Number(parts['day']),
      Number(parts['hour']),
      Number(parts['minute']),
      Number(parts['second']),
    )
    return BigInt(local) * MILLISECOND
  }
}

describe.each(ZONES_UNDER_TEST)('%s', (zone) => {
  const transitions = zoneTransitions(zone)

  it('has ascending transitions that follow from one another', () => {
    let offset = initialOffset(zone)
    let previous: bigint | null = null
    for (const { at, offsetBefore, offsetAfter } of transitions) {
      expect(offsetBefore).toBe(offset)
      expect(offsetAfter).not.toBe(offset)
      if (previous !== null) expect(at).toBeGreaterThan(previous)
      previous = at
      offset = offsetAfter
    }
  })

  it('never shows two gaps or overlaps at once, so local times can be searched for', () => {
    let previousEnd: bigint | null = null
    for (const { at, offsetBefore } of transitions) {
      if (previousEnd !== null) expect(at + offsetBefore).toBeGreaterThan(previousEnd)
      previousEnd = at + offsetBefore
    }
  })

  it('shows what the platform’s formatter shows around every transition and a few times a year between', () => {
    const byFormatter = localByFormatter(zone)
    const around = transitions.flatMap(({ at }) => [at - SECOND, at, at + SECOND])
    const between = Array.from({ length: 800 }, (_, i) => BigInt(i - 280) * 91n * MICROS_PER_DAY)
    for (const instant of [...around, ...between]) {
      // After 2100 no transition is listed; before 1900 the formatter may round offsets to a minute.
      if (instant > 4_133_894_400n * SECOND || instant < -2_208_988_800n * SECOND) continue
      if (localMicros(instant, zone) !== byFormatter(instant)) {
        expect(localMicros(instant, zone), `${zone} at ${instant}`).toBe(byFormatter(instant))
      }
    }
  })

  it('reads local times as the library does, but for gaps', () => {
    for (const { at, offsetBefore, offsetAfter } of transitions) {
      const [low, high] = offsetBefore < offsetAfter ? [offsetBefore, offsetAfter] : [offsetAfter, offsetBefore]
      for (const local of [
        at + low - SECOND,
        at + low,
        at + low + 1n,
        at + (low + high) / 2n,
        at + high - 1n,
        at + high,
      ]) {
        const isInGap = offsetBefore < offsetAfter && local >= at + offsetBefore && local < at + offsetAfter
        const wanted = isInGap ? at : earliestByLibrary(local, zone)
        if (instantOfLocal(local, zone) !== wanted) {
          expect(instantOfLocal(local, zone), `${zone} local ${local}, transition at ${at}`).toBe(wanted)
        }
      }
    }
  })

  it('finds instants again from their local time', () => {
    for (let instant = -3_000_000_000n * SECOND; instant < 5_000_000_000n * SECOND; instant += 4_321_987n * SECOND) {
      const local = localMicros(instant, zone)
      const found = instantOfLocal(local, zone)
      expect(localMicros(found, zone)).toBe(local)
      expect(found <= instant).toBe(true)
      expect(localDate(instant, zone)).toBe(dayOfLocal(local))
    }
  })
})

function earliestByLibrary(local: bigint, zone: string): bigint {
  const plain = Temporal.Instant.fromEpochNanoseconds(local * 1000n)
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime()
  return plain.toZonedDateTime(zone, { disambiguation: 'earlier' }).epochNanoseconds / 1000n
}

describe('offsets and days', () => {
  it('has no transition after 2100 and keeps the last offset', () => {
    expect(zoneTransitions('Europe/London').at(-1)?.at).toBe(4_128_627_600n * SECOND)
    expect(offsetAt(10_000_000_000n * SECOND, 'Europe/London')).toBe(0n)
  })

  it('changes the offset at the transition itself', () => {
    const spring2024 = 1_711_846_800n * SECOND
    expect(offsetAt(spring2024 - 1n, 'Europe/London')).toBe(0n)
    expect(offsetAt(spring2024, 'Europe/London')).toBe(HOUR)
  })

  it('counts days before 1970 downwards', () => {
    expect(dayOfLocal(-1n)).toBe(-1)
    expect(dayOfLocal(0n)).toBe(0)
    expect(dayOfLocal(-MICROS_PER_DAY)).toBe(-1)
    expect(dayOfLocal(-MICROS_PER_DAY - 1n)).toBe(-2)
    expect(hourOfLocal(-1n)).toBe(23)
    expect(hourOfLocal(0n)).toBe(0)
  })

  it('knows the day Samoa left out', () => {
    const zone = 'Pacific/Apia'
    const noonOfMissingDay = BigInt(parseDate('2011-12-30') ?? 0) * MICROS_PER_DAY + 12n * HOUR
    expect(localDate(instantOfLocal(noonOfMissingDay, zone), zone)).toBe(parseDate('2011-12-31'))
  })

  it('refuses an unknown zone', () => {
    expect(() => zoneTransitions('Mars/Base')).toThrow(RangeError)
  })
})
