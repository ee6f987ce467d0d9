import { describeValue, printPlan } from '../plan/print-plan.ts'
import type { SharedNode } from './choose-shared.ts'

/** What a shared relation holds and how often it is read, for `explain`. */
export function describeShared({ node, readers }: SharedNode): string {
  const [first = ''] = node.kind === 'aggregate' ? [describeValue(node)] : printPlan(node).split('\n')
  return `${first}, read ${readers} times`
}
