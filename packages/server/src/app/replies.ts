import type { RouteReply, Routes } from '@coterie/contract'
import { formatInstant, isJsonObject, type JsonObject, parseJson } from '@coterie/definition'
import type { DefinitionVersion, MembershipVersion, Person, Run, RunSegment, Segment } from '@coterie/store'

/** A moment as replies carry it. */
export const moment = (at: Date): string => at.toISOString()
export const momentOrNull = (at: Date | null): string | null => at?.toISOString() ?? null
/** Microseconds since 1970 as replies carry them. */
export const instant = (micros: number): string => formatInstant(BigInt(micros))

interface Failure {
  code: string
  message: string
  params: Record<string, unknown>
}

/** A failure as the store keeps it. */
function failure(kept: string | null): Failure | null {
  // The store writes these itself.
  return kept === null ? null : (JSON.parse(kept) as Failure)
}

export function segmentReply(segment: Segment): RouteReply<Routes['readSegment']> {
  const { rowVersion: _, refresh, members, schedule, tags, ...rest } = segment
  return {
    ...rest,
    tags: [...tags],
    createdAt: moment(segment.createdAt),
    changedAt: moment(segment.changedAt),
    deletedAt: momentOrNull(segment.deletedAt),
    refresh: { status: refresh.status, runId: refresh.runId, failure: failure(refresh.error) },
    members:
      members === null
        ? null
        : {
            versionId: members.versionId,
            count: members.count,
            asOf: instant(members.asOfMicros),
            publishedAt: moment(members.publishedAt),
            definitionVersion: members.definitionVersion,
            stale:
              members.stale === null
                ? null
                : { since: moment(members.stale.since), reason: failure(members.stale.reason) ?? UNKNOWN },
          },
    schedule: schedule === null ? null : { ...schedule },
  }
}

const UNKNOWN: Failure = { code: 'unknown', message: '', params: {} }

export function definitionReply(kept: DefinitionVersion): RouteReply<Routes['readDefinition']> {
  return { ...kept, definition: definitionJson(kept.definition), createdAt: moment(kept.createdAt) }
}

/** A kept definition's JSON with all digits of its numbers. */
export function definitionJson(kept: string): JsonObject {
  const { value } = parseJson(kept)
  if (value === undefined || !isJsonObject(value)) throw new TypeError('the kept definition is not what we wrote')
  return value
}

export function runReply(run: Run, segments: readonly RunSegment[]): RouteReply<Routes['readRun']> {
  return {
    id: run.id,
    cause: run.cause,
    state: run.state,
    asOf: instant(run.asOfMicros),
    requestedAt: moment(run.requestedAt),
    requestedBy: run.requestedBy,
    startedAt: momentOrNull(run.startedAt),
    finishedAt: momentOrNull(run.finishedAt),
    attempt: run.attempt,
    maxAttempts: run.maxAttempts,
    isCancelRequested: run.cancelRequestedAt !== null,
    // The store writes these itself.
    progress: run.progress === null ? null : (JSON.parse(run.progress) as { stage: string; done: number; total: null }),
    failure: failure(run.error),
    segments: segments.map((segment) => ({
      segmentId: segment.segmentId,
      status: segment.status,
      definitionVersion: segment.definitionVersion,
      startedAt: momentOrNull(segment.startedAt),
      finishedAt: momentOrNull(segment.finishedAt),
      count: segment.count,
      entered: segment.entered,
      left: segment.left,
      versionId: segment.versionId,
      failure: failure(segment.error),
    })),
  }
}

export function membershipReply(version: MembershipVersion): RouteReply<Routes['readHistory']>['items'][number] {
  return {
    id: version.id,
    runId: version.runId,
    asOf: instant(version.asOfMicros),
    definitionVersion: version.definitionVersion,
    count: version.count,
    entered: version.entered,
    left: version.left,
    publishedAt: moment(version.publishedAt),
  }
}

export function personReply(person: Person): RouteReply<Routes['addPerson']> {
  return { ...person, createdAt: moment(person.createdAt) }
}
