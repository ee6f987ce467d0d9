import type { AttributeType } from '../catalog/catalog.ts'
import type { ColumnSubject, Operand, Operands } from '../resolve/resolved.ts'
import { type Clock, createClock } from '../time/clock.ts'
import { parseDate, parseInstant } from '../time/text.ts'
import { exact } from '../values/exact.ts'
import type { Scalar, Value } from '../values/value.ts'
import { evaluatePredicate } from './evaluate-expression.ts'
import type { Predicate, Term } from './expression.ts'
import { typedLiteral } from './literals.ts'
import type {
  EvaluatedOperand,
  ExampleRow,
  ExampleValue,
  Operator,
  OperatorExample,
  PredicateOperator,
  TypedTerm,
} from './operator.ts'

/** A row's two attributes. */
export interface Pair {
  readonly x: Value
  readonly y: Value
}

/** One condition on attributes `t.x` and `t.y`, with what an operator needs to run it. */
export interface OperatorCase {
  readonly type: AttributeType
  readonly operands: Operands
  readonly negated: boolean
  readonly clock: Clock
}

/** Runs a case by the operator's `evaluate`, as the reference evaluator does. */
export function holdsByEvaluate(
  operator: PredicateOperator,
  { operands, negated, clock }: OperatorCase,
  row: Pair,
): boolean {
  return positive() !== negated

  function positive(): boolean {
    if (row.x === null) return operator.onNull ?? false
    const { value, from, to, ...rest } = operands
    const evaluated: Record<string, EvaluatedOperand> = {}
    for (const [name, operand] of Object.entries({ value, from, to })) {
      if (operand === undefined) continue
      const given = evaluatedOperand(operand, row, clock)
      if (given === null) return false
      evaluated[name] = given
    }
    return operator.evaluate(row.x, { ...rest, ...evaluated }, clock)
  }
}

function evaluatedOperand(operand: Operand, row: Pair, clock: Clock): EvaluatedOperand | null {
  switch (operand.kind) {
    case 'today':
      return { type: 'date', value: clock.today, fromSubject: false }
    case 'literal':
      return { type: operand.type, value: scalarOf(operand.value), fromSubject: false }
    case 'subject':
      return row.y === null ? null : { type: operand.subject.type, value: scalarOf(row.y), fromSubject: true }
  }
}

function scalarOf(value: Value): Scalar {
  if (value === null || isList(value)) throw new TypeError('not a scalar')
  return value
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value)

/** The case's condition as a predicate, negation included, as the compiler makes it. */
export function predicateOf(operator: PredicateOperator, { type, operands, negated, clock }: OperatorCase): Predicate {
  const { value, from, to, ...rest } = operands
  const terms: Record<string, TypedTerm> = {}
  for (const [name, operand] of Object.entries({ value, from, to })) {
    if (operand !== undefined) terms[name] = typedTerm(operand, clock)
  }
  const subject: Term = { kind: 'subject', subject: column('x', type) }
  const predicate = operator.toExpression(subject, { ...rest, ...terms, subjectType: type }, clock)
  return negated ? { kind: 'not', operand: predicate } : predicate
}

function typedTerm(operand: Operand, clock: Clock): TypedTerm {
  switch (operand.kind) {
    case 'today':
      return { type: 'date', term: typedLiteral('date', clock.today), fromSubject: false }
    case 'literal':
      return { type: operand.type, term: typedLiteral(operand.type, operand.value), fromSubject: false }
    case 'subject':
      return { type: operand.subject.type, term: { kind: 'subject', subject: operand.subject }, fromSubject: true }
  }
}

/** Whether a row is a member by a predicate: unknown is not true. */
export function holdsByPredicate(predicate: Predicate, timeZone: string, row: Pair): boolean {
  const subjectValue = (subject: { kind: string; column?: string }): Value => (subject.column === 'y' ? row.y : row.x)
  return evaluatePredicate(predicate, { subjectValue, timeZone }) === true
}

export function column(name: 'x' | 'y', type: AttributeType): ColumnSubject {
  return { kind: 'column', table: 't', column: name, type }
}

/** An example as a case and its rows. */
export function readExample(
  operator: Operator,
  example: OperatorExample,
): OperatorCase & { readonly rows: readonly Pair[] } {
  const { type, condition, timeZone = 'UTC', weekStart = 'monday', asOf = '2024-06-15T12:00:00Z' } = example
  const clock = createClock({ asOf: instant(asOf, timeZone), timeZone, weekStart })
  const read = (value: ExampleValue): Value => readValue(value, type, example.number === 'float', timeZone)
  return {
    type,
    clock,
    negated: condition['operator'] !== undefined && condition['operator'] !== operator.name,
    operands: readOperands(operator, example, timeZone),
    rows: example.rows.map((row) => (isPair(row) ? { x: read(row.x), y: read(row.y) } : { x: read(row), y: null })),
  }
}

function isPair(row: ExampleRow): row is { readonly x: ExampleValue; readonly y: ExampleValue } {
  return typeof row === 'object' && row !== null && 'x' in row
}

function readValue(value: ExampleValue, type: AttributeType, isFloat: boolean, timeZone: string): Value {
  if (value === null) return null
  switch (type) {
    case 'string':
    case 'other':
      return String(value)
    case 'number':
      return isFloat ? Number(value) : exact(String(value))
    case 'boolean':
      return value === true
    case 'date':
      return date(String(value))
    case 'datetime':
      return instant(String(value), timeZone)
    case 'list<string>':
    case 'list<number>': {
      const elementType = type === 'list<string>' ? 'string' : 'number'
      if (typeof value !== 'object') throw new TypeError('not a list')
      return value.map((element) => readValue(element, elementType, isFloat, timeZone))
    }
  }
}

function readOperands(operator: Operator, { type, condition }: OperatorExample, timeZone: string): Operands {
  const operands: Record<string, unknown> = {}
  for (const [name, written] of Object.entries(condition)) {
    if (name === 'operator') continue
    if (name === 'values' && Array.isArray(written)) {
      const isNumeric = operator.operands.values?.kind === 'integer' || type === 'number' || type === 'list<number>'
      operands[name] = written.map((one: unknown) => (isNumeric ? exact(String(one)) : String(one)))
    } else if (name === 'value' || name === 'from' || name === 'to') {
      operands[name] = readOperand(written, type, timeZone)
    } else {
      operands[name] = written
    }
  }
  return operands
}

function readOperand(written: unknown, type: AttributeType, timeZone: string): Operand {
  if (typeof written === 'number') return { kind: 'literal', type: 'number', value: exact(written) }
  if (typeof written !== 'string') return { kind: 'subject', subject: column('y', type) }
  if (type !== 'date' && type !== 'datetime') return { kind: 'literal', type, value: written }
  if (written === 'today') return { kind: 'today' }
  const day = parseDate(written)
  return day === null
    ? { kind: 'literal', type: 'datetime', value: instant(written, timeZone) }
    : { kind: 'literal', type: 'date', value: day }
}

/** The day a text names; throws where it names none. */
export function date(text: string): number {
  const day = parseDate(text)
  if (day === null) throw new TypeError(`not a date: ${text}`)
  return day
}

/** The instant a text names; throws where it names none. */
export function instant(text: string, timeZone: string): bigint {
  const parsed = parseInstant(text, timeZone)
  if (parsed === null) throw new TypeError(`not an instant: ${text}`)
  return parsed
}
