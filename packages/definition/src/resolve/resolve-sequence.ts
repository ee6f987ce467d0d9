import { childPointer } from '../diagnostics/pointer.ts'
import { allowedUnits } from '../operators/index.ts'
import { withinLast } from '../operators/within-last.ts'
import type { ReferenceNode, SequenceNode, StepNode } from '../tree/tree.ts'
import { emptyGroup, resolveGroup } from './resolve-condition.ts'
import type { ColumnSubject, ResolvedSequence, SequenceStep } from './resolved.ts'
import { type RowScope, resolveColumnOnRow, rowScope, type Scope } from './scope.ts'
import { addTable, addTablesUsed } from './tables-used.ts'

type TimeType = ResolvedSequence['timeType']

/** A sequence with its names looked up; null where a step is wrong (and reported). */
export function resolveSequence(node: SequenceNode, scope: Scope): ResolvedSequence | null {
  const { pointer } = node
  const steps: (SequenceStep | null)[] = []
  let timeType: TimeType | null = null
  for (const [i, step] of node.steps.entries()) {
    const resolved = resolveStep(step, timeType, scope)
    timeType ??= timeTypeOf(resolved?.time ?? null)
    steps.push(resolved)
    const isBetween = node.steps.slice(i + 1).some((later) => !later.absent)
    if (step.absent && step.within != null && isBetween) {
      scope.report('sequence-window-without-effect', childPointer(step.pointer, 'within'), {})
    }
  }
  if (timeType === null || !steps.every((step) => step !== null)) return null
  return { kind: 'sequence', steps, timeType, pointer }
}

function timeTypeOf(time: ColumnSubject | null): TimeType | null {
  return time?.type === 'date' || time?.type === 'datetime' ? time.type : null
}

function resolveStep(node: StepNode, expected: TimeType | null, scope: Scope): SequenceStep | null {
  const tables = new Set<string>()
  addTable(node.time?.text, scope.names, tables)
  if (node.where != null) addTablesUsed(node.where, scope.names, tables)
  const row = rowScope(node.path, tables, node.pointer, scope)
  const time = node.time === null ? null : resolveTime(node.time, expected, row)
  checkWindow(node, time, scope)
  const where = node.where == null ? emptyGroup(childPointer(node.pointer, 'where')) : resolveGroup(node.where, row)
  if (row.path === null || time === null) return null
  return { absent: node.absent, path: row.path, time, where, within: node.within ?? null }
}

function resolveTime(reference: ReferenceNode, expected: TimeType | null, row: RowScope): ColumnSubject | null {
  const time = resolveColumnOnRow(reference, row)
  if (time === null) return null
  const { type } = time
  if (timeTypeOf(time) === null) {
    row.report('sequence-time-type', reference.pointer, { attribute: reference.text, type })
    return null
  }
  if (expected !== null && type !== expected) {
    row.report('sequence-mixed-times', reference.pointer, { attribute: reference.text, type, expected })
  }
  return time
}

function checkWindow({ within, pointer }: StepNode, time: ColumnSubject | null, { report }: Scope): void {
  if (within == null || time?.type !== 'date') return
  const units = allowedUnits(withinLast, 'date')
  if (!units.includes(within.unit)) {
    report('unit-on-date', childPointer(childPointer(pointer, 'within'), 'unit'), { unit: within.unit, units })
  }
}
