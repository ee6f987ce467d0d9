import type { Migration } from 'kysely/migration'
import * as segments from './0001-segments.ts'
import * as runs from './0002-runs.ts'
import * as records from './0003-records.ts'
import * as people from './0004-people.ts'

/** Every change of the schema in order. A released one is never edited; a new one is added at the end. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-segments': segments,
  '0002-runs': runs,
  '0003-records': records,
  '0004-people': people,
}
