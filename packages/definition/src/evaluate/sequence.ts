import type { ResolvedSequence, SequenceStep } from '../resolve/resolved.ts'
import { shiftDate, shiftInstant } from '../time/shift.ts'
import type { AudienceEvaluation } from './audience-evaluation.ts'
import { joinedRows } from './joined-rows.ts'
import { type ProfileSet, profilesWhere } from './profile-set.ts'
import { rowTest, subjectOn } from './row-test.ts'

/** An epoch day or epoch microseconds: of one kind within a sequence. */
type Time = number | bigint

/** A step whose rows are chosen, and the rows that may not stand between them and those chosen before. */
interface Choice {
  readonly times: (profile: number) => readonly Time[]
  readonly forbidden: readonly ((profile: number) => readonly Time[])[]
  readonly windowEnd: (start: Time) => Time | null
}

/**
 * The profiles with rows in strict time order, one a step, each within its window after the one before and with no row of
 * an absent step in between.
 *
 * Which row is chosen matters to the steps after it only by its time, so the search carries the set of all times at which
 * the steps so far can end, and asks of each later time whether any of them leads there. Nothing is assumed about which of
 * them is the best: windows of days are not even monotone where a clock goes back.
 */
export function sequenceProfiles(sequence: ResolvedSequence, evaluation: AudienceEvaluation): ProfileSet {
  const { choices, ending } = choicesOf(sequence, evaluation)
  return profilesWhere(evaluation.size, (profile) => {
    let reached: readonly Time[] | null = null
    for (const choice of choices) {
      reached = nextTimes(reached, choice, profile)
      if (reached.length === 0) return false
    }
    return (reached ?? []).some((last) => ending.every((step) => staysAbsent(step, last, profile)))
  })
}

function choicesOf(sequence: ResolvedSequence, evaluation: AudienceEvaluation) {
  const choices: Choice[] = []
  let absent: Choice[] = []
  for (const step of sequence.steps) {
    const choice: Choice = {
      times: timesOf(step, evaluation),
      forbidden: absent.map(({ times }) => times),
      windowEnd: windowEndOf(step, evaluation),
    }
    if (step.absent) absent.push(choice)
    else {
      choices.push(choice)
      absent = []
    }
  }
  return { choices, ending: absent }
}

/** The times at which a row of the choice can stand after one of the `reached` times: null for the first choice. */
function nextTimes(reached: readonly Time[] | null, choice: Choice, profile: number): readonly Time[] {
  const times = choice.times(profile)
  if (reached === null) return times
  const starts = reached.map((time) => ({ time, end: choice.windowEnd(time) }))
  const forbidden = choice.forbidden.flatMap((timesOfStep) => timesOfStep(profile))
  return times.filter((time) => {
    const lastForbidden = forbidden.reduce<Time | null>(
      (last, each) => (each < time && (last === null || each > last) ? each : last),
      null,
    )
    return starts.some(
      (start) =>
        start.time < time &&
        (start.end === null || time <= start.end) &&
        (lastForbidden === null || start.time >= lastForbidden),
    )
  })
}

/** Whether an absent last step has no row after the last chosen one: within its window, or ever. */
function staysAbsent(step: Choice, last: Time, profile: number): boolean {
  const end = step.windowEnd(last)
  return !step.times(profile).some((time) => time > last && (end === null || time <= end))
}

/** The distinct times of a step's rows for a profile, ascending. Rows without a time are in no order and take no part. */
function timesOf(step: SequenceStep, evaluation: AudienceEvaluation): (profile: number) => readonly Time[] {
  const rows = joinedRows(step.path, evaluation.store)
  const test = rowTest(step.where, rows.slots, evaluation)
  const time = subjectOn(step.time, rows.slots, evaluation)
  const slot = rows.slots.get(step.time.table)
  if (slot === undefined) throw new Error(`\`${step.time.table}\` is not on the path of its step.`)
  let known: { readonly profile: number; readonly times: readonly Time[] } | undefined

  function compute(profile: number): readonly Time[] {
    const times = new Set<Time>()
    rows.distinctRows(profile, slot ?? 0, (row) => {
      const value = time(row)
      if ((typeof value !== 'number' && typeof value !== 'bigint') || !test(row)) return false
      times.add(value)
      return true
    })
    return [...times].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  }
  return (profile) => {
    if (known?.profile !== profile) known = { profile, times: compute(profile) }
    return known.times
  }
}

/** The last moment of a step's window after a start; null for a step without a window. */
function windowEndOf(step: SequenceStep, evaluation: AudienceEvaluation): (start: Time) => Time | null {
  const { within } = step
  if (within === null) return () => null
  const { amount, unit } = within
  return (start) => {
    if (typeof start === 'bigint') return shiftInstant(start, amount, unit, evaluation.clock.timeZone)
    if (unit === 'minute' || unit === 'hour') throw new Error(`A window of ${unit}s on dates.`)
    return shiftDate(start, amount, unit)
  }
}
