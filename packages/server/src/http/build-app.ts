import { PROBLEM_MEDIA_TYPE, PROBLEMS, type Route, routes } from '@coterie/contract'
import { parseJson } from '@coterie/definition'
import { newId } from '@coterie/store'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify'
import { z } from 'zod'
import { handlers } from '../app/handlers.ts'
import type { Answer, Call, Services } from '../app/services.ts'
import { AppError } from '../app-error.ts'
import { authorise, type ColumnTreatment } from '../people/authorise.ts'
import { actorOf, type Principal } from '../people/principal.ts'
import { callerOf, headersOf, refuseCrossSite } from './caller.ts'
import { onceForKey } from './idempotency.ts'
import { problemOf } from './problem-of.ts'
import { parameterValues, validated } from './read-input.ts'
import { type PreparedAnswer, prepareAnswer, sendAnswer } from './send-answer.ts'

/** Definitions may list a million values. */
const BODY_LIMIT = 32 * 1024 * 1024
/** Who is not signed in has little to say. */
const ANYONE_BODY_LIMIT = 16 * 1024

export interface AppOptions {
  readonly logger?: FastifyServerOptions['logger']
  readonly isHttps?: boolean
  /** Attempts to sign in, per address and minute. */
  readonly signInAttempts?: number
}

/** The HTTP server: every declared route, wired here and nowhere else. */
export async function buildApp(services: Services, options: AppOptions = {}): Promise<FastifyInstance> {
  const app = Fastify({
    logger: options.logger ?? false,
    genReqId: () => newId(),
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 1000 },
    exposeHeadRoutes: false,
    forceCloseConnections: true,
  })
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  app.setNotFoundHandler((request, reply) => sendProblem(missing(request, reply), request, reply))
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    bodies.set(request, String(text))
    done(null, undefined)
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id).header('cache-control', 'no-store')
  })
  app.addHook('onResponse', (request, reply, done) => {
    const labels = { operation: request.routeOptions.config.operation ?? 'unknown', status: String(reply.statusCode) }
    services.metrics.requestSeconds.observe(labels, reply.elapsedTime / 1000)
    done()
  })
  await app.register(helmet, helmetOptions(options.isHttps ?? false))
  await app.register(rateLimit, { global: false })
  // Each entry's handler is the one for its route; the pairs' types cannot be followed through a loop.
  for (const [id, route] of Object.entries<Route>(routes)) {
    const handler = handlers[id as keyof typeof handlers] as unknown as AnyHandler
    addRoute(app, services, id, route, handler, options)
  }
  return app
}

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: string
  }
}

type AnyHandler = (call: Call) => Promise<Answer<unknown>>

interface Caller {
  readonly principal: Principal | null
  readonly columns: ColumnTreatment
}

/** What the first hook finds out about a request, for its handler. */
const callers = new WeakMap<FastifyRequest, Caller>()
const bodies = new WeakMap<FastifyRequest, string>()

function addRoute(
  app: FastifyInstance,
  services: Services,
  id: string,
  route: Route,
  handler: AnyHandler,
  { signInAttempts = 10 }: AppOptions,
): void {
  const isAttempt = route.access.kind === 'anyone' && route.method === 'POST'
  app.route({
    method: route.method,
    url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    config: {
      operation: id,
      ...(isAttempt ? { rateLimit: { max: signInAttempts, timeWindow: '1 minute' } } : {}),
    },
    bodyLimit: route.access.kind === 'anyone' ? ANYONE_BODY_LIMIT : BODY_LIMIT,
    // Before the body is read: who may not call has nothing read of them.
    onRequest: async (request) => {
      refuseCrossSite(request)
      const principal = route.access.kind === 'anyone' ? null : await callerOf(services, request)
      const decision = authorise(principal, route)
      if (!decision.allowed) throw new AppError(decision.problem)
      callers.set(request, { principal, columns: decision.columns })
    },
    handler: async (request, reply) => {
      const caller = callers.get(request)
      if (caller === undefined) throw new Error('the caller is found out before the handler')
      const carryOut = async (): Promise<PreparedAnswer> => {
        const answer = await handler(callOf(services, route, request, reply, caller))
        for (const cookie of answer.cookies ?? []) reply.header('set-cookie', cookie)
        return prepareAnswer(route, answer)
      }
      const key = request.headers['idempotency-key']
      const answer =
        route.idempotent === true && typeof key === 'string' && caller.principal !== null
          ? await onceForKey(
              services,
              {
                principal: caller.principal,
                key,
                method: request.method,
                url: request.url,
                body: bodies.get(request) ?? '',
              },
              carryOut,
            )
          : await carryOut()
      return sendAnswer(reply, answer)
    },
  })
}

