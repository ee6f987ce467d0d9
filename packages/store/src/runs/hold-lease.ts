import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { isStoreError, StoreError } from '../errors.ts'
import type { Schema } from '../schema.ts'
import { type Lease, type RunProgress, sendHeartbeat } from './lease.ts'

/** A lease that is kept alive. */
export interface HeldLease {
  /** Ends the work: its reason is `lease-lost`, `run-cancelled` or `worker-stopping`. */
  readonly signal: AbortSignal
  /** Says how far the run is; sent with the next heartbeat. */
  report(progress: RunProgress): void
  /** Ends the heartbeats and waits for the last one. */
  release(): Promise<void>
}

/** Sends heartbeats, three a lease, until the lease is released, lost or to be cancelled, or the worker is to stop. */
export function holdLease(db: Kysely<Schema>, lease: Lease, stop?: AbortSignal): HeldLease {
  const work = new AbortController()
  const stopWork = () => work.abort(new StoreError('worker-stopping', { run: lease.runId }))
  if (stop?.aborted === true) stopWork()
  stop?.addEventListener('abort', stopWork)
  const released = new AbortController()
  let progress: RunProgress | undefined
  const lost = () => new StoreError('lease-lost', { run: lease.runId, epoch: lease.epoch })

  const beat = async () => {
    let lastHeard = performance.now()
    while (!work.signal.aborted) {
      // An aborted wait is how the lease is released.
      await sleep(lease.leaseMs / 3, undefined, { signal: released.signal, ref: false }).catch(() => undefined)
      if (released.signal.aborted) return
      try {
        const sentAt = performance.now()
        const { isCancelRequested } = await sendHeartbeat(db, lease, progress)
        lastHeard = sentAt
        if (isCancelRequested) work.abort(new StoreError('run-cancelled', { run: lease.runId }))
      } catch (error) {
        // A database that is away for a moment is no reason to give up; one that is away for a whole lease is.
        if (isStoreError(error, 'lease-lost') || performance.now() - lastHeard > lease.leaseMs) work.abort(lost())
      }
    }
  }
  const beating = beat()
  return {
    signal: work.signal,
    report: (latest) => {
      progress = latest
    },
    release: async () => {
      stop?.removeEventListener('abort', stopWork)
      released.abort()
      await beating
    },
  }
}
