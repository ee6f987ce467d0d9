import type { EpochDay, EpochMicros } from '../values/value.ts'

/** The one moment and calendar all conditions of an evaluation are counted in. */
export interface Clock {
  /** The evaluation's instant. */
  readonly asOf: EpochMicros
  /** The local date at as-of. */
  readonly today: EpochDay
  readonly timeZone: string
  readonly weekStart: 'monday' | 'sunday'
}
