import type { Operands } from '../resolve/resolved.ts'
import type { Comparison } from './expression.ts'

type Compare = NonNullable<Operands['compare']>

/** What each value of the operand `compare` is as a comparison. */
export const COMPARISONS = { lt: '<', lte: '<=', is: '=', gte: '>=', gt: '>' } satisfies Record<Compare, Comparison>

const HOLDS = {
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
  is: (order) => order === 0,
  gte: (order) => order >= 0,
  gt: (order) => order > 0,
} satisfies Record<Compare, (order: number) => boolean>

/** Whether an order, negative, 0 or positive, is as `compare` asks. */
export function orderIs(compare: Compare, order: number): boolean {
  return HOLDS[compare](order)
}