function callOf(
  services: Services,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  { principal, columns }: Caller,
): Call {
  const leaving = new AbortController()
  reply.raw.on('close', () => {
    if (!reply.raw.writableFinished) leaving.abort()
  })
  const inputs = {
    params: parametersOf(route.params, request.params, 'path'),
    query: parametersOf(route.query ?? NO_QUERY, request.query, 'query'),
    body: route.body === undefined ? undefined : validated(route.body, bodyOf(request), 'body'),
  }
  const call = {
    ...inputs,
    services,
    principal,
    columns,
    change: {
      actor: principal === null ? ({ kind: 'system', id: 'anyone' } as const) : actorOf(principal),
      at: new Date(),
      newId: () => newId(),
      requestId: request.id,
    },
    ifMatch: route.etag === 'required' ? versionOf(request.headers['if-match']) : 0,
    headers: headersOf(request),
    signal: leaving.signal,
  }
  // Validated against the very schemas the types are made of.
  return call as unknown as Call
}

const NO_QUERY = z.strictObject({})

function parametersOf(schema: z.ZodObject | undefined, given: unknown, place: string): unknown {
  if (schema === undefined) return undefined
  // Fastify's parsers give objects of texts and lists of texts.
  return validated(schema, parameterValues(schema, given as Record<string, unknown>), place)
}

function bodyOf(request: FastifyRequest): unknown {
  const text = bodies.get(request)
  if (text === undefined || text === '') {
    throw new AppError('json-invalid', { message: 'The request needs a body of JSON.' })
  }
  const parsed = parseJson(text)
  if (parsed.diagnostic === undefined) return parsed.value
  throw new AppError('json-invalid', { message: parsed.diagnostic.message, diagnostics: [parsed.diagnostic] })
}

function versionOf(ifMatch: string | undefined): number {
  if (ifMatch === undefined) throw new AppError('if-match-required')
  const [, version] = /^(?:W\/)?"(\d{1,15})"$/.exec(ifMatch.trim()) ?? []
  if (version === undefined) {
    throw new AppError('row-version-stale', { message: 'If-Match is not an ETag of this resource.' })
  }
  return Number(version)
}

function missing(request: FastifyRequest, reply: FastifyReply): AppError {
  const path = request.url.split('?')[0] ?? ''
  const methods = Object.values<Route>(routes)
    .filter((route) => new RegExp(`^${route.path.replaceAll('.', '[.]').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path))
    .map(({ method }) => method)
  if (methods.length === 0) return new AppError('route-missing', { message: 'There is nothing at this address.' })
  reply.header('allow', methods.join(', '))
  return new AppError('method-not-allowed', { params: { allowed: methods } })
}

function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error, request.id)
  if (problem.status >= 500) request.log.error({ err: error, code: problem.code }, 'a request failed')
  else request.log.info({ code: problem.code }, 'a request was refused')
  if (problem.status === PROBLEMS['not-signed-in'].status) reply.header('www-authenticate', 'Bearer')
  return reply
    .code(problem.status)
    .header('content-type', `${PROBLEM_MEDIA_TYPE}; charset=utf-8`)
    .send(JSON.stringify(problem))
}

function helmetOptions(isHttps: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000 } : false,
  }
}
