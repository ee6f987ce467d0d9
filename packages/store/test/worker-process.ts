/**
 * A process that works like a server's and can be ended or frozen at a failpoint. It reads orders from its input, one JSON
 * a line, and answers each with one line.
 */
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '../src/changes/new-id.ts'
import { openJobQueue } from '../src/jobs/job-queue.ts'
import { openLocalMembershipFiles } from '../src/memberships/local-membership-files.ts'
import { retireMemberships, sweepMembershipFiles } from '../src/memberships/retain-memberships.ts'
import { connect } from '../src/postgres/connect.ts'
import { enqueueRun } from '../src/runs/enqueue-run.ts'
import { type Failpoint, watchFailpoints } from '../src/runs/failpoint.ts'
import { recoverRuns } from '../src/runs/recover-runs.ts'
import { workRun } from '../src/runs/work-run.ts'
import { saveDefinition } from '../src/segments/save-definition.ts'
import { change, makeSegment } from './changes.ts'
import { testMembers } from './test-members.ts'

/** What the process is told to do, and where it is to end or freeze. */
export interface WorkerOrder {
  readonly task:
    | { readonly kind: 'run'; readonly runId: string; readonly leaseMs: number; readonly evaluateMs: number }
    | { readonly kind: 'change' }
    | { readonly kind: 'recover' }
    | { readonly kind: 'retain' }
  readonly at?: { readonly failpoint: Failpoint; readonly hit: number; readonly signal: 'SIGKILL' | 'SIGSTOP' }
}

const { TEST_DATABASE_URL: url = '', TEST_FOLDER: folder = '' } = process.env
const { db } = connect(url, 5)
const jobs = await openJobQueue({ db, url })
const files = await openLocalMembershipFiles(folder)
say({ ready: true })

for await (const line of createInterface({ input: process.stdin })) {
  const { task, at } = JSON.parse(line) as WorkerOrder
  const hits: Partial<Record<Failpoint, number>> = {}
  watchFailpoints((name) => {
    hits[name] = (hits[name] ?? 0) + 1
    if (name === at?.failpoint && hits[name] === at.hit) process.kill(process.pid, at.signal)
  })
  const end = await carryOut(task).catch((error: unknown) => String(error))
  watchFailpoints(undefined)
  say({ end, hits })
}
process.exit()

async function carryOut(task: WorkerOrder['task']): Promise<unknown> {
  switch (task.kind) {
    case 'run':
      return workRun(
        {
          db,
          jobs,
          files,
          owner: `process ${process.pid}`,
          newId,
          leaseMs: task.leaseMs,
          retryAfterMs: 0,
          evaluate: async function* (plan, control) {
            control.usesData('data 1')
            // Long enough for a heartbeat.
            await sleep(task.evaluateMs)
            for (const segment of plan.segments) {
              yield { kind: 'members', segmentId: segment.id, ordinals: testMembers(segment.id, plan.asOfMicros) }
            }
          },
        },
        task.runId,
      )
    case 'change': {
      const id = await makeSegment(db, { tags: [`by ${process.pid}`] })
      say({ made: id })
      await change(db, (work) => saveDefinition(work, id, null, { definition: '{"second":true}', references: [] }))
      say({ saved: id })
      const runId = await change(db, (work) =>
        enqueueRun(work, jobs, { segmentIds: [id], cause: 'manual', asOfMicros: Date.now() * 1000 }),
      )
      say({ queued: runId })
      return 'done'
    }
    case 'recover':
      return recoverRuns(db, jobs)
    case 'retain':
      await retireMemberships(db, new Date(Date.now() + 1000))
      return sweepMembershipFiles(db, files, { minAgeMs: 0 })
  }
}

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}
