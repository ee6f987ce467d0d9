import { z } from 'zod'
import { signedIn } from '../routes/access.ts'
import { route } from '../routes/route.ts'
import { catalogSchema, measureSchema, relationshipSchema, tableSchema } from './catalog-shapes.ts'

const tag = 'catalog'
const see = signedIn('viewer', 'catalog:read')
const look = signedIn('administrator', 'catalog:write')
const tableParams = z.strictObject({ table: z.string().min(1).max(500) })

export const catalogRoutes = {
  readCatalog: route({
    method: 'GET',
    path: '/api/v1/catalog',
    tag,
    summary: 'The catalog in use and what reading its sources found',
    access: see,
    columns: 'none',
    reply: { kind: 'json', status: 200, body: catalogSchema },
    problems: ['catalog-absent'],
  }),
  importCatalog: route({
    method: 'POST',
    path: '/api/v1/catalog/import',
    tag,
    summary: 'Takes over a catalog file and reads its tables; nothing changes when it has problems',
    access: look,
    columns: 'none',
    body: z.strictObject({
      path: z.string().min(1).max(1000).describe('Relative to the folder files are imported from'),
    }),
    reply: { kind: 'json', status: 200, body: catalogSchema },
    problems: ['catalog-refused', 'folder-not-allowed', 'catalog-file-missing', 'engine-failed', 'input-invalid'],
  }),
  reloadCatalog: route({
    method: 'POST',
    path: '/api/v1/catalog/reload',
    tag,
    summary: 'Reads the sources of the catalog in use again',
    access: look,
    columns: 'none',
    reply: { kind: 'json', status: 200, body: catalogSchema },
    problems: ['catalog-refused', 'catalog-absent', 'engine-failed', 'input-invalid', 'folder-not-allowed'],
  }),
  listTables: route({
    method: 'GET',
    path: '/api/v1/tables',
    tag,
    summary: 'Tables with their attributes',
    access: see,
    columns: 'none',
    reply: { kind: 'json', status: 200, body: z.object({ items: z.array(tableSchema) }) },
    problems: ['catalog-absent'],
  }),
  readTable: route({
    method: 'GET',
    path: '/api/v1/tables/{table}',
    tag,
    summary: 'A table with its attributes',
    access: see,
    columns: 'none',
    params: tableParams,
    reply: { kind: 'json', status: 200, body: tableSchema },
    problems: ['table-missing', 'catalog-absent'],
  }),
  suggestValues: route({
    method: 'GET',
    path: '/api/v1/tables/{table}/attributes/{attribute}/values',
    tag,
    summary: 'The commonest values of an attribute with their counts; refused for columns the caller does not see',
    access: see,
    columns: 'values',
    params: tableParams.extend({ attribute: z.string().min(1).max(500) }),
    query: z.strictObject({
      search: z.string().max(200).optional().describe('A part of the value, in any case'),
      limit: z.int().min(1).max(200).default(50),
    }),
    reply: {
      kind: 'json',
      status: 200,
      body: z.object({
        items: z.array(z.object({ value: z.string(), count: z.number() })),
        isComplete: z.boolean().describe('Whether these are all values that match'),
        nulls: z.number(),
      }),
    },
    problems: ['table-missing', 'attribute-missing', 'column-not-shown', 'catalog-absent', 'engine-failed'],
  }),
  listRelationships: route({
    method: 'GET',
    path: '/api/v1/relationships',
    tag,
    summary: 'How tables hang together',
    access: see,
    columns: 'none',
    reply: { kind: 'json', status: 200, body: z.object({ items: z.array(relationshipSchema) }) },
    problems: ['catalog-absent'],
  }),
  listMeasures: route({
    method: 'GET',
    path: '/api/v1/measures',
    tag,
    summary: 'Measures usable in conditions',
    access: see,
    columns: 'none',
    reply: { kind: 'json', status: 200, body: z.object({ items: z.array(measureSchema) }) },
    problems: ['catalog-absent'],
  }),
}
