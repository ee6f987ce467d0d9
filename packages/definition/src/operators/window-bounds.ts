import type { Operands, Unit } from '../resolve/resolved.ts'
import type { Clock } from '../time/clock.ts'
import { shiftDate, shiftInstant } from '../time/shift.ts'
import type { EpochDay, EpochMicros } from '../values/value.ts'
import { calendarUnit, required } from './operand-values.ts'

/** Units a window on a datetime can have; dates take the ones from `day` up. */
export const WINDOW_UNITS: readonly Unit[] = ['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']

/** Which way a window's far end lies from as-of. */
export type Direction = 'ago' | 'ahead'

type Window = Pick<Operands, 'amount' | 'unit'>

/** The day so many units before or after today. */
export function farDay(window: Window, direction: Direction, clock: Clock): EpochDay {
  return shiftDate(clock.today, signedAmount(window, direction), calendarUnit(required(window.unit, 'unit')))
}

/** The instant so many units before or after as-of. */
export function farInstant(window: Window, direction: Direction, clock: Clock): EpochMicros {
  return shiftInstant(clock.asOf, signedAmount(window, direction), required(window.unit, 'unit'), clock.timeZone)
}

function signedAmount(window: Window, direction: Direction): number {
  const amount = required(window.amount, 'amount')
  return direction === 'ago' ? -amount : amount
}
