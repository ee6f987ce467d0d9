import { setTimeout as sleep } from 'node:timers/promises'
import type { RouteEvent, RouteReply, Routes, runRoutes } from '@coterie/contract'
import { parseInstant } from '@coterie/definition'
import {
  type Change,
  cancelRun,
  enqueueRun,
  listRuns,
  listSegmentRuns,
  readRun,
  readRunSegments,
  readSegment,
  transact,
} from '@coterie/store'
import { AppError } from '../app-error.ts'
import { continuesAfter, pageOf } from './paging.ts'
import { runReply } from './replies.ts'
import type { HandlersOf, Services } from './services.ts'

export const runHandlers: HandlersOf<keyof typeof runRoutes> = {
  startRun: async ({ services, body, change }) => ({
    body: await start(services, change, body.segments, body.asOf),
  }),

  startSegmentRun: async ({ services, params, body, change }) => ({
    body: await start(services, change, [params.id], body.asOf),
  }),

  listRuns: async ({ services, query }) => {
    const list = `runs ${JSON.stringify(query.state ?? null)}`
    const after = continuesAfter(services, list, query.cursor)
    const runs = await listRuns(services.db, {
      limit: query.limit + 1,
      ...(after === undefined ? {} : { beforeId: after }),
      ...(query.state === undefined ? {} : { states: query.state }),
    })
    const page = pageOf(services, list, runs, query.limit, ({ id }) => id)
    const items = await Promise.all(
      page.items.map(async (run) => runReply(run, await readRunSegments(services.db, run.id))),
    )
    return { body: { items, next: page.next } }
  },

  listSegmentRuns: async ({ services, params, query }) => {
    await readSegment(services.db, params.id)
    const list = `runs of ${params.id}`
    const after = continuesAfter(services, list, query.cursor)
    const kept = await listSegmentRuns(services.db, params.id, {
      limit: query.limit + 1,
      ...(after === undefined ? {} : { beforeRunId: after }),
    })
    const page = pageOf(services, list, kept, query.limit, ({ runId }) => runId)
    const items = await Promise.all(
      page.items.map(async (segment) => runReply(await readRun(services.db, segment.runId), [segment])),
    )
    return { body: { items, next: page.next } }
  },

  readRun: async ({ services, params }) => ({ body: await present(services, params.id) }),

  watchRun: async ({ services, params, signal }) => {
    // A run that does not exist is told before the stream begins.
    await readRun(services.db, params.id)
    return { body: changes(services, params.id, AbortSignal.any([signal, services.closing])) }
  },

  cancelRun: async ({ services, params, change }) => {
    await transact(services.db, change, (work) => cancelRun(work, params.id))
    return { body: await present(services, params.id) }
  },
}

async function start(
  services: Services,
  change: Change,
  segmentIds: readonly string[],
  asOf: string | undefined,
): Promise<RouteReply<Routes['startRun']>> {
  const nowMicros = change.at.getTime() * 1000
  const asOfMicros = asOf === undefined ? nowMicros : Number(parseInstant(asOf, 'UTC') ?? Number.NaN)
  if (!Number.isSafeInteger(asOfMicros)) {
    throw new AppError('input-invalid', { message: '`asOf` is not a time of this calendar.' })
  }
  if (services.data.state() === 'absent') await services.data.use(() => Promise.resolve())
  const id = await transact(services.db, change, (work) =>
    enqueueRun(work, services.jobs, { segmentIds, cause: 'manual', asOfMicros }),
  )
  return present(services, id)
}

async function present(services: Services, id: string): Promise<RouteReply<Routes['readRun']>> {
  return runReply(await readRun(services.db, id), await readRunSegments(services.db, id))
}

const LOOK_EVERY_MS = 200

/** The run whenever it looks different, until it has ended. */
async function* changes(
  services: Services,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<RouteEvent<Routes['watchRun']>> {
  let shown = ''
  while (!signal.aborted) {
    const run = await present(services, id)
    const text = JSON.stringify(run)
    if (text !== shown) yield run
    shown = text
    if (run.finishedAt !== null) return
    // An aborted wait ends the stream.
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined)
  }
}
