import '../no-cycles.ts'

export const otherHalf = 1
