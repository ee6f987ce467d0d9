import './same-folder-other-half.ts'

export const half = 1
