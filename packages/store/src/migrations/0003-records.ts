import { type Kysely, sql } from 'kysely'

/** The audit trail, settings and idempotency keys. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Each record carries the hash of the one before: taking one out or changing one breaks every later hash.
  await sql`
    CREATE TABLE audit_records (
      sequence bigint PRIMARY KEY CHECK (sequence > 0),
      at timestamptz NOT NULL,
      actor_kind text NOT NULL,
      actor_id text NOT NULL,
      action text NOT NULL,
      subject_kind text NOT NULL,
      subject_id text NOT NULL,
      before text,
      after text,
      request_id text,
      previous_hash text NOT NULL,
      hash text NOT NULL
    )
  `.execute(db)
  await sql`CREATE INDEX audit_records_subject ON audit_records (subject_kind, subject_id, sequence DESC)`.execute(db)
  await sql`CREATE INDEX audit_records_actor ON audit_records (actor_id, sequence DESC)`.execute(db)
  await sql`
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_records FOR EACH ROW EXECUTE FUNCTION refuse_change()
  `.execute(db)
  await sql`
    CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON audit_records FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
  `.execute(db)

  await sql`
    CREATE TABLE settings (
      key text PRIMARY KEY,
      value text NOT NULL,
      changed_at timestamptz NOT NULL,
      changed_by text NOT NULL,
      row_version integer NOT NULL DEFAULT 1
    )
  `.execute(db)

  await sql`
    CREATE TABLE idempotency_keys (
      principal text NOT NULL,
      key text NOT NULL,
      request_hash text NOT NULL,
      created_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      claim uuid NOT NULL,
      response text,
      PRIMARY KEY (principal, key)
    )
  `.execute(db)
  await sql`CREATE INDEX idempotency_keys_expiry ON idempotency_keys (expires_at)`.execute(db)
}
