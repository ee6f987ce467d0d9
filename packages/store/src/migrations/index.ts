import type { Migration } from 'kysely/migration'
import { up as segments } from './0001-segments.ts'
import { up as runs } from './0002-runs.ts'
import { up as records } from './0003-records.ts'
import { up as people } from './0004-people.ts'

/** Every change of the schema in order. A released one is never edited; a new one is added at the end. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-segments': { up: segments },
  '0002-runs': { up: runs },
  '0003-records': { up: records },
  '0004-people': { up: people },
}
