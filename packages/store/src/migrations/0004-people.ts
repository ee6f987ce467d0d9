import { type Kysely, sql } from 'kysely'

/** People and what lets them and their programs in; the numbers of profiles. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Passwords and sessions belong to the sign-in, which has tables of its own; a person here has the same id there.
  await sql`
    CREATE TABLE people (
      id uuid PRIMARY KEY,
      name text NOT NULL,
      email text NOT NULL,
      role text NOT NULL CHECK (role IN ('viewer', 'contributor', 'administrator')),
      is_disabled boolean NOT NULL DEFAULT false,
      created_at timestamptz NOT NULL
    )
  `.execute(db)
  await sql`CREATE UNIQUE INDEX people_email ON people (lower(email))`.execute(db)

  // Secrets are kept as SHA-256 only.
  await sql`
    CREATE TABLE api_tokens (
      id uuid PRIMARY KEY,
      person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
      name text NOT NULL,
      secret_hash text NOT NULL UNIQUE,
      scopes text[] NOT NULL,
      created_at timestamptz NOT NULL,
      expires_at timestamptz,
      last_used_at timestamptz,
      revoked_at timestamptz
    )
  `.execute(db)
  await sql`CREATE INDEX api_tokens_person ON api_tokens (person_id)`.execute(db)
  await sql`
    CREATE TABLE one_time_links (
      secret_hash text PRIMARY KEY,
      purpose text NOT NULL CHECK (purpose IN ('setup', 'sign-in')),
      person_id uuid REFERENCES people ON DELETE CASCADE,
      expires_at timestamptz NOT NULL
    )
  `.execute(db)

  // Members are kept as numbers of profiles. A number is given once and never to another profile.
  await sql`
    CREATE TABLE profile_ordinals (
      audience text NOT NULL,
      ordinal bigint NOT NULL CHECK (ordinal BETWEEN 0 AND 4294967295),
      key text NOT NULL,
      PRIMARY KEY (audience, ordinal)
    )
  `.execute(db)
  await sql`CREATE UNIQUE INDEX profile_ordinals_key ON profile_ordinals (audience, md5(key))`.execute(db)
}
