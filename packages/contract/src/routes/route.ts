import type { z } from 'zod'
import type { ProblemCode } from '../problems/problem-codes.ts'
import type { Access } from './access.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What a route answers when all goes well. */
export type Reply =
  | { readonly kind: 'json'; readonly status: 200 | 201 | 202; readonly body: z.ZodType }
  | { readonly kind: 'empty'; readonly status: 204 }
  | { readonly kind: 'text'; readonly status: 200; readonly mediaType: string; readonly description: string }
  | { readonly kind: 'events'; readonly status: 200; readonly event: z.ZodType; readonly description: string }

/**
 * A route as data: the server is wired from it, the OpenAPI document and the client are made from it. Query parameters and
 * path parameters are texts, numbers, booleans or lists of texts; whoever reads them turns texts into those.
 */
export interface Route {
  readonly method: Method
  /** Parameters in braces: `/segments/{id}`. */
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly access: Access
  /** `values`: replies carry values of attributes, which are shown, masked or left out by their column's class. */
  readonly columns: 'none' | 'values'
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  readonly reply: Reply
  /** Replies carry an ETag; `required`: the caller must name in If-Match the state it changes. */
  readonly etag?: 'sent' | 'required'
  /** An Idempotency-Key is accepted: the same request gets the same answer for a day. */
  readonly idempotent?: true
  /** Beside those that follow from the above; see `problemsOf`. */
  readonly problems: readonly ProblemCode[]
}

/** Checks a route's shape and keeps its exact type. */
export function route<const R extends Route>(declaration: R): R {
  return declaration
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined
type Written<T> = T extends z.ZodType ? z.input<T> : undefined

export type RouteParams<R extends Route> = Parsed<R['params']>
export type RouteQuery<R extends Route> = Parsed<R['query']>
export type RouteBody<R extends Route> = Parsed<R['body']>
export type WrittenParams<R extends Route> = Written<R['params']>
export type WrittenQuery<R extends Route> = Written<R['query']>
export type WrittenBody<R extends Route> = Written<R['body']>

/** The JSON a route answers with, as a handler makes it. */
export type RouteReply<R extends Route> = R['reply'] extends { readonly kind: 'json'; readonly body: infer B }
  ? Written<B>
  : undefined
/** The JSON a route answers with, as a caller reads it. */
export type ReadReply<R extends Route> = R['reply'] extends { readonly kind: 'json'; readonly body: infer B }
  ? Parsed<B>
  : undefined
/** What a route's stream of events carries. */
export type RouteEvent<R extends Route> = R['reply'] extends { readonly kind: 'events'; readonly event: infer E }
  ? Parsed<E>
  : never
