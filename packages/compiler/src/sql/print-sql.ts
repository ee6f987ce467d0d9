import type { Dialect } from '../dialects/dialect.ts'
import { emitFunction } from '../functions/emit-function.ts'
import type { SqlExpression, SqlInQuery, SqlWindow } from './sql-expression.ts'
import type { SqlJoin, SqlQuery, SqlRelation, SqlSelect } from './sql-query.ts'

/** A query's text in a dialect, one clause a line. Equal queries have equal text. */
export function printSql(query: SqlQuery, dialect: Dialect): string {
  return printQuery(query, { dialect, indent: '', asRows: false })
}

interface PrintContext {
  readonly dialect: Dialect
  /** What every new line starts with. */
  readonly indent: string
  /** Whether the columns of a select become one row value. */
  readonly asRows: boolean
}

const deeper = (context: PrintContext): PrintContext => ({ ...context, indent: `${context.indent}  `, asRows: false })

function printQuery(query: SqlQuery, context: PrintContext): string {
  switch (query.kind) {
    case 'select':
      return printSelect(query, context)
    case 'unionAll':
      return query.queries
        .map((each) => printQuery(each, context))
        .join(`\n${context.indent}UNION ALL\n${context.indent}`)
    case 'literalRows':
      return context.dialect.printLiteralRows(query.literals.map(context.dialect.printLiteral))
  }
}

function printSelect(query: SqlSelect, context: PrintContext): string {
  const { indent } = context
  const columns = query.columns.map(({ expression, alias }) => {
    const text = printExpression(expression, deeper(context))
    return alias === null ? text : `${text} AS ${alias}`
  })
  const asRow = context.asRows && columns.length > 1
  const lines = [
    `SELECT ${query.distinct ? 'DISTINCT ' : ''}${asRow ? `ROW(${columns.join(', ')})` : columns.join(', ')}`,
    `FROM ${printRelation(query.from, context)}`,
    ...query.joins.map((join) => printJoin(join, context)),
    ...printClause('WHERE', query.where, context),
    ...(query.groupBy.length === 0 ? [] : [`GROUP BY ${printList(query.groupBy, context)}`]),
    ...printClause('HAVING', query.having, context),
  ]
  return lines.join(`\n${indent}`)
}

const printList = (expressions: readonly SqlExpression[], context: PrintContext): string =>
  expressions.map((expression) => printExpression(expression, deeper(context))).join(', ')

function printRelation(relation: SqlRelation, context: PrintContext): string {
  if (relation.kind === 'query') return `${printSubquery(relation.query, context)} AS ${relation.alias}`
  return `${relation.name.map(context.dialect.quoteIdentifier).join('.')} AS ${relation.alias}`
}

function printSubquery(query: SqlQuery, context: PrintContext, asRows = false): string {
  const inner = { ...deeper(context), asRows }
  return `(\n${inner.indent}${printQuery(query, inner)}\n${context.indent})`
}

function printJoin({ kind, relation, on }: SqlJoin, context: PrintContext): string {
  const word = kind === 'left' ? 'LEFT JOIN' : 'JOIN'
  return `${word} ${printRelation(relation, context)} ON ${on.map((each) => printOperand(each, context)).join(' AND ')}`
}

/** A clause's conjuncts, each on a line of its own. */
function printClause(word: string, conjuncts: readonly SqlExpression[], context: PrintContext): readonly string[] {
  const inner = deeper(context)
  const [first, ...rest] = conjuncts.flatMap((each) => (each.kind === 'and' ? each.operands : [each]))
  if (first === undefined) return []
  if (rest.length === 0) return [`${word} ${printExpression(first, inner)}`]
  return [`${word} ${printOperand(first, inner)}`, ...rest.map((each) => `  AND ${printOperand(each, inner)}`)]
}

