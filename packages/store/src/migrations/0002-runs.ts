import { type Kysely, sql } from 'kysely'

/** Runs with their leases, steps and outcomes; membership versions, their slices, and the pointer that makes one current. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE runs (
      id uuid PRIMARY KEY,
      cause text NOT NULL CHECK (cause IN ('manual', 'schedule', 'system', 'retry', 'import')),
      state text NOT NULL CHECK (state IN ('queued', 'running', 'succeeded', 'partial', 'failed', 'canceled')),
      as_of_micros bigint NOT NULL,
      catalog_version integer REFERENCES catalog_versions,
      data_version text,
      requested_at timestamptz NOT NULL,
      requested_by text NOT NULL,
      not_before timestamptz NOT NULL,
      started_at timestamptz,
      finished_at timestamptz,
      attempt integer NOT NULL DEFAULT 0,
      max_attempts integer NOT NULL CHECK (max_attempts > 0),
      epoch integer NOT NULL DEFAULT 0,
      lease_owner text,
      lease_expires_at timestamptz,
      heartbeat_at timestamptz,
      progress text,
      cancel_requested_at timestamptz,
      cancel_requested_by text,
      error text,
      CHECK ((state = 'running') = (lease_expires_at IS NOT NULL)),
      CHECK ((state IN ('queued', 'running')) = (finished_at IS NULL))
    )
  `.execute(db)
  await sql`CREATE INDEX runs_open ON runs (state, lease_expires_at, not_before) WHERE finished_at IS NULL`.execute(db)
  await sql`CREATE INDEX runs_requested ON runs (requested_at DESC, id DESC)`.execute(db)

  await sql`
    CREATE TABLE run_steps (
      run_id uuid NOT NULL REFERENCES runs ON DELETE CASCADE,
      attempt integer NOT NULL,
      place integer NOT NULL,
      name text NOT NULL,
      state text NOT NULL CHECK (state IN ('running', 'succeeded', 'failed', 'canceled')),
      started_at timestamptz NOT NULL,
      finished_at timestamptz,
      done bigint NOT NULL DEFAULT 0,
      total bigint,
      error text,
      PRIMARY KEY (run_id, attempt, place)
    )
  `.execute(db)

  // An immutable statement of who was a member. A row appears in the transaction that publishes it and never before.
  await sql`
    CREATE TABLE membership_versions (
      id uuid PRIMARY KEY,
      segment_id uuid NOT NULL REFERENCES segments ON DELETE CASCADE,
      run_id uuid NOT NULL REFERENCES runs,
      as_of_micros bigint NOT NULL,
      definition_version integer NOT NULL,
      catalog_version integer,
      data_version text,
      previous_id uuid REFERENCES membership_versions,
      member_count bigint NOT NULL CHECK (member_count >= 0),
      checksum text NOT NULL,
      entered_count bigint NOT NULL CHECK (entered_count >= 0),
      left_count bigint NOT NULL CHECK (left_count >= 0),
      epoch integer NOT NULL,
      published_at timestamptz NOT NULL,
      UNIQUE (segment_id, run_id),
      FOREIGN KEY (segment_id, definition_version) REFERENCES definition_versions (segment_id, version)
    )
  `.execute(db)
  await sql`
    CREATE INDEX membership_versions_time ON membership_versions (segment_id, as_of_micros DESC, published_at DESC)
  `.execute(db)
  await sql`CREATE INDEX membership_versions_run ON membership_versions (run_id)`.execute(db)
  await sql`CREATE INDEX membership_versions_previous ON membership_versions (previous_id)`.execute(db)
  await sql`
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON membership_versions FOR EACH ROW EXECUTE FUNCTION refuse_change()
  `.execute(db)
  await sql`
    CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON membership_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  `.execute(db)

  // Where a version's members lie. Retention removes these rows, then the files; the version's counts stay.
  await sql`
    CREATE TABLE membership_slices (
      version_id uuid NOT NULL REFERENCES membership_versions ON DELETE CASCADE,
      part text NOT NULL CHECK (part IN ('members', 'entered', 'left')),
      file text NOT NULL,
      byte_offset bigint NOT NULL,
      byte_length bigint NOT NULL,
      member_count bigint NOT NULL,
      checksum text NOT NULL,
      PRIMARY KEY (version_id, part)
    )
  `.execute(db)
  await sql`CREATE INDEX membership_slices_file ON membership_slices (file)`.execute(db)

  await sql`
    CREATE TABLE segment_pointers (
      segment_id uuid PRIMARY KEY REFERENCES segments ON DELETE CASCADE,
      version_id uuid NOT NULL REFERENCES membership_versions,
      published_at timestamptz NOT NULL,
      stale_since timestamptz,
      stale_run_id uuid REFERENCES runs,
      stale_reason text,
      CHECK ((stale_since IS NULL) = (stale_reason IS NULL))
    )
  `.execute(db)
  await sql`CREATE INDEX segment_pointers_version ON segment_pointers (version_id)`.execute(db)

  await sql`
    CREATE TABLE run_segments (
      run_id uuid NOT NULL REFERENCES runs ON DELETE CASCADE,
      segment_id uuid NOT NULL REFERENCES segments ON DELETE CASCADE,
      place integer NOT NULL,
      definition_version integer NOT NULL,
      status text NOT NULL CHECK (status IN ('queued', 'refreshing', 'successful', 'failure', 'failed-permanent', 'canceled', 'skipped')),
      is_open boolean NOT NULL,
      requested_at timestamptz NOT NULL,
      started_at timestamptz,
      finished_at timestamptz,
      member_count bigint,
      entered_count bigint,
      left_count bigint,
      version_id uuid REFERENCES membership_versions,
      error text,
      inspection text,
      PRIMARY KEY (run_id, segment_id)
    )
  `.execute(db)
  // A segment is refreshed by one run at a time, so that an older result can never replace a newer one.
  await sql`CREATE UNIQUE INDEX run_segments_open ON run_segments (segment_id) WHERE is_open`.execute(db)
  await sql`CREATE INDEX run_segments_latest ON run_segments (segment_id, requested_at DESC, run_id DESC)`.execute(db)
}
