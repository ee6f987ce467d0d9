import type { ColumnType, Generated } from 'kysely'

/** The tables as queries see them. Moments are `Date`s of the database's clock or the caller's; as-of is microseconds. */
export interface Schema {
  catalog_versions: CatalogVersionsTable
  segments: SegmentsTable
  definition_versions: DefinitionVersionsTable
  segment_references: SegmentReferencesTable
  tags: TagsTable
  segment_tags: SegmentTagsTable
  schedules: SchedulesTable
  runs: RunsTable
  run_steps: RunStepsTable
  run_segments: RunSegmentsTable
  membership_versions: MembershipVersionsTable
  membership_slices: MembershipSlicesTable
  segment_pointers: SegmentPointersTable
  audit_records: AuditRecordsTable
  settings: SettingsTable
  idempotency_keys: IdempotencyKeysTable
  people: PeopleTable
  api_tokens: ApiTokensTable
  one_time_links: OneTimeLinksTable
}

/** What asked for a segment to be made. */
export type SegmentOrigin = 'builder' | 'quick' | 'similar' | 'suggestion' | 'code'
/** What keeps a segment fresh: its schedule, a person, or similar customers. */
export type SegmentType = 'dynamic' | 'static' | 'expansion'
export type SegmentState = 'draft' | 'active' | 'inactive'
export type RunCause = 'manual' | 'schedule' | 'system' | 'retry' | 'import'
export type RunState = 'queued' | 'running' | 'succeeded' | 'partial' | 'failed' | 'canceled'
/** How a run fares with one segment. `failure` will be tried again, `failed-permanent` will not. */
export type RunSegmentStatus =
  | 'queued'
  | 'refreshing'
  | 'successful'
  | 'failure'
  | 'failed-permanent'
  | 'canceled'
  | 'skipped'
export type StepState = 'running' | 'succeeded' | 'failed' | 'canceled'
/** The lists of ordinals kept for a membership version. */
export type SlicePart = 'members' | 'entered' | 'left'

/** What a person may: see; create and change; look after the installation. */
export type PersonRole = 'viewer' | 'contributor' | 'administrator'
export type LinkPurpose = 'setup' | 'sign-in'

/** Written once. */
type Fixed<T> = ColumnType<T, T, never>
type FixedOptional<T> = ColumnType<T | null, T | null | undefined, never>
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>

/** See the migrations for what each column is checked for. */
export interface CatalogVersionsTable {
  version: ColumnType<number, never, never>
  catalog: Fixed<string>
  note: Fixed<string>
  created_at: Fixed<Date>
  created_by: Fixed<string>
}

/** See the migrations for what each column is checked for. */
export interface SegmentsTable {
  id: Fixed<string>
  name: string
  name_folded: string
  output_table: string
  description: Generated<string>
  audience: string
  origin: Fixed<SegmentOrigin>
  type: SegmentType
  state: SegmentState
  inspected: Generated<boolean>
  auto_cleanup_exempt: Generated<boolean>
  owner: string
  definition_version: Optional<number>
  created_at: Fixed<Date>
  created_by: Fixed<string>
  changed_at: Date
  changed_by: string
  deleted_at: Optional<Date>
  deleted_by: Optional<string>
  row_version: Generated<number>
}

/** See the migrations for what each column is checked for. */
export interface DefinitionVersionsTable {
  segment_id: Fixed<string>
  version: Fixed<number>
  definition: Fixed<string>
  catalog_version: FixedOptional<number>
  note: Fixed<string>
  created_at: Fixed<Date>
  created_by: Fixed<string>
}

/** See the migrations for what each column is checked for. */
export interface SegmentReferencesTable {
  segment_id: string
  refers_to: string
}

/** See the migrations for what each column is checked for. */
export interface TagsTable {
  id: Fixed<string>
  name: string
  name_folded: string
  created_at: Fixed<Date>
}

/** See the migrations for what each column is checked for. */
export interface SegmentTagsTable {
  segment_id: string
  place: number
  tag_id: string
}

/** See the migrations for what each column is checked for. */
export interface SchedulesTable {
  id: Fixed<string>
  segment_id: FixedOptional<string>
  rule: string
  time_zone: string
  enabled: boolean
  changed_at: Date
  changed_by: string
  row_version: Generated<number>
}

