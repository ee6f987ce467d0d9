import type { Kysely } from 'kysely'
import type { Change } from '../src/changes/change.ts'
import { newId } from '../src/changes/new-id.ts'
import { transact, type Work } from '../src/changes/transact.ts'
import type { Schema } from '../src/schema.ts'
import { createSegment, type NewSegment } from '../src/segments/create-segment.ts'

/** Circumstances of a change made by a test, now. */
export function testChange(): Change {
  return { actor: { kind: 'person', id: 'tester' }, at: new Date(), newId }
}

/** Runs changes as the tester. */
export function change<T>(db: Kysely<Schema>, body: (work: Work) => Promise<T>): Promise<T> {
  return transact(db, testChange(), body)
}

let made = 0

/** Makes a segment with a definition; names are made up where they do not matter. */
export function makeSegment(
  db: Kysely<Schema>,
  segment: Partial<NewSegment> & { readonly references?: readonly string[] } = {},
): Promise<string> {
  made += 1
  // Taken now: the change below runs later, when more may have been made.
  const number = made
  const { references = [], ...given } = segment
  return change(db, (work) =>
    createSegment(work, {
      name: `Segment ${number}`,
      outputTable: `segment_${process.pid}_${number}`,
      audience: 'customers',
      origin: 'builder',
      definition: { definition: `{"version":1,"rules":[${number}]}`, references },
      ...given,
    }),
  )
}
