/** Who has to act: the caller, the operator of the service, nobody (this cannot be done), the database's owner, …, us. */
export type StoreErrorKind = 'input' | 'config' | 'unsupported' | 'engine' | 'conflict' | 'unavailable' | 'bug'

interface ErrorParams {
  'postgres-binaries-missing': { readonly platform: string }
  'unprivileged-user-missing': { readonly user: string }
  'data-folder-unreachable': { readonly folder: string; readonly blocked: string; readonly user: string }
  'data-folder-in-use': { readonly folder: string }
  'cluster-version': { readonly cluster: string; readonly found: number; readonly expected: number }
  'cluster-initialisation-failed': { readonly cluster: string; readonly log: string }
  'server-start-failed': { readonly cluster: string; readonly log: string }
  'server-stop-failed': { readonly cluster: string; readonly processes: readonly number[] }
  'database-url-invalid': Readonly<Record<string, never>>
  'database-unreachable': { readonly host: string }
  'database-too-old': { readonly found: string; readonly required: number }
  'database-newer': { readonly unknownMigrations: readonly string[] }
  'migration-failed': { readonly migration: string | null }
  'row-version-stale': { readonly segment: string; readonly expected: number; readonly found: number }
  'segment-missing': { readonly segment: string }
  'segment-deleted': { readonly segment: string }
  'segment-not-deleted': { readonly segment: string }
  'segment-in-use': { readonly segment: string; readonly uses: readonly string[] }
  'segment-invalid': { readonly field: string; readonly rule: string }
  'segment-busy': { readonly segment: string; readonly run: string }
  'segment-without-definition': { readonly segment: string }
  'segment-not-refreshable': { readonly segment: string; readonly reason: string }
  'output-table-taken': { readonly outputTable: string; readonly segment: string | null }
  'reference-missing': { readonly segment: string; readonly references: readonly string[] }
  'reference-circle': { readonly segment: string; readonly circle: readonly string[] }
  'definition-version-missing': { readonly segment: string; readonly version: number }
  'cursor-invalid': Readonly<Record<string, never>>
  'run-missing': { readonly run: string }
  'run-empty': Readonly<Record<string, never>>
  'lease-lost': { readonly run: string; readonly epoch: number }
  'run-cancelled': { readonly run: string }
  'worker-stopping': { readonly run: string }
  'members-not-ascending': { readonly position: number }
  'member-file-missing': { readonly file: string }
  'member-file-damaged': { readonly file: string; readonly reason: string }
  'membership-version-missing': { readonly segment: string; readonly asOfMicros: number | null }
  'setting-stale': { readonly key: string }
  'schedule-stale': { readonly schedule: string }
  'schedule-missing': { readonly schedule: string }
  'idempotency-key-reused': { readonly key: string }
  'idempotency-key-in-flight': { readonly key: string }
  'person-missing': { readonly person: string }
  'person-exists': { readonly email: string }
  'last-administrator': { readonly person: string }
  'token-missing': { readonly token: string }
  'audit-broken': { readonly sequence: number }
}

/** Stable names of everything the store can fail with; never renamed or reused. */
export type StoreErrorCode = keyof ErrorParams

type Catalogue = {
  readonly [Code in StoreErrorCode]: {
    readonly kind: StoreErrorKind
    readonly message: (params: ErrorParams[Code]) => string
  }
}

