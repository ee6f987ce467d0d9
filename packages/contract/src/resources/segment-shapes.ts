import { z } from 'zod'
import { definitionJson, idSchema, momentSchema } from './shapes.ts'

export const segmentOrigin = z.enum(['builder', 'quick', 'similar', 'suggestion', 'code'])
export const segmentType = z.enum(['dynamic', 'static', 'expansion'])
export const segmentState = z.enum(['draft', 'active', 'inactive'])
export const segmentStatus = z.enum([
  'not-started',
  'queued',
  'refreshing',
  'successful',
  'failure',
  'failed-permanent',
  'canceled',
  'skipped',
])

/** Why a refresh failed, or was left out. */
export const failureSchema = z
  .object({ code: z.string(), message: z.string(), params: z.record(z.string(), z.unknown()) })
  .meta({ id: 'Failure' })

/** A segment as lists and details show it. */
export const segmentSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    outputTable: z.string(),
    description: z.string(),
    tags: z.array(z.string()),
    audience: z.string(),
    origin: segmentOrigin,
    type: segmentType,
    state: segmentState,
    inspected: z.boolean(),
    autoCleanupExempt: z.boolean(),
    owner: z.string(),
    definitionVersion: z.number().nullable(),
    createdAt: momentSchema,
    createdBy: z.string(),
    changedAt: momentSchema,
    changedBy: z.string(),
    deletedAt: momentSchema.nullable(),
    refresh: z.object({
      status: segmentStatus,
      runId: idSchema.nullable(),
      failure: failureSchema.nullable(),
    }),
    members: z
      .object({
        versionId: idSchema,
        count: z.number(),
        asOf: momentSchema,
        publishedAt: momentSchema,
        definitionVersion: z.number(),
        stale: z.object({ since: momentSchema, reason: failureSchema }).nullable(),
      })
      .nullable()
      .describe('The last good members; null until a refresh succeeded'),
    schedule: z.object({ rule: z.string(), timeZone: z.string(), enabled: z.boolean() }).nullable(),
  })
  .meta({ id: 'Segment' })

const name = z.string().min(1).max(200)
const outputTable = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,62}$/)
const tags = z.array(z.string().min(1).max(100)).max(20)

/** What a segment is made from. */
export const newSegmentSchema = z
  .strictObject({
    name,
    outputTable: outputTable.optional().describe('Suggested from the name when absent'),
    description: z.string().max(10_000).optional(),
    tags: tags.optional(),
    origin: segmentOrigin.default('builder'),
    type: segmentType.default('dynamic'),
    inspected: z.boolean().default(false),
    definition: definitionJson.optional(),
  })
  .meta({ id: 'NewSegment' })

/** What may be changed of a segment; what is absent stays. */
export const segmentChangesSchema = z
  .strictObject({
    name: name.optional(),
    outputTable: outputTable.optional(),
    description: z.string().max(10_000).optional(),
    tags: tags.optional(),
    type: segmentType.optional(),
    state: z.enum(['active', 'inactive']).optional(),
    inspected: z.boolean().optional(),
    owner: z.string().max(200).optional(),
  })
  .meta({ id: 'SegmentChanges' })
