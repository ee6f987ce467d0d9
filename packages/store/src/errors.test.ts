import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { StoreError, type StoreErrorCode } from './errors.ts'

/** One of each, so that all wording can be read in one place. */
const SAMPLES: { readonly [Code in StoreErrorCode]: StoreError<Code>['params'] } = {
  'postgres-binaries-missing': { platform: 'linux-mips' },
  'unprivileged-user-missing': { user: 'coterie' },
  'data-folder-unreachable': { folder: '/root/data/postgres', blocked: '/root', user: 'postgres' },
  'data-folder-in-use': { folder: '/data/postgres' },
  'cluster-version': { cluster: '/data/postgres/cluster', found: 17, expected: 18 },
  'cluster-initialisation-failed': { cluster: '/data/postgres/cluster', log: 'initdb: error: …' },
  'server-start-failed': { cluster: '/data/postgres/cluster', log: 'FATAL: …' },
  'server-stop-failed': { cluster: '/data/postgres/cluster', processes: [12, 13] },
  'database-url-invalid': {},
  'database-unreachable': { host: 'db.example:5432' },
  'database-too-old': { found: '14.9', required: 15 },
  'database-newer': { unknownMigrations: ['0009-future'] },
  'migration-failed': { migration: '0002-runs' },
  'row-version-stale': { segment: 's', expected: 1, found: 2 },
  'segment-missing': { segment: 's' },
  'segment-deleted': { segment: 's' },
  'segment-not-deleted': { segment: 's' },
  'segment-in-use': { segment: 's', uses: ['Big spenders', 'Lapsing'] },
  'segment-invalid': { field: 'name', rule: '1 to 200 characters' },
  'segment-busy': { segment: 's', run: 'r' },
  'segment-without-definition': { segment: 's' },
  'segment-not-refreshable': { segment: 's', reason: 'it is inactive' },
  'output-table-taken': { outputTable: 'Big_spenders', segment: null },
  'reference-missing': { segment: 's', references: ['t', 'u'] },
  'reference-circle': { segment: 's', circle: ['s', 't', 's'] },
  'definition-version-missing': { segment: 's', version: 3 },
  'cursor-invalid': {},
  'run-missing': { run: 'r' },
  'run-empty': {},
  'lease-lost': { run: 'r', epoch: 2 },
  'run-cancelled': { run: 'r' },
  'worker-stopping': { run: 'r' },
  'members-not-ascending': { position: 7 },
  'member-file-missing': { file: 'r-1' },
  'member-file-damaged': { file: 'r-1', reason: 'it ends early' },
  'membership-version-missing': { segment: 's', asOfMicros: null },
  'setting-stale': { key: 'limit' },
  'schedule-stale': { schedule: 'system' },
  'schedule-missing': { schedule: 'system' },
  'idempotency-key-reused': { key: 'k' },
  'idempotency-key-in-flight': { key: 'k' },
  'person-missing': { person: 'p' },
  'person-exists': { email: 'ada@example.com' },
  'last-administrator': { person: 'p' },
  'token-missing': { token: 't' },
  'audit-broken': { sequence: 5 },
}

/** What no test can bring about here: another user database, an older server, processes that survive SIGKILL. */
const OUT_OF_REACH: readonly string[] = ['unprivileged-user-missing', 'server-stop-failed', 'database-too-old']

it('say what is wrong and what to do', async () => {
  // The keys are those of `SAMPLES`.
  const codes = Object.keys(SAMPLES) as StoreErrorCode[]
  const lines = codes.map((code) => {
    const error = new StoreError(code, SAMPLES[code])
    return `${code} (${error.kind}): ${error.message}`
  })
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('errors.expected')
})

it('are each met by a test', async () => {
  const folder = import.meta.dirname
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.test.ts'))
  const others = names.filter((name) => name !== 'errors.test.ts')
  const tests = (await Promise.all(others.map((name) => readFile(join(folder, name), 'utf8')))).join('\n')
  const unmet = Object.keys(SAMPLES).filter((code) => !tests.includes(`'${code}'`))
  expect(unmet).toEqual(OUT_OF_REACH)
})
