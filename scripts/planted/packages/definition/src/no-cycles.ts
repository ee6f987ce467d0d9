import './values/no-cycles-other-half.ts'

export const half = 1
