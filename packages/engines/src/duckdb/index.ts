export { openDuckDbEngine } from './duckdb-engine.ts'
export type { OpenOptions, OpenProgress } from './open-options.ts'
export { openDuckDbTables, type ReadTables } from './tables.ts'
