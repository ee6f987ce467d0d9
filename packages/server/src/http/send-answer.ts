import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Route } from '@coterie/contract'
import type { FastifyReply } from 'fastify'

/** An answer ready to be sent, or to be kept for the same request again. */
export interface PreparedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | AsyncIterable<string> | null
}

interface AnyAnswer {
  readonly body: unknown
  readonly version?: number
  readonly fileName?: string
}

/** What a handler answered, as its route declares it: JSON is checked, and whatever is not declared stays here. */
export function prepareAnswer(route: Route, answer: AnyAnswer): PreparedAnswer {
  const { reply } = route
  const headers: Record<string, string> = {
    ...(answer.version === undefined ? {} : { etag: `"${answer.version}"` }),
    ...(answer.fileName === undefined
      ? {}
      : { 'content-disposition': `attachment; filename="${answer.fileName.replaceAll(/[^\w.-]/g, '_')}"` }),
  }
  switch (reply.kind) {
    case 'json':
      return {
        status: reply.status,
        headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(reply.body.parse(answer.body)),
      }
    case 'empty':
      return { status: reply.status, headers, body: null }
    case 'text':
      return {
        status: reply.status,
        headers: { ...headers, 'content-type': reply.mediaType },
        // A route of texts has a handler of texts.
        body: answer.body as AsyncIterable<string>,
      }
    case 'events':
      return {
        status: reply.status,
        headers: { ...headers, 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' },
        // A route of events has a handler of events.
        body: eventTexts(answer.body as AsyncIterable<unknown>, (event) => reply.event.parse(event)),
      }
  }
}

/** Sends an answer; a stream ends with the connection. */
export function sendAnswer(reply: FastifyReply, { status, headers, body }: PreparedAnswer): FastifyReply {
  reply.code(status).headers(headers)
  if (body === null || typeof body === 'string') return reply.send(body ?? undefined)
  return reply.send(Readable.from(body, { objectMode: false, highWaterMark: 64 * 1024 }))
}

const QUIET_MS = 15_000

/** Events as text; a comment now and then keeps the connection from being taken for a dead one. */
async function* eventTexts(
  events: AsyncIterable<unknown>,
  checked: (event: unknown) => unknown,
): AsyncGenerator<string> {
  const iterator = events[Symbol.asyncIterator]()
  try {
    let next = iterator.next()
    for (;;) {
      const timer = new AbortController()
      const quiet = sleep(QUIET_MS, 'quiet' as const, { signal: timer.signal, ref: false }).catch(
        () => 'quiet' as const,
      )
      const first = await Promise.race([next, quiet])
      timer.abort()
      if (first === 'quiet') {
        yield ': still here\n\n'
        continue
      }
      if (first.done === true) return
      yield `event: run\ndata: ${JSON.stringify(checked(first.value))}\n\n`
      next = iterator.next()
    }
  } finally {
    await iterator.return?.()
  }
}
