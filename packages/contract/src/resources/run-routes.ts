import { z } from 'zod'
import { signedIn } from '../routes/access.ts'
import { route } from '../routes/route.ts'
import { failureSchema, segmentStatus } from './segment-shapes.ts'
import { idParams, idSchema, momentParameter, momentSchema, pageOf, pageQuery } from './shapes.ts'

const tag = 'runs'
const see = signedIn('viewer', 'segments:read')
const start = signedIn('contributor', 'runs:write')

export const runState = z.enum(['queued', 'running', 'succeeded', 'partial', 'failed', 'canceled'])

/** A refresh of one or more segments. */
export const runSchema = z
  .object({
    id: idSchema,
    cause: z.enum(['manual', 'schedule', 'system', 'retry', 'import']),
    state: runState,
    asOf: momentSchema,
    requestedAt: momentSchema,
    requestedBy: z.string(),
    startedAt: momentSchema.nullable(),
    finishedAt: momentSchema.nullable(),
    attempt: z.number(),
    maxAttempts: z.number(),
    isCancelRequested: z.boolean(),
    progress: z.object({ stage: z.string(), done: z.number(), total: z.number().nullable() }).nullable(),
    failure: failureSchema.nullable(),
    segments: z.array(
      z.object({
        segmentId: idSchema,
        status: segmentStatus,
        definitionVersion: z.number(),
        startedAt: momentSchema.nullable(),
        finishedAt: momentSchema.nullable(),
        count: z.number().nullable(),
        entered: z.number().nullable(),
        left: z.number().nullable(),
        versionId: idSchema.nullable(),
        failure: failureSchema.nullable(),
      }),
    ),
  })
  .meta({ id: 'Run' })

const asOf = momentParameter.optional().describe('The instant the members are asked for; now, by default')
const refusals = [
  'segment-missing',
  'segment-deleted',
  'segment-busy',
  'segment-without-definition',
  'segment-not-refreshable',
  'catalog-absent',
  'input-invalid',
] as const

export const runRoutes = {
  startRun: route({
    method: 'POST',
    path: '/api/v1/runs',
    tag,
    summary: 'Refreshes segments together, referenced ones first',
    access: start,
    columns: 'none',
    body: z.strictObject({ segments: z.array(idSchema).min(1).max(10_000), asOf }),
    reply: { kind: 'json', status: 202, body: runSchema },
    idempotent: true,
    problems: refusals,
  }),
  startSegmentRun: route({
    method: 'POST',
    path: '/api/v1/segments/{id}/runs',
    tag,
    summary: 'Refreshes a segment',
    access: start,
    columns: 'none',
    params: idParams,
    body: z.strictObject({ asOf }),
    reply: { kind: 'json', status: 202, body: runSchema },
    idempotent: true,
    problems: refusals,
  }),
  listRuns: route({
    method: 'GET',
    path: '/api/v1/runs',
    tag,
    summary: 'Runs, latest first',
    access: see,
    columns: 'none',
    query: z.strictObject({ ...pageQuery, state: z.array(runState).optional() }),
    reply: { kind: 'json', status: 200, body: pageOf(runSchema) },
    problems: ['cursor-invalid'],
  }),
  listSegmentRuns: route({
    method: 'GET',
    path: '/api/v1/segments/{id}/runs',
    tag,
    summary: 'Runs of a segment, latest first; each lists this segment only',
    access: see,
    columns: 'none',
    params: idParams,
    query: z.strictObject(pageQuery),
    reply: { kind: 'json', status: 200, body: pageOf(runSchema) },
    problems: ['segment-missing', 'cursor-invalid'],
  }),
  readRun: route({
    method: 'GET',
    path: '/api/v1/runs/{id}',
    tag,
    summary: 'A run as it stands',
    access: see,
    columns: 'none',
    params: idParams,
    reply: { kind: 'json', status: 200, body: runSchema },
    problems: ['run-missing'],
  }),
  watchRun: route({
    method: 'GET',
    path: '/api/v1/runs/{id}/events',
    tag,
    summary: 'The run whenever it changes, until it has ended',
    access: see,
    columns: 'none',
    params: idParams,
    reply: { kind: 'events', status: 200, event: runSchema, description: 'Events named `run`; the data is the run' },
    problems: ['run-missing'],
  }),
  cancelRun: route({
    method: 'POST',
    path: '/api/v1/runs/{id}/cancel',
    tag,
    summary: 'Asks a run to end; its segments keep the members they had. A run that has ended stays as it is',
    access: start,
    columns: 'none',
    params: idParams,
    reply: { kind: 'json', status: 202, body: runSchema },
    problems: ['run-missing'],
  }),
}
