import { operatorNamed } from '../operators/index.ts'
import type { EvaluatedOperand, EvaluatedOperands } from '../operators/operator.ts'
import type { Operand, ResolvedCondition, ResolvedGroup, ResolvedTest, Subject } from '../resolve/resolved.ts'
import type { Value } from '../values/value.ts'
import type { AudienceEvaluation } from './audience-evaluation.ts'
import type { JoinedRow, RowTest } from './joined-rows.ts'

type Slots = ReadonlyMap<string, number>

/** A condition as a test of joined rows whose tables stand in `slots`. The row's first position is its profile. */
export function rowTest(condition: ResolvedCondition, slots: Slots, evaluation: AudienceEvaluation): RowTest {
  switch (condition.kind) {
    case 'group':
      return groupTest(condition, slots, evaluation)
    case 'test':
      return operatorTest(condition, slots, evaluation)
    case 'segment':
      return (row) => (evaluation.segmentMembers(condition.segment)[profileOf(row)] === 1) !== condition.negated
    case 'sequence':
      return (row) => evaluation.sequence(condition)[profileOf(row)] === 1
  }
}

function groupTest(group: ResolvedGroup, slots: Slots, evaluation: AudienceEvaluation): RowTest {
  const tests = group.conditions.map((condition) => rowTest(condition, slots, evaluation))
  switch (group.match) {
    case 'all':
      return (row) => tests.every((test) => test(row))
    case 'any':
      return (row) => tests.some((test) => test(row))
    case 'none':
      return (row) => !tests.some((test) => test(row))
  }
}

function operatorTest(test: ResolvedTest, slots: Slots, evaluation: AudienceEvaluation): RowTest {
  const operator = operatorNamed(test.operator)
  if (operator.kind === 'ranking') return (row) => (evaluation.ranked(test)[profileOf(row)] === 1) !== test.negated
  const subject = subjectOn(test.subject, slots, evaluation)
  const operandsOf = operandsOn(test, slots, evaluation)
  const onNull = operator.onNull ?? false
  // The negative twin is the complement of the positive form, nulls included: nothing else is needed for two-valued logic.
  return (row) => {
    const value = subject(row)
    if (value === null) return onNull !== test.negated
    const operands = operandsOf(row)
    const holds = operands !== null && operator.evaluate(value, operands, evaluation.clock)
    return holds !== test.negated
  }
}

/** The value a subject has on a joined row. */
export function subjectOn(subject: Subject, slots: Slots, evaluation: AudienceEvaluation): (row: JoinedRow) => Value {
  if (subject.kind === 'value') {
    const { value } = subject
    let values: readonly Value[] | undefined
    return (row) => {
      values ??= evaluation.values(value)
      return values[profileOf(row)] ?? null
    }
  }
  const slot = slots.get(subject.table)
  if (slot === undefined) throw new Error(`\`${subject.table}\` is not on the path of this condition.`)
  const rows = evaluation.store.rows(subject.table)
  const column = evaluation.store.columnIndex(subject.table, subject.column)
  return (row) => rows[row[slot] ?? -1]?.[column] ?? null
}

/** The operands a joined row gives, null when one of them is null. */
function operandsOn(
  test: ResolvedTest,
  slots: Slots,
  evaluation: AudienceEvaluation,
): (row: JoinedRow) => EvaluatedOperands | null {
  const { value, from, to, ...rest } = test.operands
  const places = Object.entries({ value, from, to }).flatMap(([place, operand]) =>
    operand === undefined ? [] : [{ place, on: operandOn(operand, slots, evaluation) }],
  )
  const isFixed = [value, from, to].every((operand) => operand?.kind !== 'subject')

  function evaluate(row: JoinedRow): EvaluatedOperands | null {
    const evaluated: Record<string, EvaluatedOperand> = {}
    for (const { place, on } of places) {
      const operand = on(row)
      if (operand === null) return null
      evaluated[place] = operand
    }
    return { ...rest, ...evaluated }
  }

  if (!isFixed) return evaluate
  const operands = evaluate([])
  return () => operands
}

function operandOn(
  operand: Operand,
  slots: Slots,
  evaluation: AudienceEvaluation,
): (row: JoinedRow) => EvaluatedOperand | null {
  switch (operand.kind) {
    case 'literal':
      return () => asOperand(operand.type, operand.value, false)
    case 'today':
      return () => ({ type: 'date', value: evaluation.clock.today, fromSubject: false })
    case 'subject': {
      const subject = subjectOn(operand.subject, slots, evaluation)
      return (row) => asOperand(operand.subject.type, subject(row), true)
    }
  }
}

function asOperand(type: EvaluatedOperand['type'], value: Value, fromSubject: boolean): EvaluatedOperand | null {
  if (value === null || isList(value)) return null
  return { type, value, fromSubject }
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value)

const profileOf = (row: JoinedRow): number => row[0] ?? -1
