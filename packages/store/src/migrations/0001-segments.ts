import { type Kysely, sql } from 'kysely'

/** Catalog versions, segments, their definitions, references, tags and schedules. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      -- Deleting for good (retention, erasure) is the one exception and has to be asked for within its transaction.
      IF TG_OP = 'DELETE' AND current_setting('coterie.purge', true) = 'on' THEN RETURN OLD; END IF;
      RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END $$
  `.execute(db)

  await sql`
    CREATE TABLE catalog_versions (
      version integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      catalog text NOT NULL,
      note text NOT NULL DEFAULT '',
      created_at timestamptz NOT NULL,
      created_by text NOT NULL
    )
  `.execute(db)

  // Names are compared by their folded form, which the program computes: servers differ in what they know of Unicode.
  await sql`
    CREATE TABLE segments (
      id uuid PRIMARY KEY,
      name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
      name_folded text COLLATE "C" NOT NULL,
      output_table text COLLATE "C" NOT NULL CHECK (output_table ~ '^[A-Za-z][A-Za-z0-9_]*$' AND length(output_table) <= 63),
      description text NOT NULL DEFAULT '' CHECK (length(description) <= 10000),
      audience text NOT NULL,
      origin text NOT NULL CHECK (origin IN ('builder', 'quick', 'similar', 'suggestion', 'code')),
      type text NOT NULL CHECK (type IN ('dynamic', 'static', 'expansion')),
      state text NOT NULL CHECK (state IN ('draft', 'active', 'inactive')),
      inspected boolean NOT NULL DEFAULT false,
      auto_cleanup_exempt boolean NOT NULL DEFAULT false,
      owner text NOT NULL,
      definition_version integer CHECK (definition_version > 0),
      created_at timestamptz NOT NULL,
      created_by text NOT NULL,
      changed_at timestamptz NOT NULL,
      changed_by text NOT NULL,
      deleted_at timestamptz,
      deleted_by text,
      row_version integer NOT NULL DEFAULT 1 CHECK (row_version > 0),
      CHECK ((deleted_at IS NULL) = (deleted_by IS NULL))
    )
  `.execute(db)
  await sql`CREATE UNIQUE INDEX segments_output_table ON segments (lower(output_table)) WHERE deleted_at IS NULL`.execute(
    db,
  )
  await sql`CREATE INDEX segments_name ON segments (name_folded, id)`.execute(db)
  await sql`CREATE INDEX segments_deleted ON segments (deleted_at) WHERE deleted_at IS NOT NULL`.execute(db)

  await sql`
    CREATE TABLE definition_versions (
      segment_id uuid NOT NULL REFERENCES segments ON DELETE CASCADE,
      version integer NOT NULL CHECK (version > 0),
      definition text NOT NULL,
      catalog_version integer REFERENCES catalog_versions,
      note text NOT NULL DEFAULT '',
      created_at timestamptz NOT NULL,
      created_by text NOT NULL,
      PRIMARY KEY (segment_id, version)
    )
  `.execute(db)
  await sql`
    ALTER TABLE segments ADD CONSTRAINT segments_definition_version
      FOREIGN KEY (id, definition_version) REFERENCES definition_versions (segment_id, version) DEFERRABLE INITIALLY DEFERRED
  `.execute(db)
  for (const table of ['catalog_versions', 'definition_versions']) {
    await sql`
      CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ${sql.table(table)} FOR EACH ROW EXECUTE FUNCTION refuse_change()
    `.execute(db)
    await sql`
      CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON ${sql.table(table)} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    `.execute(db)
  }

  await sql`
    CREATE TABLE segment_references (
      segment_id uuid NOT NULL REFERENCES segments ON DELETE CASCADE,
      refers_to uuid NOT NULL REFERENCES segments ON DELETE CASCADE,
      PRIMARY KEY (segment_id, refers_to),
      CHECK (segment_id <> refers_to)
    )
  `.execute(db)
  await sql`CREATE INDEX segment_references_reverse ON segment_references (refers_to)`.execute(db)

  await sql`
    CREATE TABLE tags (
      id uuid PRIMARY KEY,
      name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
      name_folded text COLLATE "C" NOT NULL UNIQUE,
      created_at timestamptz NOT NULL
    )
  `.execute(db)
  // Twenty places a segment: the limit holds whoever writes.
  await sql`
    CREATE TABLE segment_tags (
      segment_id uuid NOT NULL REFERENCES segments ON DELETE CASCADE,
      place smallint NOT NULL CHECK (place BETWEEN 1 AND 20),
      tag_id uuid NOT NULL REFERENCES tags,
      PRIMARY KEY (segment_id, place),
      UNIQUE (segment_id, tag_id)
    )
  `.execute(db)
  await sql`CREATE INDEX segment_tags_reverse ON segment_tags (tag_id)`.execute(db)

  await sql`
    CREATE TABLE schedules (
      id uuid PRIMARY KEY,
      segment_id uuid UNIQUE REFERENCES segments ON DELETE CASCADE,
      rule text NOT NULL,
      time_zone text NOT NULL,
      enabled boolean NOT NULL,
      changed_at timestamptz NOT NULL,
      changed_by text NOT NULL,
      row_version integer NOT NULL DEFAULT 1
    )
  `.execute(db)
  // The row without a segment is the system refresh; there is one.
  await sql`CREATE UNIQUE INDEX schedules_system ON schedules ((segment_id IS NULL)) WHERE segment_id IS NULL`.execute(
    db,
  )
}
