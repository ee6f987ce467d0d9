import {
  type JsonObject,
  type JsonValue,
  parseJson,
  type ReadDefinition,
  type ResolvedDefinition,
  readDefinition,
  segmentReferences,
} from '@coterie/definition'
import type { DefinitionToSave, Schema } from '@coterie/store'
import type { Kysely } from 'kysely'
import { AppError } from '../app-error.ts'
import { hiddenAttributes } from '../data/attribute-view.ts'
import { withSegmentIds } from '../data/published-members.ts'
import type { WorkspaceData } from '../data/workspace-data.ts'
import type { ColumnTreatment } from '../people/authorise.ts'

/** Finds segments by what conditions call them. */
export interface SegmentNames {
  /** The id of a segment by its id or its name; null when there is none, or several have the name. */
  idOf(reference: string): string | null
  readonly names: readonly string[]
}

/** The segments there are now. */
export async function readSegmentNames(db: Kysely<Schema>): Promise<SegmentNames> {
  const rows = await db.selectFrom('segments').select(['id', 'name']).where('deleted_at', 'is', null).execute()
  const ids = new Set(rows.map(({ id }) => id))
  const byName = Map.groupBy(rows, ({ name }) => name)
  return {
    idOf: (reference) => {
      if (ids.has(reference.toLowerCase())) return reference.toLowerCase()
      const [only, ...others] = byName.get(reference) ?? []
      return only === undefined || others.length > 0 ? null : only.id
    },
    names: [...byName.keys()],
  }
}

/** Checks a definition for somebody: all of its problems, and what it means when none is an error. */
export function checkDefinition(
  definition: JsonValue,
  data: WorkspaceData,
  segments: SegmentNames,
  columns: ColumnTreatment,
): ReadDefinition {
  const read = readDefinition(definition, data.catalog, {
    segments: (reference) => segments.idOf(reference),
    segmentNames: segments.names,
  })
  if (read.definition === null) return read
  const hidden = hiddenAttributes(read.definition, data.catalog, columns)
  return hidden.length === 0 ? read : { definition: null, diagnostics: [...read.diagnostics, ...hidden] }
}

/** A definition without errors. Refuses with `definition-refused` and all of its problems. */
export function acceptDefinition(
  definition: JsonValue,
  data: WorkspaceData,
  segments: SegmentNames,
  columns: ColumnTreatment,
): ResolvedDefinition {
  const checked = checkDefinition(definition, data, segments, columns)
  if (checked.definition === null) {
    throw new AppError('definition-refused', {
      message: 'The definition has problems; nothing was stored.',
      diagnostics: checked.diagnostics,
    })
  }
  return checked.definition
}

/** A checked definition as the store keeps it; segments are named by their ids. Refuses with `definition-refused`. */
export function definitionToSave(
  json: JsonObject,
  data: WorkspaceData,
  segments: SegmentNames,
  columns: ColumnTreatment,
  note: string,
): { readonly save: DefinitionToSave; readonly audience: string } {
  const resolved = acceptDefinition(json, data, segments, columns)
  return {
    audience: resolved.audience,
    save: {
      definition: JSON.stringify(withSegmentIds(json, (reference) => segments.idOf(reference))),
      references: segmentReferences(resolved).map(({ segment }) => segment),
      catalogVersion: data.catalogVersion,
      note,
    },
  }
}

/** A definition from a request, whose numbers kept their digits, as JSON of its own. */
export function requestedJson(definition: Readonly<Record<string, unknown>>): JsonObject {
  const { value } = parseJson(JSON.stringify(definition))
  // It came from JSON, so it goes through JSON.
  return value as JsonObject
}
