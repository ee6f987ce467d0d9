import { rankingOperator } from './ranking.ts'

/** Among the least values, so many of them and whatever ties with the last. */
export const inBottomCount = rankingOperator({
  name: 'inBottomCount',
  side: 'bottom',
  by: 'count',
  help: 'At most as great as the n-th least value of the audience; ties come in.',
  examples: [
    { type: 'number', condition: { value: 2 }, rows: [5, 3, 9, null, 1], members: [1, 4] },
    { type: 'number', condition: { value: 1 }, rows: [2, 1, 1, null], members: [1, 2] },
    { type: 'number', condition: { value: 10 }, rows: [1, null, 2], members: [0, 2] },
  ],
})
