import type { Catalog } from '../catalog/catalog.ts'
import type { AggregateName, AggregateValue, Formula, ProfileValue, Subject } from '../resolve/resolved.ts'
import { whereWords } from './describe-definition.ts'
import { attributeWords, columnWords, measureWords, tableWords } from './names-in-words.ts'
import { valueInWords } from './operands-in-words.ts'

/** What a test looks at, in words; `of` is the table the sentence is about. */
export function describeSubject(subject: Subject, of: string, catalog: Catalog): string {
  return subject.kind === 'column' ? columnWords(subject, of, catalog) : describeValue(subject.value, catalog)
}

/** A value of the profile in words: a measure by its name, everything else by what it is made of. */
export function describeValue(value: ProfileValue, catalog: Catalog): string {
  return measureWords(value, catalog) ?? describeParts(value, catalog)
}

function describeParts(value: ProfileValue, catalog: Catalog): string {
  switch (value.kind) {
    case 'aggregate':
      return describeAggregate(value, catalog)
    case 'formula':
      return describeFormula(value.formula, catalog)
    case 'daysSince':
      return `the days since ${describeValue(value.of, catalog)}`
  }
}

const AGGREGATE_WORDS: Readonly<Record<Exclude<AggregateName, 'count' | 'countDistinct'>, string>> = {
  sum: 'the sum of',
  avg: 'the average of',
  min: 'the smallest',
  max: 'the greatest',
  median: 'the median of',
  first: 'the first',
  last: 'the last',
}

function describeAggregate(value: AggregateValue, catalog: Catalog): string {
  const { aggregate, of, column, part, orderBy, where } = value
  const table = tableWords(of, catalog)
  const condition = whereWords(where, of, catalog)
  if (aggregate === 'count' || column === null) return `the number of ${table}${condition}`
  const attribute = `${attributeWords(of, column, catalog)} of ${table}`
  if (aggregate === 'countDistinct') {
    return `the number of different ${part === null ? 'values' : `${part}s`} of ${attribute}${condition}`
  }
  const order = orderBy === null ? '' : ` by ${columnWords(orderBy, of, catalog)}`
  return `${AGGREGATE_WORDS[aggregate]} ${attribute}${order}${condition}`
}

function describeFormula(formula: Formula, catalog: Catalog): string {
  switch (formula.kind) {
    case 'number':
      return valueInWords(formula.value, 'number')
    case 'value':
      return describeValue(formula.value, catalog)
    case 'arithmetic': {
      const { operator, left, right } = formula
      return `(${describeFormula(left, catalog)} ${operator} ${describeFormula(right, catalog)})`
    }
  }
}