const CATALOGUE: Catalogue = {
  'postgres-binaries-missing': {
    kind: 'config',
    message: ({ platform }) =>
      `No PostgreSQL is installed beside this package for \`${platform}\`. Install the optional dependencies, or set DATABASE_URL to a server of your own.`,
  },
  'unprivileged-user-missing': {
    kind: 'config',
    message: ({ user }) =>
      `PostgreSQL does not run as root, and the system user \`${user}\` could not be made. Make it (\`useradd --system ${user}\`), or start as an ordinary user.`,
  },
  'data-folder-unreachable': {
    kind: 'config',
    message: ({ folder, blocked, user }) =>
      `PostgreSQL runs as \`${user}\`, who may not pass through \`${blocked}\` to \`${folder}\`. Choose a data folder elsewhere, allow passing (\`chmod o+x ${blocked}\`), or start as an ordinary user.`,
  },
  'data-folder-in-use': {
    kind: 'conflict',
    message: ({ folder }) =>
      `Another process owns \`${folder}\` and its server does not answer. End that process, or choose another data folder.`,
  },
  'cluster-version': {
    kind: 'config',
    message: ({ cluster, found, expected }) =>
      `\`${cluster}\` was made by PostgreSQL ${found}, and PostgreSQL ${expected} is installed. Run it with version ${found}, or move the data with pg_dump and pg_restore.`,
  },
  'cluster-initialisation-failed': {
    kind: 'engine',
    message: ({ cluster, log }) => `The database cluster \`${cluster}\` could not be made: ${log}`,
  },
  'server-start-failed': {
    kind: 'engine',
    message: ({ cluster, log }) =>
      `The server of \`${cluster}\` does not start. The end of its log (\`server.log\` beside it): ${log}`,
  },
  'server-stop-failed': {
    kind: 'engine',
    message: ({ cluster, processes }) =>
      `Processes of the server of \`${cluster}\` do not end: ${processes.join(', ')}. End them and start again.`,
  },
  'database-url-invalid': {
    kind: 'config',
    message: () => 'DATABASE_URL is not a PostgreSQL address. Write postgres://user:password@host:port/database.',
  },
  'database-unreachable': {
    kind: 'unavailable',
    message: ({ host }) =>
      `The database at \`${host}\` does not take the connection. Check that it runs, and its address, user and password.`,
  },
  'database-too-old': {
    kind: 'config',
    message: ({ found, required }) =>
      `The database is PostgreSQL ${found}; at least ${required} is needed. Upgrade it, or leave DATABASE_URL away to use the built-in one.`,
  },
  'database-newer': {
    kind: 'config',
    message: ({ unknownMigrations }) =>
      `The database was used by a newer release (it has ${unknownMigrations.join(', ')}). Start that release or a later one.`,
  },
  'migration-failed': {
    kind: 'engine',
    message: ({ migration }) =>
      `The database's schema could not be brought up to date${migration === null ? '' : ` (${migration})`}; nothing was changed.`,
  },
  'row-version-stale': {
    kind: 'conflict',
    message: ({ segment, expected, found }) =>
      `Segment \`${segment}\` was changed meanwhile: version ${expected} was expected, ${found} is current. Read it again and repeat the change.`,
  },
  'segment-missing': { kind: 'input', message: ({ segment }) => `There is no segment \`${segment}\`.` },
  'segment-deleted': {
    kind: 'input',
    message: ({ segment }) => `Segment \`${segment}\` is deleted. Restore it first.`,
  },
  'segment-not-deleted': {
    kind: 'input',
    message: ({ segment }) => `Segment \`${segment}\` is not deleted, so there is nothing to restore.`,
  },
  'segment-in-use': {
    kind: 'conflict',
    message: ({ segment, uses }) =>
      `Segment \`${segment}\` is used by ${uses.map((use) => `\`${use}\``).join(', ')}. Change those first, or delete it all the same.`,
  },
  'segment-invalid': {
    kind: 'input',
    message: ({ field, rule }) => `The segment's \`${field}\` is not valid: ${rule}.`,
  },
  'segment-busy': {
    kind: 'conflict',
    message: ({ segment, run }) =>
      `Segment \`${segment}\` is already being refreshed by run \`${run}\`. Wait for it or cancel it.`,
  },
  'segment-without-definition': {
    kind: 'input',
    message: ({ segment }) => `Segment \`${segment}\` has no definition yet. Save one first.`,
  },
  'segment-not-refreshable': {
    kind: 'input',
    message: ({ segment, reason }) => `Segment \`${segment}\` is not refreshed: ${reason}.`,
  },
  'output-table-taken': {
    kind: 'conflict',
    message: ({ outputTable }) => `The output table name \`${outputTable}\` is taken. Choose another.`,
  },
  'reference-missing': {
    kind: 'input',
    message: ({ segment, references }) =>
      `The definition of \`${segment}\` refers to segments that do not exist: ${references.map((id) => `\`${id}\``).join(', ')}.`,
  },
  'reference-circle': {
    kind: 'conflict',
    message: ({ circle }) =>
      `Segments would refer to each other in a circle: ${circle.map((id) => `\`${id}\``).join(' → ')}. Remove one of the references.`,
  },
  'definition-version-missing': {
    kind: 'input',
    message: ({ segment, version }) => `Segment \`${segment}\` has no definition version ${version}.`,
  },
  'cursor-invalid': {
    kind: 'input',
    message: () => 'The cursor does not belong to this list and order. Start from the first page.',
  },
  'run-missing': { kind: 'input', message: ({ run }) => `There is no run \`${run}\`.` },
  'run-empty': { kind: 'input', message: () => 'A run needs at least one segment.' },
  'lease-lost': {
    kind: 'conflict',
    message: ({ run, epoch }) =>
      `This worker no longer holds run \`${run}\` (its epoch ${epoch} has passed); nothing it writes counts.`,
  },
  'run-cancelled': { kind: 'input', message: ({ run }) => `Run \`${run}\` was cancelled.` },
  'worker-stopping': {
    kind: 'unavailable',
    message: ({ run }) => `The worker of run \`${run}\` is being stopped; another one will go on with it.`,
  },
  'members-not-ascending': {
    kind: 'bug',
    message: ({ position }) => `Member ordinals must be ascending and distinct; the one at ${position} is not.`,
  },
  'member-file-missing': {
    kind: 'engine',
    message: ({ file }) =>
      `The membership file \`${file}\` is gone. Restore it from a backup, or refresh its segments.`,
  },
  'member-file-damaged': {
    kind: 'engine',
    message: ({ file, reason }) =>
      `The membership file \`${file}\` is damaged: ${reason}. Restore it from a backup, or refresh its segments.`,
  },
  'membership-version-missing': {
    kind: 'input',
    message: ({ segment, asOfMicros }) =>
      asOfMicros === null
        ? `Segment \`${segment}\` has no members yet: it was never refreshed.`
        : `No members of segment \`${segment}\` are kept for that time.`,
  },
  'setting-stale': {
    kind: 'conflict',
    message: ({ key }) => `Setting \`${key}\` was changed meanwhile. Read it again and repeat the change.`,
  },
  'schedule-stale': {
    kind: 'conflict',
    message: ({ schedule }) => `Schedule \`${schedule}\` was changed meanwhile. Read it again and repeat the change.`,
  },
  'schedule-missing': { kind: 'input', message: ({ schedule }) => `There is no schedule \`${schedule}\`.` },
  'idempotency-key-reused': {
    kind: 'input',
    message: ({ key }) => `The idempotency key \`${key}\` was used with another request. Use a new key.`,
  },
  'idempotency-key-in-flight': {
    kind: 'conflict',
    message: ({ key }) => `The request with idempotency key \`${key}\` is still being answered. Repeat it later.`,
  },
  'person-missing': { kind: 'input', message: ({ person }) => `There is no person \`${person}\`.` },
  'person-exists': {
    kind: 'conflict',
    message: ({ email }) => `Somebody has the e-mail address \`${email}\` already.`,
  },
  'last-administrator': {
    kind: 'conflict',
    message: () => 'The last administrator cannot be changed or disabled. Make somebody else an administrator first.',
  },
  'token-missing': { kind: 'input', message: ({ token }) => `There is no token \`${token}\`.` },
  'audit-broken': {
    kind: 'bug',
    message: ({ sequence }) => `The audit trail is broken at record ${sequence}: it was changed outside the product.`,
  },
}

/** Everything the store throws. `kind` decides status, exit codes and retries; tests and programs look at `code` and `params`, never at the text. */
export class StoreError<Code extends StoreErrorCode = StoreErrorCode> extends Error {
  override readonly name = 'StoreError'
  readonly code: Code
  readonly params: ErrorParams[Code]

  constructor(code: Code, params: ErrorParams[Code], cause?: unknown) {
    super(CATALOGUE[code].message(params), cause === undefined ? undefined : { cause })
    this.code = code
    this.params = params
  }

  get kind(): StoreErrorKind {
    return CATALOGUE[this.code].kind
  }
}

/** Whether an error is the store's own with a given code. */
export function isStoreError<Code extends StoreErrorCode>(error: unknown, code: Code): error is StoreError<Code> {
  return error instanceof StoreError && error.code === code
}
