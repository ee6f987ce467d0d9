import type { DaysSinceValue } from '../resolve/resolved.ts'
import { exact } from '../values/exact.ts'
import type { Value } from '../values/value.ts'
import type { AudienceEvaluation } from './audience-evaluation.ts'
import { localDay } from './local-day.ts'

/** Whole local calendar days from each profile's date to as-of's date. */
export function daysSinceValues(value: DaysSinceValue, evaluation: AudienceEvaluation): readonly Value[] {
  const { clock } = evaluation
  return evaluation
    .values(value.of)
    .map((moment) => (moment === null ? null : exact(clock.today - localDay(moment, clock))))
}
