import { z } from 'zod'
import { diagnosticSchema } from '../problems/problem.ts'
import { momentSchema } from './shapes.ts'

export const attributeType = z.enum([
  'string',
  'number',
  'boolean',
  'date',
  'datetime',
  'list<string>',
  'list<number>',
  'other',
])
export const columnClass = z.enum(['public', 'internal', 'personal', 'sensitive'])

export const attributeSchema = z
  .object({
    name: z.string(),
    label: z.string().nullable(),
    type: attributeType,
    semantic: z.string().nullable(),
    class: columnClass,
    access: z.enum(['shown', 'masked', 'hidden']).describe('How the caller gets its values'),
  })
  .meta({ id: 'Attribute' })

export const tableSchema = z
  .object({
    name: z.string(),
    label: z.string(),
    key: z.array(z.string()),
    isAudience: z.boolean(),
    rows: z.number(),
    activity: z.object({ type: z.string(), time: z.string(), value: z.string().nullable() }).nullable(),
    attributes: z.array(attributeSchema),
  })
  .meta({ id: 'Table' })

export const relationshipSchema = z
  .object({
    name: z.string(),
    from: z.object({ table: z.string(), columns: z.array(z.string()) }),
    to: z.object({ table: z.string(), columns: z.array(z.string()) }),
    cardinality: z.enum(['many-to-one', 'one-to-one']),
  })
  .meta({ id: 'Relationship' })

export const measureSchema = z
  .object({ name: z.string(), label: z.string().nullable(), audience: z.string(), type: attributeType })
  .meta({ id: 'Measure' })

/** The catalog in use and what reading its sources found. */
export const catalogSchema = z
  .object({
    version: z.number(),
    dataVersion: z.string(),
    importedAt: momentSchema,
    timeZone: z.string(),
    weekStart: z.enum(['monday', 'sunday']),
    audience: z.string(),
    audiences: z.array(z.string()),
    diagnostics: z.array(diagnosticSchema),
    tables: z.array(
      z.object({
        name: z.string(),
        rows: z.number(),
        rejected: z.number(),
        orphans: z.number(),
        elapsedMs: z.number(),
      }),
    ),
  })
  .meta({ id: 'Catalog' })
