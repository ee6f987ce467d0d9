import { definitionJsonSchema } from '@coterie/definition'
import { z } from 'zod'
import { PROBLEM_MEDIA_TYPE, problemSchema, problemsOf } from '../problems/problem.ts'
import { PROBLEMS } from '../problems/problem-codes.ts'
import { SCOPES } from '../routes/access.ts'
import { routes } from '../routes/index.ts'
import type { Reply, Route } from '../routes/route.ts'

type Json = Readonly<Record<string, unknown>>

/** The OpenAPI 3.1 document of all routes; the same routes give the same document. */
export function openApiDocument(): Json {
  const components = new Map<string, Json>(definitionComponents())
  const paths: Record<string, Record<string, Json>> = {}
  for (const [id, route] of Object.entries<Route>(routes)) {
    const path = paths[route.path] ?? {}
    path[route.method.toLowerCase()] = operation(id, route, components)
    paths[route.path] = path
  }
  const problem = schemaOf(problemSchema, 'output', components)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Coterie',
      version: '1',
      description: 'Create, understand, keep fresh and use customer segments.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
      responses: Object.fromEntries(
        problemStatuses().map((status) => [`Problem${status}`, problemResponse(status, problem)]),
      ),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'coterie.session_token' },
        token: { type: 'http', scheme: 'bearer', description: `A token with scopes: ${SCOPES.join(', ')}` },
      },
    },
  }
}

function operation(id: string, route: Route, components: Map<string, Json>): Json {
  const { access } = route
  const statuses = [...new Set(problemsOf(route).map((code) => PROBLEMS[code].status))].sort((a, b) => a - b)
  return {
    operationId: id,
    summary: route.summary,
    tags: [route.tag],
    ...(access.kind === 'anyone'
      ? { security: [] }
      : {
          security: [{ session: [] }, ...(access.scope === null ? [] : [{ token: [] }])],
          'x-role': access.role,
          ...(access.scope === null ? {} : { 'x-scope': access.scope }),
        }),
    'x-columns': route.columns,
    ...parametersOf(route, components),
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(route.body, 'input', components) } },
          },
        }),
    responses: {
      [route.reply.status]: replyOf(route, components),
      ...Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }])),
    },
  }
}

function parametersOf(route: Route, components: Map<string, Json>): Json {
  const parameters = [
    ...parametersIn('path', route.params, components),
    ...parametersIn('query', route.query, components),
    ...(route.etag === 'required'
      ? [
          {
            name: 'If-Match',
            in: 'header',
            required: true,
            schema: { type: 'string' },
            description: 'The ETag as it was read',
          },
        ]
      : []),
    ...(route.idempotent === true
      ? [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: false,
            schema: { type: 'string', minLength: 1, maxLength: 200 },
          },
        ]
      : []),
  ]
  return parameters.length === 0 ? {} : { parameters }
}

function parametersIn(place: 'path' | 'query', object: z.ZodObject | undefined, components: Map<string, Json>): Json[] {
  return Object.entries(object?.shape ?? {}).map(([name, member]) => {
    const { description, ...schema } = schemaOf(member as z.ZodType, 'input', components)
    return {
      name,
      in: place,
      required: !(member as z.ZodType).safeParse(undefined).success,
      ...(description === undefined ? {} : { description }),
      schema,
    }
  })
}

function replyOf(route: Route, components: Map<string, Json>): Json {
  const headers = route.etag === undefined ? {} : { headers: { ETag: { schema: { type: 'string' } } } }
  return { description: describeReply(route.reply), ...headers, ...contentOf(route.reply, components) }
}

function describeReply(reply: Reply): string {
  switch (reply.kind) {
    case 'json':
      return reply.status === 202 ? 'Accepted; watch the run' : 'Done'
    case 'empty':
      return 'Done'
    case 'text':
    case 'events':
      return reply.description
  }
}

function contentOf(reply: Reply, components: Map<string, Json>): Json {
  switch (reply.kind) {
    case 'json':
      return { content: { 'application/json': { schema: schemaOf(reply.body, 'output', components) } } }
    case 'empty':
      return {}
    case 'text':
      return { content: { [reply.mediaType.split(';')[0] ?? '']: { schema: { type: 'string' } } } }
    case 'events':
      schemaOf(reply.event, 'output', components)
      return { content: { 'text/event-stream': { schema: { type: 'string' } } } }
  }
}

function problemStatuses(): readonly number[] {
  return [...new Set(Object.values(PROBLEMS).map(({ status }) => status))].sort((a, b) => a - b)
}

function problemResponse(status: number, schema: Json): Json {
  const codes = Object.entries(PROBLEMS).filter(([, problem]) => problem.status === status)
  return {
    description: codes.map(([code, { title }]) => `\`${code}\`: ${title}.`).join(' '),
    content: { [PROBLEM_MEDIA_TYPE]: { schema } },
  }
}

/** A schema as OpenAPI holds it; what has an id goes to the components. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', components: Map<string, Json>): Json {
  const {
    $schema: _,
    $defs,
    ...own
  } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>
  for (const [name, definition] of Object.entries(($defs ?? {}) as Record<string, Json>)) {
    if (!components.has(name)) components.set(name, tidied(definition) as Json)
  }
  const id = own['id']
  if (typeof id === 'string') {
    if (!components.has(id)) components.set(id, tidied(own) as Json)
    return { $ref: `#/components/schemas/${id}` }
  }
  return tidied(own) as Json
}

/** Without ids and bounds that say nothing, and with references into the components. */
function tidied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidied)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).flatMap(([key, member]): [string, unknown][] => {
    if (key === 'id' && typeof member === 'string') return []
    if (key === '$ref' && typeof member === 'string')
      return [[key, member.replace('#/$defs/', '#/components/schemas/')]]
    if (key === 'maximum' && member === Number.MAX_SAFE_INTEGER) return []
    if (key === 'minimum' && member === Number.MIN_SAFE_INTEGER) return []
    // The patterns of `format` are long and add nothing to it.
    if (key === 'pattern' && 'format' in value) return []
    return [[key, tidied(member)]]
  })
  return Object.fromEntries(entries)
}

/** The definition's JSON Schema and its parts, each a component. */
function definitionComponents(): [string, Json][] {
  const { $schema: _, $defs = {}, ...own } = definitionJsonSchema() as Record<string, unknown>
  const parts = Object.entries($defs as Record<string, Json>).map(([name, part]): [string, Json] => [
    `${DEFINITION_PART}${name}`,
    hoisted(part) as Json,
  ])
  return [['SegmentDefinition', hoisted(own) as Json], ...parts]
}

const DEFINITION_PART = 'Definition'

function hoisted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hoisted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) =>
      key === '$ref' && typeof member === 'string'
        ? [key, member.replace('#/$defs/', `#/components/schemas/${DEFINITION_PART}`)]
        : [key, hoisted(member)],
    ),
  )
}
