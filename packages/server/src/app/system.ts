import { openApiDocument, type systemRoutes } from '@coterie/contract'
import { sql } from 'kysely'
import { AppError } from '../app-error.ts'
import type { HandlersOf, Services } from './services.ts'

export const systemHandlers: HandlersOf<keyof typeof systemRoutes> = {
  readLiveness: () => Promise.resolve({ body: { status: 'live' as const } }),

  readReadiness: async ({ services }) => {
    const database = await sql`SELECT 1`.execute(services.db).then(
      () => 'ready',
      () => 'unreachable',
    )
    const data = services.data.state()
    const parts = { database, data }
    if (database !== 'ready' || data === 'failed' || services.closing.aborted) {
      throw new AppError('unavailable', { message: 'Requests cannot be served now.', params: parts })
    }
    return { body: { status: 'ready' as const, parts } }
  },

  readMetrics: async ({ services }) => {
    await measure(services)
    const text = await services.metrics.registry.metrics()
    return {
      body: (async function* () {
        yield await Promise.resolve(text)
      })(),
    }
  },

  readOpenApi: () => Promise.resolve({ body: { ...openApiDocument() } }),
}

async function measure({ db, metrics }: Services): Promise<void> {
  const { rows } = await sql<{ segments: number; queued: number; running: number; waited: number; stale: number }>`
    SELECT
      (SELECT count(*) FROM segments WHERE deleted_at IS NULL) AS segments,
      (SELECT count(*) FROM runs WHERE state = 'queued') AS queued,
      (SELECT count(*) FROM runs WHERE state = 'running') AS running,
      (SELECT coalesce(extract(epoch FROM clock_timestamp() - min(not_before)), 0)::float8
         FROM runs WHERE state = 'queued' AND not_before < clock_timestamp()) AS waited,
      (SELECT count(*) FROM segment_pointers WHERE stale_since IS NOT NULL) AS stale
  `.execute(db)
  const [figures] = rows
  if (figures === undefined) return
  metrics.segments.set(figures.segments)
  metrics.openRuns.set({ state: 'queued' }, figures.queued)
  metrics.openRuns.set({ state: 'running' }, figures.running)
  metrics.oldestQueuedRunSeconds.set(figures.waited)
  metrics.staleSegments.set(figures.stale)
}
