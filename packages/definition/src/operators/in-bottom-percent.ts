import { rankingOperator } from './ranking.ts'

/** Among the least values, such a share of the profiles that have one, and whatever ties with the last. */
export const inBottomPercent = rankingOperator({
  name: 'inBottomPercent',
  side: 'bottom',
  by: 'percent',
  help: 'Among the least values: the given percentage of the profiles that have a value, rounded up; ties come in.',
  examples: [
    { type: 'number', condition: { value: 40 }, rows: [1, 2, 3, 4, 5, null], members: [0, 1] },
    { type: 'number', condition: { value: 41 }, rows: [1, 2, 3, 4, 5, null], members: [0, 1, 2] },
    { type: 'number', condition: { value: 1 }, rows: [2, 1, 1, null], members: [1, 2] },
  ],
})
