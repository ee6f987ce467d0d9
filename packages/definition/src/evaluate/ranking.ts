import { operatorNamed } from '../operators/index.ts'
import type { RankingOperator } from '../operators/operator.ts'
import type { ResolvedTest } from '../resolve/resolved.ts'
import { compareNumbers, exact, isExact } from '../values/exact.ts'
import type { Exact, Value } from '../values/value.ts'
import type { AudienceEvaluation } from './audience-evaluation.ts'
import { type ProfileSet, profilesWhere } from './profile-set.ts'
import { subjectOn } from './row-test.ts'

/** The profiles whose number is at least as good as the k-th best of all that have one. */
export function rankedProfiles(test: ResolvedTest, evaluation: AudienceEvaluation): ProfileSet {
  const operator = operatorNamed(test.operator)
  if (operator.kind !== 'ranking') throw new Error(`\`${test.operator}\` does not rank.`)
  const subject = subjectOn(test.subject, new Map([[evaluation.audience, 0]]), evaluation)
  const numbers = Array.from({ length: evaluation.size }, (_, profile) => asNumber(subject([profile])))
  const bestFirst = operator.side === 'top' ? -1 : 1
  const sorted = numbers.filter((number) => number !== null).sort((a, b) => compareNumbers(a, b) * bestFirst)
  const worst = sorted[Math.min(places(operator, test, sorted.length), sorted.length) - 1]
  return profilesWhere(evaluation.size, (profile) => {
    const number = numbers[profile] ?? null
    return number !== null && worst !== undefined && compareNumbers(number, worst) * bestFirst <= 0
  })
}

/** The k of a ranking: given, or the given per cent of `ranked` profiles rounded up. */
function places(operator: RankingOperator, test: ResolvedTest, ranked: number): number {
  const operand = test.operands.value
  if (operand?.kind !== 'literal') throw new Error('A ranking takes a number.')
  const amount = asNumber(operand.value)
  if (amount === null) throw new Error('A ranking takes a number.')
  if (operator.by === 'count') return Number(amount)
  // Exactly: 7 per cent of 100 profiles in floats would round up to 8 places.
  const share = exact(amount.toString()).times(ranked).times('0.01')
  return Math.ceil(Number(share.toFixed(0, ROUND_UP)))
}

/** Big's name for rounding away from zero. */
const ROUND_UP = 3

function asNumber(value: Value): Exact | number | null {
  if (value === null || isExact(value) || typeof value === 'number') return value
  throw new TypeError(`Not a number to rank by: ${String(value)}`)
}
