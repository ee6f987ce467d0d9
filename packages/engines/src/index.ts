export type * from './engine.ts'
export type * from './table-report.ts'
