import type { Kysely } from 'kysely'
import { isStoreError } from '../errors.ts'
import type { JobQueue } from '../jobs/job-queue.ts'
import { memberDifference } from '../memberships/difference.ts'
import type { MembershipFiles, MembershipFileWriter } from '../memberships/membership-files.ts'
import { readMembersOf } from '../memberships/read-memberships.ts'
import type { RunState, Schema } from '../schema.ts'
import { failRun, releaseRun } from './fail-run.ts'
import { type HeldLease, holdLease } from './hold-lease.ts'
import { claimRun, type Lease, type RunProgress } from './lease.ts'
import { publishRun, type SegmentOutcome } from './publish-run.ts'
import { type RunFailure, toFailure } from './run-failure.ts'
import { type PlannedSegment, type RunPlan, readRunPlan } from './run-plan.ts'
import { beginStep } from './run-step.ts'

/** What a worker needs beside a run. */
export interface RunWorker {
  readonly db: Kysely<Schema>
  readonly jobs: JobQueue
  readonly files: MembershipFiles
  /** Names the worker in the run's row, for people. */
  readonly owner: string
  readonly newId: () => string
  readonly evaluate: EvaluateSegments
  readonly leaseMs?: number
  readonly retryAfterMs?: number
}

/**
 * Evaluates a run's segments and gives their members as they are found, in any order. It stops soon after the signal. A
 * segment it gives nothing for has failed; when it throws, the whole attempt has, and is tried again.
 */
export type EvaluateSegments = (plan: RunPlan, control: RunControl) => AsyncIterable<SegmentEvaluation>

export interface RunControl {
  readonly signal: AbortSignal
  /** Says how far the evaluation is. */
  report(progress: RunProgress): void
  /** Names the state of the data that is read; kept with every version of the run. */
  usesData(version: string): void
}

/** The members of one segment (ascending ordinals), or why there are none. */
export type SegmentEvaluation =
  | {
      readonly kind: 'members'
      readonly segmentId: string
      readonly ordinals: Uint32Array
      readonly inspection?: string
    }
  | { readonly kind: 'failed' | 'skipped'; readonly segmentId: string; readonly failure: RunFailure }

/** How a run left a worker; `not-claimed` when it was not to be had, `lost` when another worker has it now, `released` when this one had to stop. */
export type RunEnd = RunState | 'not-claimed' | 'lost' | 'will-retry' | 'released'

/**
 * Carries out a run: claims it, evaluates, writes the members aside, publishes. It never throws for what a run can meet:
 * failures end up in the run, where people see them. `stop` gives the run back to the queue.
 */
export async function workRun(worker: RunWorker, runId: string, stop?: AbortSignal): Promise<RunEnd> {
  const lease = await claimRun(worker.db, runId, worker.owner, worker.leaseMs)
  if (lease === undefined) return 'not-claimed'
  const held = holdLease(worker.db, lease, stop)
  try {
    return await attempt(worker, lease, held)
  } catch (error) {
    // The first cause counts: what an aborted evaluation throws says little.
    const cause: unknown = held.signal.aborted ? held.signal.reason : error
    try {
      return await endAttempt(worker, lease, cause)
    } catch (failure) {
      // Whoever has the run now, or the recovery after the lease, gives it its end.
      if (isStoreError(failure, 'lease-lost')) return 'lost'
      throw failure
    }
  } finally {
    await held.release()
  }
}

async function endAttempt({ db, jobs, retryAfterMs }: RunWorker, lease: Lease, cause: unknown): Promise<RunEnd> {
  if (isStoreError(cause, 'lease-lost')) return 'lost'
  if (isStoreError(cause, 'worker-stopping')) return releaseRun(db, jobs, lease)
  return failRun(db, jobs, lease, toFailure(cause), {
    mayRetry: true,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}

async function attempt(worker: RunWorker, lease: Lease, held: HeldLease): Promise<RunEnd> {
  const { db, files } = worker
  const plan = await readRunPlan(db, lease)
  // The epoch makes the name new: what an earlier holder still writes is another file, which nobody will point at.
  const writer = await files.create(membershipFileName(lease))
  let dataVersion: string | null = null
  try {
    await beginStep(db, lease, 1, 'evaluate')
    const outcomes = new Map<string, SegmentOutcome>()
    const planned = new Map(plan.segments.map((segment) => [segment.id, segment]))
    const report = (progress: RunProgress) => held.report(progress)
    report({ stage: 'evaluate', done: 0, total: planned.size })
    const control: RunControl = {
      signal: held.signal,
      report,
      usesData: (version) => {
        dataVersion = version
      },
    }
    for await (const evaluation of worker.evaluate(plan, control)) {
      held.signal.throwIfAborted()
      const segment = planned.get(evaluation.segmentId)
      if (segment === undefined) throw new Error(`segment ${evaluation.segmentId} is not part of the run`)
      outcomes.set(segment.id, await keepEvaluation(worker, writer, segment, evaluation))
      report({ stage: 'evaluate', done: outcomes.size, total: planned.size })
    }
    held.signal.throwIfAborted()
    for (const segmentId of planned.keys()) {
      if (!outcomes.has(segmentId)) outcomes.set(segmentId, { kind: 'failed', segmentId, failure: NOT_EVALUATED })
    }
    report({ stage: 'publish', done: 0, total: null })
    await beginStep(db, lease, 2, 'publish')
    await writer.finish()
    const ordered = plan.segments.flatMap((segment) => outcomes.get(segment.id) ?? [])
    return await publishRun(db, files, lease, dataVersion, ordered, worker.newId)
  } catch (error) {
    await writer.abandon()
    throw error
  }
}

async function keepEvaluation(
  worker: RunWorker,
  writer: MembershipFileWriter,
  segment: PlannedSegment,
  evaluation: SegmentEvaluation,
): Promise<SegmentOutcome> {
  if (evaluation.kind !== 'members') return evaluation
  const before =
    segment.previousId === null
      ? new Uint32Array(0)
      : await readMembersOf(worker.db, worker.files, segment.previousId, 'members')
  const { entered, left } = memberDifference(before, evaluation.ordinals)
  return {
    kind: 'members',
    segmentId: segment.id,
    previousId: segment.previousId,
    members: await writer.append(evaluation.ordinals),
    entered: await writer.append(entered),
    left: await writer.append(left),
    inspection: evaluation.inspection ?? null,
  }
}

const NOT_EVALUATED: RunFailure = {
  code: 'not-evaluated',
  params: {},
  message: 'The evaluation ended without a result for this segment.',
}

/** The name of the file an attempt writes. */
export function membershipFileName({ runId, epoch }: Pick<Lease, 'runId' | 'epoch'>): string {
  return `${runId}-${epoch}`
}
