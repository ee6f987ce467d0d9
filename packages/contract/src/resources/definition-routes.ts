import { z } from 'zod'
import { diagnosticSchema } from '../problems/problem.ts'
import { signedIn } from '../routes/access.ts'
import { route } from '../routes/route.ts'
import { definitionJson, idParams, idSchema, momentParameter, momentSchema, pageOf, pageQuery } from './shapes.ts'

const tag = 'definitions'
const see = signedIn('viewer', 'segments:read')
const change = signedIn('contributor', 'segments:write')

const versionSchema = z
  .object({
    segmentId: idSchema,
    version: z.number(),
    definition: definitionJson,
    catalogVersion: z.number().nullable(),
    note: z.string(),
    createdAt: momentSchema,
    createdBy: z.string(),
  })
  .meta({ id: 'DefinitionVersion' })

export const definitionRoutes = {
  readDefinition: route({
    method: 'GET',
    path: '/api/v1/segments/{id}/definition',
    tag,
    summary: 'The current definition; its ETag is the segment’s',
    access: see,
    columns: 'none',
    params: idParams,
    reply: { kind: 'json', status: 200, body: versionSchema },
    etag: 'sent',
    problems: ['segment-missing', 'segment-without-definition'],
  }),
  saveDefinition: route({
    method: 'PUT',
    path: '/api/v1/segments/{id}/definition',
    tag,
    summary: 'Adds a definition version and makes it current; it does not run',
    access: change,
    columns: 'none',
    params: idParams,
    body: z.strictObject({ definition: definitionJson, note: z.string().max(1000).default('') }),
    reply: { kind: 'json', status: 200, body: versionSchema },
    etag: 'required',
    problems: [
      'definition-refused',
      'segment-missing',
      'segment-deleted',
      'reference-missing',
      'reference-circle',
      'catalog-absent',
      'segment-invalid',
    ],
  }),
  listDefinitions: route({
    method: 'GET',
    path: '/api/v1/segments/{id}/definitions',
    tag,
    summary: 'All definitions a segment had, latest first',
    access: see,
    columns: 'none',
    params: idParams,
    query: z.strictObject(pageQuery),
    reply: { kind: 'json', status: 200, body: pageOf(versionSchema) },
    problems: ['segment-missing', 'cursor-invalid'],
  }),
  readDefinitionVersion: route({
    method: 'GET',
    path: '/api/v1/segments/{id}/definitions/{version}',
    tag,
    summary: 'A definition a segment has or had',
    access: see,
    columns: 'none',
    params: idParams.extend({ version: z.int().min(1) }),
    reply: { kind: 'json', status: 200, body: versionSchema },
    problems: ['segment-missing', 'definition-version-missing'],
  }),
  checkDefinition: route({
    method: 'POST',
    path: '/api/v1/definitions/check',
    tag,
    summary: 'All problems of a definition and, when there is no error, its rules in words',
    access: change,
    columns: 'none',
    body: z.strictObject({ definition: definitionJson }),
    reply: {
      kind: 'json',
      status: 200,
      body: z.object({
        diagnostics: z.array(diagnosticSchema),
        sentences: z.array(z.string()).nullable(),
      }),
    },
    problems: ['catalog-absent'],
  }),
  estimateDefinition: route({
    method: 'POST',
    path: '/api/v1/segments/estimate',
    tag,
    summary: 'How many members a definition has now, and after and for each of its rules',
    access: change,
    columns: 'none',
    body: z.strictObject({ definition: definitionJson, asOf: momentParameter.optional() }),
    reply: {
      kind: 'json',
      status: 200,
      body: z.object({
        count: z.number(),
        of: z.number().describe('Profiles of the audience'),
        isExact: z.boolean(),
        asOf: momentSchema,
        parts: z.array(z.object({ pointer: z.string(), count: z.number() })),
        afterRule: z.array(z.number()),
        elapsedMs: z.number(),
      }),
    },
    problems: ['definition-refused', 'catalog-absent', 'engine-failed', 'reference-missing'],
  }),
}
