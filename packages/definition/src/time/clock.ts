import type { EpochDay, EpochMicros } from '../values/value.ts'
import { localDate } from './zone.ts'

/** The one moment and calendar all conditions of an evaluation are counted in. */
export interface Clock {
  /** The evaluation's instant. */
  readonly asOf: EpochMicros
  /** The local date at as-of. */
  readonly today: EpochDay
  readonly timeZone: string
  readonly weekStart: 'monday' | 'sunday'
}

/** The clock of an evaluation at an instant, in a workspace's zone and calendar. */
export function createClock({ asOf, timeZone, weekStart }: Omit<Clock, 'today'>): Clock {
  return { asOf, today: localDate(asOf, timeZone), timeZone, weekStart }
}
