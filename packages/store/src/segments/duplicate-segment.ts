import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Work } from '../changes/transact.ts'
import { StoreError } from '../errors.ts'
import type { Schema } from '../schema.ts'
import { createSegment } from './create-segment.ts'
import { readSegment } from './read-segment.ts'
import { readDefinition } from './save-definition.ts'

/** Makes a draft with the same definition, tags and settings; returns its id. Refuses with `segment-missing`, `segment-deleted`. */
export async function duplicateSegment(
  work: Work,
  id: string,
  names: { readonly name?: string; readonly outputTable?: string } = {},
): Promise<string> {
  const source = await readSegment(work.db, id)
  if (source.deletedAt !== null) throw new StoreError('segment-deleted', { segment: id })
  const name = names.name ?? `${[...source.name].slice(0, 190).join('')} (copy)`
  const references = await work.db
    .selectFrom('segment_references')
    .select('refers_to')
    .where('segment_id', '=', id)
    .execute()
  const definition =
    source.definitionVersion === null ? undefined : await readDefinition(work.db, id, source.definitionVersion)
  return createSegment(work, {
    name,
    outputTable: names.outputTable ?? (await suggestOutputTable(work.db, name)),
    description: source.description,
    tags: source.tags,
    audience: source.audience,
    origin: source.origin,
    type: source.type,
    inspected: source.inspected,
    ...(definition === undefined
      ? {}
      : {
          definition: {
            definition: definition.definition,
            references: references.map((row) => row.refers_to),
            ...(definition.catalogVersion === null ? {} : { catalogVersion: definition.catalogVersion }),
          },
        }),
  })
}

/** A free output table name made from a segment's name: letters, digits and underscores, numbered when it is taken. */
export async function suggestOutputTable(db: Kysely<Schema>, name: string): Promise<string> {
  const words = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .split(/[^A-Za-z0-9]+/)
  const joined = words.filter((word) => word !== '').join('_')
  const base = (/^[A-Za-z]/.test(joined) ? joined : `segment_${joined}`).slice(0, 55).replace(/_+$/, '')
  const taken = await db
    .selectFrom('segments')
    .select(sql<string>`lower(output_table)`.as('name'))
    .where('deleted_at', 'is', null)
    .where(sql<boolean>`starts_with(lower(output_table), ${base.toLowerCase()})`)
    .execute()
  const names = new Set(taken.map((row) => row.name))
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? base : `${base}_${number}`
    if (!names.has(candidate.toLowerCase())) return candidate
  }
}
