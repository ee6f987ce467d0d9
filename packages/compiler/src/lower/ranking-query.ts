import { exact, isExact, scaleOf } from '@coterie/definition'
import type { RankingCondition } from '../plan/condition.ts'
import { InvalidPlanError } from '../plan/invalid-plan-error.ts'
import {
  aliasColumn,
  arithmetic,
  cast,
  compareSql,
  isNotNullSql,
  literal,
  type SqlExpression,
} from '../sql/sql-expression.ts'
import { fromQuery, type SqlQuery, select, selected } from '../sql/sql-query.ts'
import type { Lowering } from './lowering.ts'
import { createProfileScope, keyAlias } from './scope.ts'

type Exact = ReturnType<typeof exact>

/** The keys of the profiles at least as good as the k-th of all that have a value. */
export function rankingKeys(ranking: RankingCondition, lowering: Lowering): SqlQuery {
  const scope = createProfileScope(lowering, ranking.audience)
  const value = lowering.term(ranking.term, scope)
  const { from, joins } = scope.finish()
  const columns = [
    ...scope.profileKey.map((key, i) => selected(key, keyAlias(i))),
    selected(
      {
        kind: 'window',
        function: 'rank',
        operands: [],
        partitionBy: [],
        orderBy: [{ expression: value, descending: ranking.side === 'top' }],
        running: false,
      },
      'place',
    ),
    selected(
      { kind: 'window', function: 'count', operands: [], partitionBy: [], orderBy: [], running: false },
      'ranked',
    ),
  ]
  const ranked = select(columns, from, { joins, where: [isNotNullSql(value)] })
  const keys = scope.profileKey.map((_, i) => selected(aliasColumn('r', keyAlias(i))))
  return select(keys, fromQuery(ranked, 'r'), { where: [isWithin(ranking)] })
}

const PLACE = aliasColumn('r', 'place')
const RANKED = aliasColumn('r', 'ranked')

function isWithin({ by, amount }: RankingCondition): SqlExpression {
  const number = isExact(amount.value) ? amount.value : exact(String(amount.value))
  return by === 'count' ? compareSql('<=', PLACE, integer(number)) : isWithinPercent(number)
}

/**
 * place <= ceil(percent × ranked / 100), which for whole places is (place - 1) × 100 < percent × ranked; percent as a
 * fraction of whole numbers, so that nothing is rounded.
 */
function isWithinPercent(percent: Exact): SqlExpression {
  const scale = scaleOf(percent)
  const numerator = BigInt(percent.times(exact(`1e${scale}`)).toFixed())
  const denominator = 100n * 10n ** BigInt(scale)
  const divisor = greatestCommonDivisor(numerator, denominator)
  const isWide = denominator / divisor > SAFE_FACTOR
  const wide = (expression: SqlExpression): SqlExpression =>
    isWide ? cast(expression, { kind: 'decimal', scale: 0 }) : expression
  return compareSql(
    '<',
    arithmetic('*', wide(arithmetic('-', PLACE, integer(exact(1)))), integer(exact(denominator / divisor))),
    arithmetic('*', wide(RANKED), integer(exact(numerator / divisor))),
  )
}

/** Times any number of profiles this still fits 64 bits. */
const SAFE_FACTOR = 100_000_000n

const integer = (value: Exact): SqlExpression => literal('number', value)

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  if (b === 0n) {
    if (a <= 0n) throw new InvalidPlanError('A ranking by a percentage that is not positive.')
    return a
  }
  return greatestCommonDivisor(b, a % b)
}
