import { rankingOperator } from './ranking.ts'

/** Among the greatest values, such a share of the profiles that have one, and whatever ties with the last. */
export const inTopPercent = rankingOperator({
  name: 'inTopPercent',
  side: 'top',
  by: 'percent',
  help: 'Among the greatest values: the given percentage of the profiles that have a value, rounded up; ties come in.',
  examples: [
    { type: 'number', condition: { value: 40 }, rows: [1, 2, 3, 4, 5, null], members: [3, 4] },
    { type: 'number', condition: { value: 41 }, rows: [1, 2, 3, 4, 5, null], members: [2, 3, 4] },
    { type: 'number', condition: { value: 0.01 }, rows: [1, 2, 3, 3, null], members: [2, 3] },
    { type: 'number', condition: { value: 100 }, rows: [1, 2, null], members: [0, 1] },
  ],
})
