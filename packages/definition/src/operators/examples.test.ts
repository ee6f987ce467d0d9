import { describe, expect, it } from 'vitest'
import { compareNumbers } from '../values/exact.ts'
import type { Value } from '../values/value.ts'
import { holdsByEvaluate, holdsByPredicate, predicateOf, readExample } from './example-case.ts'
import { operators } from './index.ts'
import { numberOf, required, wholeNumberOf } from './operand-values.ts'
import type { OperatorExample, RankingOperator } from './operator.ts'

describe.each(operators.map((operator) => [operator.name, operator] as const))('%s', (_name, operator) => {
  it.each(operator.examples.map((example) => [JSON.stringify(example.condition), example] as const))(
    'has the members its example lists: %s',
    (_condition, example) => {
      if (operator.kind === 'ranking') {
        expect(rankedMembers(operator, example)).toEqual(example.members)
        return
      }
      const { rows, ...readCase } = readExample(operator, example)
      const membersBy = (holds: (row: (typeof rows)[number]) => boolean) =>
        rows.flatMap((row, position) => (holds(row) ? [position] : []))
      const predicate = predicateOf(operator, readCase)
      expect(membersBy((row) => holdsByEvaluate(operator, readCase, row))).toEqual(example.members)
      expect(membersBy((row) => holdsByPredicate(predicate, readCase.clock.timeZone, row))).toEqual(example.members)
    },
  )
})

/** The contract's sentence: at least as good as the k-th from the best, nulls never in. */
function rankedMembers(operator: RankingOperator, example: OperatorExample): readonly number[] {
  const { rows, operands } = readExample(operator, example)
  const operand = required(operands.value, 'value')
  const value = operand.kind === 'literal' ? wholeNumberOf(operand.value) : 0
  const goodness = (a: Value, b: Value) => compareNumbers(numberOf(b), numberOf(a)) * (operator.side === 'top' ? 1 : -1)
  const ranked = rows
    .map(({ x }) => x)
    .filter((x) => x !== null)
    .sort(goodness)
  const k = operator.by === 'count' ? value : Math.ceil((value * ranked.length) / 100)
  const last = ranked[Math.min(k, ranked.length) - 1]
  if (last === undefined) return []
  return rows.flatMap(({ x }, position) => (x !== null && goodness(x, last) <= 0 ? [position] : []))
}
