import type {
  Route,
  RouteBody,
  RouteEvent,
  RouteId,
  RouteParams,
  RouteQuery,
  RouteReply,
  Routes,
} from '@coterie/contract'
import type { Change, JobQueue, MembershipFiles, Schema } from '@coterie/store'
import type { Kysely } from 'kysely'
import type { DataHolder } from '../data/data-holder.ts'
import type { DataOptions } from '../data/workspace-data.ts'
import type { ColumnTreatment } from '../people/authorise.ts'
import type { Principal } from '../people/principal.ts'
import type { SignIn } from '../people/sign-in.ts'
import type { Metrics } from './metrics.ts'

/** What the use cases work with. */
export interface Services {
  readonly db: Kysely<Schema>
  readonly jobs: JobQueue
  readonly files: MembershipFiles
  readonly data: DataHolder
  readonly dataOptions: DataOptions
  readonly signIn: SignIn
  /** Signs cursors. */
  readonly cursorSecret: Uint8Array
  readonly metrics: Metrics
  /** Aborts when the server closes. */
  readonly closing: AbortSignal
}

/** Who calls a route: anybody, or somebody who is signed in. */
type CallerOf<R extends Route> = R['access'] extends { readonly kind: 'signed-in' } ? Principal : Principal | null

/** A call of a route: validated input, who calls, and the circumstances a change is made in. */
export interface Call<R extends Route = Route> {
  readonly services: Services
  readonly principal: CallerOf<R>
  /** How the caller gets each class of columns. */
  readonly columns: ColumnTreatment
  readonly params: RouteParams<R>
  readonly query: RouteQuery<R>
  readonly body: RouteBody<R>
  readonly change: Change
  /** The version the caller changes; 0 for routes that need none. */
  readonly ifMatch: number
  readonly headers: Headers
  readonly signal: AbortSignal
}

/** What a handler's answer carries, by the kind of its route's reply. */
export type AnswerBody<R extends Route> = R['reply'] extends { readonly kind: 'text' }
  ? AsyncIterable<string>
  : R['reply'] extends { readonly kind: 'events' }
    ? AsyncIterable<RouteEvent<R>>
    : RouteReply<R>

/** What a handler answers, and headers that go with it. */
export interface Answer<Body> {
  readonly body: Body
  /** The row version, for routes that send ETags. */
  readonly version?: number
  readonly cookies?: readonly string[]
  /** The name of a file to save the answer as. */
  readonly fileName?: string
}

export type Handler<R extends Route> = (call: Call<R>) => Promise<Answer<AnswerBody<R>>>

/** Handlers of some routes. */
export type HandlersOf<Id extends RouteId> = { readonly [I in Id]: Handler<Routes[I]> }
