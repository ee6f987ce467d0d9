import { z } from 'zod'
import { signedIn } from '../routes/access.ts'
import { route } from '../routes/route.ts'
import { attributeType, columnClass } from './catalog-shapes.ts'
import { idParams, idSchema, momentParameter, momentSchema, pageQuery } from './shapes.ts'

const tag = 'members'
const see = signedIn('viewer', 'members:read')

/** The membership version that was read. */
const versionSchema = z.object({
  id: idSchema,
  runId: idSchema,
  asOf: momentSchema,
  definitionVersion: z.number(),
  count: z.number(),
  entered: z.number(),
  left: z.number(),
  publishedAt: momentSchema,
})

const part = z.enum(['members', 'entered', 'left']).default('members')
const asOf = momentParameter.optional().describe('Who was a member at that time; the current members by default')

export const memberRoutes = {
  listMembers: route({
    method: 'GET',
    path: '/api/v1/segments/{id}/members',
    tag,
    summary: 'Members with their attributes, a page at a time; a cursor stays with the version it began with',
    access: see,
    columns: 'values',
    params: idParams,
    query: z.strictObject({ ...pageQuery, limit: z.int().min(1).max(500).default(100), part, asOf }),
    reply: {
      kind: 'json',
      status: 200,
      body: z.object({
        version: versionSchema,
        columns: z.array(
          z.object({
            name: z.string(),
            label: z.string().nullable(),
            type: attributeType,
            class: columnClass,
            isMasked: z.boolean(),
          }),
        ),
        items: z.array(
          z.object({
            key: z.string(),
            values: z
              .array(z.string().nullable())
              .nullable()
              .describe('In the order of the columns; null when the data no longer has the profile'),
          }),
        ),
        next: z.string().nullable(),
      }),
    },
    problems: ['segment-missing', 'membership-version-missing', 'cursor-invalid', 'catalog-absent', 'engine-failed'],
  }),
  downloadMembers: route({
    method: 'GET',
    path: '/api/v1/segments/{id}/members.csv',
    tag,
    summary: 'All members with their attributes as CSV (RFC 4180)',
    access: see,
    columns: 'values',
    params: idParams,
    query: z.strictObject({
      mode: z
        .enum(['safe', 'exact'])
        .default('safe')
        .describe('`safe` puts a quote mark before what a spreadsheet would take for a formula'),
      part,
      asOf,
    }),
    reply: {
      kind: 'text',
      status: 200,
      mediaType: 'text/csv; charset=utf-8',
      description: 'A header line, then a line a member',
    },
    problems: ['segment-missing', 'membership-version-missing', 'catalog-absent', 'engine-failed'],
  }),
  readHistory: route({
    method: 'GET',
    path: '/api/v1/segments/{id}/history',
    tag,
    summary: 'The member count over time, earliest first',
    access: signedIn('viewer', 'segments:read'),
    columns: 'none',
    params: idParams,
    query: z.strictObject({ from: momentParameter.optional(), to: momentParameter.optional() }),
    reply: { kind: 'json', status: 200, body: z.object({ items: z.array(versionSchema) }) },
    problems: ['segment-missing'],
  }),
}
