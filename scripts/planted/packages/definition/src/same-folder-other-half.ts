import './same-folder.ts'

export const otherHalf = 1