/** See the migrations for what each column is checked for. */
export interface RunsTable {
  id: Fixed<string>
  cause: Fixed<RunCause>
  state: RunState
  as_of_micros: Fixed<number>
  catalog_version: Optional<number>
  data_version: Optional<string>
  requested_at: Fixed<Date>
  requested_by: Fixed<string>
  not_before: Date
  started_at: Optional<Date>
  finished_at: Optional<Date>
  attempt: Generated<number>
  max_attempts: Fixed<number>
  epoch: Generated<number>
  lease_owner: Optional<string>
  lease_expires_at: Optional<Date>
  heartbeat_at: Optional<Date>
  progress: Optional<string>
  cancel_requested_at: Optional<Date>
  cancel_requested_by: Optional<string>
  error: Optional<string>
}

/** See the migrations for what each column is checked for. */
export interface RunStepsTable {
  run_id: Fixed<string>
  attempt: Fixed<number>
  place: Fixed<number>
  name: Fixed<string>
  state: StepState
  started_at: Fixed<Date>
  finished_at: Optional<Date>
  done: Generated<number>
  total: Optional<number>
  error: Optional<string>
}

/** See the migrations for what each column is checked for. */
export interface RunSegmentsTable {
  run_id: Fixed<string>
  segment_id: Fixed<string>
  place: Fixed<number>
  definition_version: number
  status: RunSegmentStatus
  is_open: boolean
  requested_at: Fixed<Date>
  started_at: Optional<Date>
  finished_at: Optional<Date>
  member_count: Optional<number>
  entered_count: Optional<number>
  left_count: Optional<number>
  version_id: Optional<string>
  error: Optional<string>
  inspection: Optional<string>
}

/** See the migrations for what each column is checked for. */
export interface MembershipVersionsTable {
  id: Fixed<string>
  segment_id: Fixed<string>
  run_id: Fixed<string>
  as_of_micros: Fixed<number>
  definition_version: Fixed<number>
  catalog_version: FixedOptional<number>
  data_version: FixedOptional<string>
  previous_id: FixedOptional<string>
  member_count: Fixed<number>
  checksum: Fixed<string>
  entered_count: Fixed<number>
  left_count: Fixed<number>
  epoch: Fixed<number>
  published_at: Fixed<Date>
}

/** See the migrations for what each column is checked for. */
export interface MembershipSlicesTable {
  version_id: Fixed<string>
  part: Fixed<SlicePart>
  file: Fixed<string>
  byte_offset: Fixed<number>
  byte_length: Fixed<number>
  member_count: Fixed<number>
  checksum: Fixed<string>
}

/** See the migrations for what each column is checked for. */
export interface SegmentPointersTable {
  segment_id: Fixed<string>
  version_id: string
  published_at: Date
  stale_since: Optional<Date>
  stale_run_id: Optional<string>
  stale_reason: Optional<string>
}

/** See the migrations for what each column is checked for. */
export interface AuditRecordsTable {
  sequence: Fixed<number>
  at: Fixed<Date>
  actor_kind: Fixed<string>
  actor_id: Fixed<string>
  action: Fixed<string>
  subject_kind: Fixed<string>
  subject_id: Fixed<string>
  before: FixedOptional<string>
  after: FixedOptional<string>
  request_id: FixedOptional<string>
  previous_hash: Fixed<string>
  hash: Fixed<string>
}

/** See the migrations for what each column is checked for. */
export interface SettingsTable {
  key: Fixed<string>
  value: string
  changed_at: Date
  changed_by: string
  row_version: Generated<number>
}

/** See the migrations for what each column is checked for. */
export interface IdempotencyKeysTable {
  principal: Fixed<string>
  key: Fixed<string>
  request_hash: string
  created_at: Date
  expires_at: Date
  claim: string
  response: Optional<string>
}

/** See the migrations for what each column is checked for. */
export interface PeopleTable {
  id: Fixed<string>
  name: string
  email: Fixed<string>
  role: PersonRole
  is_disabled: boolean
  created_at: Fixed<Date>
}

/** See the migrations for what each column is checked for. */
export interface ApiTokensTable {
  id: Fixed<string>
  person_id: Fixed<string>
  name: Fixed<string>
  secret_hash: Fixed<string>
  scopes: Fixed<string[]>
  created_at: Fixed<Date>
  expires_at: FixedOptional<Date>
  last_used_at: Optional<Date>
  revoked_at: Optional<Date>
}

/** See the migrations for what each column is checked for. */
export interface OneTimeLinksTable {
  secret_hash: Fixed<string>
  purpose: Fixed<LinkPurpose>
  person_id: FixedOptional<string>
  expires_at: Fixed<Date>
}
