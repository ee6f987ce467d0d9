import { parseInstant } from '@coterie/definition'
import { EXIT } from '../exit-code.ts'
import type { EngineOptions } from '../open-engine.ts'
import { plainProblem, Refusal } from '../report/problem.ts'

export const OUTPUTS = ['ids', 'count', 'json', 'csv'] as const

/** How the members of one segment are printed. */
export type Output = (typeof OUTPUTS)[number]

/** What `coterie evaluate` was asked for. Exactly one of `definition` and `definitions` is present. */
export interface EvaluateOptions extends EngineOptions {
  readonly catalog: string
  readonly definition?: string
  readonly definitions?: string
  /** As written; absent: now. */
  readonly asOf?: string
  readonly output: Output
  readonly inspect: boolean
}

const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/

/**
 * The instant of an evaluation in microseconds since 1970: `text` with an offset or in `timeZone`, a date alone being its
 * midnight there; now if absent. Throws a `Refusal` (`as-of-unreadable`).
 */
export function asOfInstant(text: string | undefined, timeZone: string): bigint {
  if (text === undefined) return BigInt(Date.now()) * 1000n
  const instant = parseInstant(DATE_ONLY.test(text) ? `${text}T00:00` : text, timeZone)
  if (instant !== null) return instant
  throw new Refusal(EXIT.usage, [
    plainProblem('as-of-unreadable', `\`--as-of ${text}\` is not an instant: write it like 2024-06-30T00:00:00Z.`, {
      value: text,
    }),
  ])
}
