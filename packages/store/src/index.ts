export type * from './audit/append-audit.ts'
export { type AuditRecord, readAudit, verifyAudit } from './audit/read-audit.ts'
export * from './catalog/catalog-versions.ts'
export type * from './changes/change.ts'
export { newId } from './changes/new-id.ts'
export { transact, type Work } from './changes/transact.ts'
export * from './errors.ts'
export * from './idempotency/idempotency-keys.ts'
export { type JobQueue, openJobQueue } from './jobs/job-queue.ts'
export { membersChecksum } from './memberships/checksum.ts'
export { memberDifference } from './memberships/difference.ts'
export { openLocalMembershipFiles } from './memberships/local-membership-files.ts'
export type * from './memberships/membership-files.ts'
export * from './memberships/read-memberships.ts'
export * from './memberships/retain-memberships.ts'
export { type ApiToken, createToken, findToken, listTokens, revokeToken } from './people/api-tokens.ts'
export { createLink, isLinkValid, useLink } from './people/one-time-links.ts'
export * from './people/people.ts'
export { type Database, type DatabaseLocation, openDatabase } from './postgres/open-database.ts'
export { assignOrdinals, readProfileKeys } from './profiles/profile-ordinals.ts'
export { cancelRun } from './runs/cancel-run.ts'
export { enqueueRun, type RunRequest } from './runs/enqueue-run.ts'
export { FAILPOINTS, type Failpoint, watchFailpoints } from './runs/failpoint.ts'
export type { RunProgress } from './runs/lease.ts'
export * from './runs/read-runs.ts'
export { type Recovery, recoverRuns } from './runs/recover-runs.ts'
export type { RunFailure } from './runs/run-failure.ts'
export { type RunLoop, type RunLoopOptions, startRunLoop } from './runs/run-loop.ts'
export type { PlannedSegment, RunPlan } from './runs/run-plan.ts'
export {
  type EvaluateSegments,
  type RunControl,
  type RunEnd,
  type RunWorker,
  type SegmentEvaluation,
  workRun,
} from './runs/work-run.ts'
export * from './schedules/schedules.ts'
export type * from './schema.ts'
export { changeSegment, type SegmentChanges } from './segments/change-segment.ts'
export { createSegment, type NewSegment } from './segments/create-segment.ts'
export { parseCursor, printCursor } from './segments/cursor.ts'
export { deleteSegment, purgeDeletedSegments, restoreSegment } from './segments/delete-segment.ts'
export { duplicateSegment, suggestOutputTable } from './segments/duplicate-segment.ts'
export {
  countSegments,
  listSegments,
  type SegmentFilter,
  type SegmentListRequest,
  type SegmentSort,
} from './segments/list-segments.ts'
export { readSegment } from './segments/read-segment.ts'
export {
  type DefinitionToSave,
  type DefinitionVersion,
  listDefinitions,
  readDefinition,
  saveDefinition,
} from './segments/save-definition.ts'
export type * from './segments/segment.ts'
export type { SegmentFields } from './segments/segment-fields.ts'
export { listTags } from './segments/segment-tags.ts'
export { type SegmentUse, segmentUses } from './segments/segment-uses.ts'
export * from './settings/settings.ts'