/** An expression where anything may stand, as between parentheses. */
function printExpression(expression: SqlExpression, context: PrintContext): string {
  const { dialect } = context
  switch (expression.kind) {
    case 'column':
      return `${expression.relation}.${dialect.quoteIdentifier(expression.column)}`
    case 'alias':
      return `${expression.relation}.${expression.alias}`
    case 'literal':
      return dialect.printLiteral(expression)
    case 'null':
      return `CAST(NULL AS ${dialect.printType(expression.type)})`
    case 'type':
      return dialect.printType(expression.type)
    case 'call':
      return emitFunction(
        dialect,
        expression.function,
        expression.operands.map((operand) => printOperand(operand, context)),
      )
    case 'regexMatch':
      return dialect.printRegexMatch(printOperand(expression.text, context), expression.pattern, expression.ignoreCase)
    case 'compare':
    case 'arithmetic':
      return `${printOperand(expression.left, context)} ${expression.operator} ${printOperand(expression.right, context)}`
    case 'and':
      return printGroup('AND', expression.operands, context)
    case 'or':
      return printDisjunction(expression.operands, context)
    case 'not':
      return `NOT ${printOperand(expression.operand, context)}`
    case 'isNull':
      return `${printOperand(expression.operand, context)} IS ${expression.negated ? 'NOT ' : ''}NULL`
    case 'inList': {
      const literals = expression.literals.map(dialect.printLiteral).join(', ')
      return `${printOperand(expression.operand, context)} ${expression.negated ? 'NOT ' : ''}IN (${literals})`
    }
    case 'inQuery':
      return printInQuery(expression, context)
    case 'case': {
      const branches = expression.branches.map(
        ({ when, result }) => `WHEN ${printOperand(when, context)} THEN ${printOperand(result, context)}`,
      )
      return `CASE ${branches.join(' ')} ELSE ${printOperand(expression.otherwise, context)} END`
    }
    case 'window':
      return printWindow(expression, context)
  }
}

/** An expression as part of another: between parentheses unless it cannot be misread. */
function printOperand(expression: SqlExpression, context: PrintContext): string {
  switch (expression.kind) {
    case 'column':
    case 'alias':
    case 'literal':
    case 'null':
    case 'type':
    case 'regexMatch':
    case 'case':
    case 'window':
      return printExpression(expression, context)
    case 'call':
      return BARE_CALLS.has(expression.function)
        ? `(${printExpression(expression, context)})`
        : printExpression(expression, context)
    case 'compare':
    case 'arithmetic':
    case 'and':
    case 'or':
    case 'not':
    case 'isNull':
    case 'inList':
    case 'inQuery':
      return `(${printExpression(expression, context)})`
  }
}

/** Functions some dialect writes as an operator without parentheses around it. */
const BARE_CALLS: ReadonlySet<string> = new Set(['half'])

function printInQuery({ operands, query, negated }: SqlInQuery, context: PrintContext): string {
  const { requiresRowsInQuery } = context.dialect
  const texts = operands.map((operand) => printOperand(operand, context))
  const left = texts.length === 1 ? texts.join('') : `${requiresRowsInQuery ? 'ROW' : ''}(${texts.join(', ')})`
  return `${left} ${negated ? 'NOT ' : ''}IN ${printSubquery(query, context, requiresRowsInQuery)}`
}

function printGroup(word: 'AND' | 'OR', operands: readonly SqlExpression[], context: PrintContext): string {
  const inner = deeper(context)
  return operands.map((operand) => printOperand(operand, inner)).join(`\n${inner.indent}${word} `)
}

/** A long OR is cut into parts behind `coalesce`, which nulls cannot tell from an OR. */
function printDisjunction(operands: readonly SqlExpression[], context: PrintContext): string {
  const { maxDisjuncts } = context.dialect
  if (operands.length <= maxDisjuncts) return printGroup('OR', operands, context)
  const parts: SqlExpression[] = []
  const partLength = Math.max(maxDisjuncts, Math.ceil(operands.length / maxDisjuncts))
  for (let start = 0; start < operands.length; start += partLength) {
    const part: SqlExpression = { kind: 'or', operands: operands.slice(start, start + partLength) }
    parts.push({ kind: 'call', function: 'coalesce', operands: [part, FALSE] })
  }
  return printGroup('OR', parts, context)
}

const FALSE: SqlExpression = { kind: 'literal', type: 'boolean', value: false }

function printWindow(window: SqlWindow, context: PrintContext): string {
  const operands = window.operands.map((operand) => printOperand(operand, context)).join(', ')
  const order = window.orderBy.map(
    ({ expression, descending }) => `${printOperand(expression, context)}${descending ? ' DESC' : ''}`,
  )
  const parts = [
    ...(window.partitionBy.length === 0 ? [] : [`PARTITION BY ${printList(window.partitionBy, context)}`]),
    ...(order.length === 0 ? [] : [`ORDER BY ${order.join(', ')}`]),
    ...(window.running ? ['ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW'] : []),
  ]
  const called = window.function === 'count' && operands === '' ? 'count(*)' : `${window.function}(${operands})`
  return `${called} OVER (${parts.join(' ')})`
}
