import { isJsonObject } from '@coterie/definition'
import { z } from 'zod'

/** An id as the product makes them. */
export const idSchema = z.uuid()

/** A moment in a reply. */
export const momentSchema = z.string().meta({ format: 'date-time' })

/** A moment in a request; it must carry its offset. */
export const momentParameter = z.iso.datetime({ offset: true })

/** How many items a page has at most, and where it continues. */
export const pageQuery = {
  limit: z.int().min(1).max(500).default(50),
  cursor: z.string().max(4000).optional().describe('The `next` of the page before'),
}

/** A page of items; `next` is null on the last one. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}

/** Path parameters of routes about one thing. */
export const idParams = z.strictObject({ id: idSchema })

/** A segment definition: its own JSON Schema is in `coterie schema definition`. Numbers keep all their digits. */
export const definitionJson = z
  .custom<Record<string, unknown>>((value) => isJsonObject(value))
  .meta({ id: 'SegmentDefinition', description: 'A segment definition of version 1' })

/** Who did something. */
export const actorSchema = z
  .object({ kind: z.string(), id: z.string(), name: z.string().nullable() })
  .meta({ id: 'Actor' })
