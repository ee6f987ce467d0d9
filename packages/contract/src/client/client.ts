import { parseJson } from '@coterie/definition'
import { PROBLEM_MEDIA_TYPE, type Problem } from '../problems/problem.ts'
import { type RouteId, type Routes, routes } from '../routes/index.ts'
import type { ReadReply, Route, RouteEvent, WrittenBody, WrittenParams, WrittenQuery } from '../routes/route.ts'
import { readEvents } from './read-events.ts'

/** How to reach a server. */
export interface ClientOptions {
  /** Without a slash at its end; the empty text is the page's own origin. */
  readonly baseUrl: string
  /** An API token; a browser's session needs none. */
  readonly token?: string
  readonly fetch?: typeof fetch
}

type Part<Name extends string, T> = [T] extends [undefined]
  ? { readonly [K in Name]?: undefined }
  : Record<string, never> extends T
    ? { readonly [K in Name]?: T }
    : { readonly [K in Name]: T }

/** What a call is made with: only what its route declares. */
export type CallInput<R extends Route> = Part<'params', WrittenParams<R>> &
  Part<'query', WrittenQuery<R>> &
  Part<'body', WrittenBody<R>> & { readonly signal?: AbortSignal } & (R extends { readonly etag: 'required' }
    ? { readonly ifMatch: string }
    : { readonly ifMatch?: undefined }) &
  (R extends { readonly idempotent: true }
    ? { readonly idempotencyKey?: string }
    : { readonly idempotencyKey?: undefined })

/** What a call brings: JSON with its ETag, a stream of text, or events until the server ends them. */
export type CallOutput<R extends Route> = R['reply'] extends { readonly kind: 'json' }
  ? { readonly body: ReadReply<R>; readonly etag: string | null }
  : R['reply'] extends { readonly kind: 'text' }
    ? Response
    : R['reply'] extends { readonly kind: 'events' }
      ? AsyncIterable<RouteEvent<R>>
      : undefined

type Arguments<R extends Route> =
  Record<string, never> extends CallInput<R> ? [input?: CallInput<R>] : [input: CallInput<R>]

/** One method a route. Each throws a `ProblemError` for every answer that is not the one asked for. */
export type Client = {
  readonly [Id in RouteId]: (...input: Arguments<Routes[Id]>) => Promise<CallOutput<Routes[Id]>>
}

/** An answer of the server that is a problem. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

interface LooseInput {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly ifMatch?: string
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}

/** A client made from the routes' declarations. Numbers of definitions keep all their digits. */
export function createClient(options: ClientOptions): Client {
  const methods = Object.entries<Route>(routes).map(([id, route]) => [
    id,
    (input: LooseInput = {}) => call(options, route, input),
  ])
  // Each method has the input and output of the route it was made from.
  return Object.fromEntries(methods) as Client
}

async function call(options: ClientOptions, route: Route, input: LooseInput): Promise<unknown> {
  const { fetch: send = fetch, baseUrl, token } = options
  const response = await send(`${baseUrl}${addressOf(route, input)}`, {
    method: route.method,
    headers: {
      accept: route.reply.kind === 'events' ? 'text/event-stream' : 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(input.ifMatch === undefined ? {} : { 'if-match': input.ifMatch }),
      ...(input.idempotencyKey === undefined ? {} : { 'idempotency-key': input.idempotencyKey }),
    },
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    ...(input.signal === undefined ? {} : { signal: input.signal }),
  })
  if (!response.ok) throw await problemOf(response)
  switch (route.reply.kind) {
    case 'json':
      return { body: jsonOf(await response.text()), etag: response.headers.get('etag') }
    case 'empty':
      return undefined
    case 'text':
      return response
    case 'events':
      return readEvents(response)
  }
}

/** The path with its parameters, and the query; lists repeat their name. */
export function addressOf(route: Route, input: Pick<LooseInput, 'params' | 'query'>): string {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(input.params?.[name])),
  )
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value === undefined) continue
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) query.append(name, String(item))
  }
  return query.size === 0 ? path : `${path}?${query.toString()}`
}

async function problemOf(response: Response): Promise<ProblemError> {
  const text = await response.text()
  if (response.headers.get('content-type')?.startsWith(PROBLEM_MEDIA_TYPE) === true) {
    return new ProblemError(JSON.parse(text) as Problem)
  }
  return new ProblemError({
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    detail: `The server answered ${response.status}${text === '' ? '' : `: ${text.slice(0, 200)}`}.`,
    code: 'answer-unknown',
    params: {},
    requestId: response.headers.get('x-request-id') ?? '',
  })
}

function jsonOf(text: string): unknown {
  const parsed = parseJson(text)
  if (parsed.diagnostic !== undefined) throw new SyntaxError(parsed.diagnostic.message)
  return parsed.value
}
