import { type Kysely, sql } from 'kysely'
import { SCHEMA } from '../src/migrations/migrate.ts'
import type { Schema } from '../src/schema.ts'

/** Every column, constraint, index and trigger of our schema as text, the same on every supported version. */
export async function describeSchema(db: Kysely<Schema>): Promise<string> {
  const lines = await sql<{ line: string }>`
    SELECT * FROM (
      SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
        || CASE a.attidentity WHEN 'a' THEN ' IDENTITY' ELSE '' END
        || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
        || coalesce(' COLLATE ' || (SELECT collname FROM pg_collation k WHERE k.oid = a.attcollation AND collname <> 'default'), '') AS line
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
      WHERE c.relnamespace = ${SCHEMA}::regnamespace AND c.relkind = 'r'
      UNION ALL
      -- From 18 on NOT NULL is listed as a constraint too; the columns show it already.
      SELECT conrelid::regclass::text || ' CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = ${SCHEMA}::regnamespace AND contype <> 'n' AND conrelid <> 0
      UNION ALL
      SELECT tablename || ' INDEX ' || indexdef FROM pg_indexes WHERE schemaname = ${SCHEMA}
      UNION ALL
      SELECT tgrelid::regclass::text || ' TRIGGER ' || pg_get_triggerdef(t.oid)
      FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid WHERE c.relnamespace = ${SCHEMA}::regnamespace AND NOT tgisinternal
    ) AS lines ORDER BY line COLLATE "C"
  `.execute(db)
  return `${lines.rows.map((row) => row.line.replaceAll(/\s+/g, ' ')).join('\n')}\n`
}
