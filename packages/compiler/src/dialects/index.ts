import type { Dialect, DialectName } from './dialect.ts'
import { duckdb } from './duckdb/dialect.ts'
import { trino } from './trino/dialect.ts'

/** Every dialect by name. A dialect listed here is enrolled in the tests of all of them. */
export const dialects = { duckdb, trino } satisfies Record<DialectName, Dialect>
