export { corpus } from './corpus/corpus.ts'
export type * from './corpus/corpus-case.ts'
export type * from './world/world.ts'
