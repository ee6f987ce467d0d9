/**
 * Named places at which a test may end or freeze the process. Each lies where something was made durable, or is about to
 * be; together they are every moment at which a killed process leaves a different state behind.
 */
export const FAILPOINTS = [
  'change.before-commit',
  'change.committed',
  'run.claimed',
  'run.fenced-before-commit',
  'run.fenced-committed',
  'run.heartbeat-sent',
  'run.verified',
  'run.segment-published',
  'members.file-created',
  'members.slice-written',
  'members.before-sync',
  'members.before-rename',
  'members.renamed',
  'recovery.before-commit',
  'recovery.committed',
  'retention.rows-removed',
  'retention.file-removed',
] as const

export type Failpoint = (typeof FAILPOINTS)[number]

let hook: ((name: Failpoint) => void) | undefined

/** Marks a place; does nothing unless a test watches. */
export function failpoint(name: Failpoint): void {
  hook?.(name)
}

/** Lets a test act at every failpoint of this process. In production there is no way to. */
export function watchFailpoints(watch: ((name: Failpoint) => void) | undefined): void {
  const { NODE_ENV } = process.env
  if (NODE_ENV === 'production') throw new Error('failpoints are off in production')
  hook = watch
}
