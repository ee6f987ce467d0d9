export type * from './engine.ts'
export * from './errors.ts'
export type * from './table-report.ts'
