import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Figures of a server. */
export interface Metrics {
  readonly registry: Registry
  readonly requestSeconds: Histogram<'operation' | 'status'>
  readonly runsEnded: Counter<'state'>
  readonly segments: Gauge
  readonly openRuns: Gauge<'state'>
  readonly oldestQueuedRunSeconds: Gauge
  readonly staleSegments: Gauge
}

/** Figures of one server, in a registry of its own. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requestSeconds: new Histogram({
      name: 'coterie_http_request_seconds',
      help: 'Time from a request to the end of its answer',
      labelNames: ['operation', 'status'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
      registers,
    }),
    runsEnded: new Counter({
      name: 'coterie_runs_ended_total',
      help: 'Attempts of runs that ended in this process, by how',
      labelNames: ['state'],
      registers,
    }),
    segments: new Gauge({ name: 'coterie_segments', help: 'Segments that are not deleted', registers }),
    openRuns: new Gauge({
      name: 'coterie_open_runs',
      help: 'Runs that wait or are at work',
      labelNames: ['state'],
      registers,
    }),
    oldestQueuedRunSeconds: new Gauge({
      name: 'coterie_oldest_queued_run_seconds',
      help: 'How long the run that waits longest has waited past its time; 0 when none does',
      registers,
    }),
    staleSegments: new Gauge({
      name: 'coterie_stale_segments',
      help: 'Segments whose members are older than they should be because a refresh failed',
      registers,
    }),
  }
}
