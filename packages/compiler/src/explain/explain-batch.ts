import { type BatchOptions, compileBatch } from '../batch/compile-batch.ts'
import { orderSegments } from '../batch/order-segments.ts'
import type { Condition } from '../plan/condition.ts'
import { printPlan } from '../plan/print-plan.ts'

/** Every stage of compiling as text: for each segment its plan, the plan after each rule that changed it, and the SQL. */
export function explainBatch(options: BatchOptions): string {
  const segments = orderSegments(options.segments)
  const stages = segments.map((): string[] => [])
  let before: readonly Condition[] = []
  const { shared, segments: compiled } = compileBatch(options, (rule, conditions) => {
    conditions.forEach((condition, i) => {
      if (condition === before[i]) return
      stages[i]?.push(section(rule === 'plan' ? 'plan' : `after ${rule}`, printPlan(condition)))
    })
    before = conditions
  })
  const sharedText = shared.map(({ name, description, sql }) => section(`shared ${name}: ${description}`, sql))
  const segmentText = segments.map(({ id }, i) => {
    const sql = compiled[i]?.sql ?? ''
    return section(`segment ${id}`, [...(stages[i] ?? []), section(`SQL for ${options.dialect}`, sql)].join('\n'))
  })
  return `${[...sharedText, ...segmentText].join('\n\n')}\n`
}

const section = (title: string, body: string): string =>
  [`${title}:`, ...body.split('\n').map((line) => `  ${line}`)].join('\n')
