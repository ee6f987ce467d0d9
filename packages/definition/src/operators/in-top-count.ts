import { rankingOperator } from './ranking.ts'

/** Among the greatest values, so many of them and whatever ties with the last. */
export const inTopCount = rankingOperator({
  name: 'inTopCount',
  side: 'top',
  by: 'count',
  help: 'At least as great as the n-th greatest value of the audience; ties come in.',
  examples: [
    { type: 'number', condition: { value: 2 }, rows: [5, 3, 9, null, 1], members: [0, 2] },
    { type: 'number', condition: { value: 2 }, rows: [9, 5, 5, 5, null], members: [0, 1, 2, 3] },
    { type: 'number', condition: { value: 10 }, rows: [1, null, 2], members: [0, 2] },
    { type: 'number', number: 'float', condition: { value: 1 }, rows: [0.1, 0.2, 0.2, null], members: [1, 2] },
  ],
})
