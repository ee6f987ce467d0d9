export type * from './compiled-batch.ts'
export type * from './naming.ts'
