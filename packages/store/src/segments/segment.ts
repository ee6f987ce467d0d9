import type { RunSegmentStatus, SegmentOrigin, SegmentState, SegmentType } from '../schema.ts'

/** A segment as it stands, with its last refresh and its current members' count. */
export interface Segment {
  readonly id: string
  readonly name: string
  readonly outputTable: string
  readonly description: string
  readonly tags: readonly string[]
  readonly audience: string
  readonly origin: SegmentOrigin
  readonly type: SegmentType
  readonly state: SegmentState
  /** Whether each part is counted at the next refresh. */
  readonly inspected: boolean
  readonly autoCleanupExempt: boolean
  readonly owner: string
  /** The current definition's version; null while nothing was saved. */
  readonly definitionVersion: number | null
  readonly createdAt: Date
  readonly createdBy: string
  readonly changedAt: Date
  readonly changedBy: string
  readonly deletedAt: Date | null
  /** Grows with every change; the ETag. */
  readonly rowVersion: number
  readonly refresh: SegmentRefresh
  /** Null until a refresh succeeded. A failure never takes them away. */
  readonly members: SegmentMembers | null
  readonly schedule: SegmentSchedule | null
}

/** How the latest refresh stands. */
export interface SegmentRefresh {
  readonly status: SegmentStatus
  readonly runId: string | null
  /** What failed or why it was skipped, as JSON of a `RunFailure`. */
  readonly error: string | null
}

export type SegmentStatus = RunSegmentStatus | 'not-started'

/** The current membership version in figures. */
export interface SegmentMembers {
  readonly versionId: string
  readonly count: number
  readonly asOfMicros: number
  readonly publishedAt: Date
  readonly definitionVersion: number
  /** Set while a later refresh has failed: since when these members are not what they should be, and why (JSON of a `RunFailure`). */
  readonly stale: { readonly since: Date; readonly reason: string } | null
}

/** When a segment is refreshed beside the system refresh; the rule's grammar is the scheduler's. */
export interface SegmentSchedule {
  readonly rule: string
  readonly timeZone: string
  readonly enabled: boolean
}
