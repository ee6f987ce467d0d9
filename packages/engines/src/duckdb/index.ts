export { duckDbEngineOver, openDuckDbEngine } from './duckdb-engine.ts'
export type { OpenOptions, OpenProgress } from './open-options.ts'
export { type ColumnValues, openTableReader, type RowKey, type TableReader, type ValueSearch } from './table-reader.ts'
export { type DuckDbTables, openDuckDbTables, type ReadTables } from './tables.ts'
