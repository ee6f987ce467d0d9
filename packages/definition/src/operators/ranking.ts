import type { OperandsSpec, OperatorExample, RankingOperator } from './operator.ts'

interface Ranking {
  readonly name: string
  readonly side: RankingOperator['side']
  readonly by: RankingOperator['by']
  readonly help: string
  readonly examples: readonly OperatorExample[]
}

const OPERANDS = {
  count: { value: { kind: 'integer', min: 1, max: Number.MAX_SAFE_INTEGER } },
  percent: { value: { kind: 'percent' } },
} satisfies Record<RankingOperator['by'], OperandsSpec>

/** An operator about a value's place among the audience's. */
export function rankingOperator({ name, side, by, help, examples }: Ranking): RankingOperator {
  return {
    kind: 'ranking',
    name,
    negative: null,
    side,
    by,
    types: ['number'],
    operands: OPERANDS[by],
    label: by === 'count' ? `is in the ${side}` : `is in the ${side} percent`,
    negativeLabel: null,
    help,
    nullRule: 'false: nulls are not ranked and not counted',
    describe: ({ value = '' }) => `is in the ${side} ${value}${by === 'percent' ? '%' : ''}`,
    examples,
  }
}
