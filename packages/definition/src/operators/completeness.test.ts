import { describe, expect, it } from 'vitest'
import type { AttributeType } from '../catalog/catalog.ts'
import { allowedUnits, findOperator, operatorNamed, operatorNamesForType, operators } from './index.ts'
import type { ExampleRow, Operator } from './operator.ts'

/** The language's table of operators, positive and negative, by type. */
const TABLE: Readonly<Record<AttributeType, string>> = {
  string:
    'isSet isNotSet is isNot in notIn contains notContains startsWith notStartsWith endsWith notEndsWith matches notMatches isEmpty isNotEmpty',
  number:
    'isSet isNotSet is isNot in notIn gt gte lt lte between notBetween inTopPercent inBottomPercent inTopCount inBottomCount',
  boolean: 'isSet isNotSet isTrue isFalse',
  date: `isSet isNotSet between notBetween on notOn before after onOrBefore onOrAfter withinLast notWithinLast withinNext notWithinNext
    moreThanAgo moreThanAhead inPeriod notInPeriod monthIn monthNotIn dayOfMonthIn dayOfMonthNotIn dayOfWeekIn dayOfWeekNotIn yearIn
    yearNotIn anniversaryWithinLast anniversaryWithinNext ageIs`,
  datetime: `isSet isNotSet between notBetween on notOn before after onOrBefore onOrAfter withinLast notWithinLast withinNext notWithinNext
    moreThanAgo moreThanAhead inPeriod notInPeriod monthIn monthNotIn dayOfMonthIn dayOfMonthNotIn dayOfWeekIn dayOfWeekNotIn hourIn
    hourNotIn yearIn yearNotIn anniversaryWithinLast anniversaryWithinNext ageIs`,
  'list<string>': 'isSet isNotSet hasAny hasNone hasAll hasNotAll hasCount',
  'list<number>': 'isSet isNotSet hasAny hasNone hasAll hasNotAll hasCount',
  other: 'isSet isNotSet',
}

describe('the registry', () => {
  it.each(Object.entries(TABLE))('offers the operators of the language on %s', (type, names) => {
    expect(operatorNamesForType(type as AttributeType)).toEqual(names.split(/\s+/))
  })

  it('has no name twice', () => {
    const names = operators.flatMap(({ name, negative }) => (negative === null ? [name] : [name, negative]))
    expect(names).toHaveLength(new Set(names).size)
  })

  it('finds operators by either name', () => {
    expect(findOperator('notIn')).toEqual({ operator: operatorNamed('in'), negated: true })
    expect(findOperator('in')).toEqual({ operator: operatorNamed('in'), negated: false })
    expect(findOperator('toString')).toBeUndefined()
    expect(() => operatorNamed('notIn')).toThrow(TypeError)
  })

  it('allows minutes and hours on datetimes only', () => {
    const window = operatorNamed('withinLast')
    expect(allowedUnits(window, 'datetime')).toEqual(['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'])
    expect(allowedUnits(window, 'date')).toEqual(['day', 'week', 'month', 'quarter', 'year'])
    expect(allowedUnits(operatorNamed('anniversaryWithinNext'), 'datetime')).toEqual(['day', 'week', 'month'])
    expect(allowedUnits(operatorNamed('isSet'), 'date')).toEqual([])
  })
})

describe.each(operators.map((operator) => [operator.name, operator] as const))(
  'the examples of %s',
  (_name, operator) => {
    it('have a null row each', () => {
      for (const example of operator.examples) expect(example.rows.some(holdsNull), JSON.stringify(example)).toBe(true)
    })

    it('cover every type, exact numbers and floats', () => {
      expect(new Set(operator.examples.map(({ type }) => type))).toEqual(new Set(operator.types))
    })

    it('cover both twins', () => {
      const names = new Set(operator.examples.map(({ condition }) => condition['operator'] ?? operator.name))
      expect(names).toEqual(new Set(operator.negative === null ? [operator.name] : [operator.name, operator.negative]))
    })

    it('have members and others', () => {
      expect(operator.examples.some(({ members }) => members.length > 0)).toBe(true)
      expect(operator.examples.some(({ members, rows }) => members.length < rows.length)).toBe(true)
    })
  },
)

describe('among their examples', () => {
  const named = (list: readonly Operator[]) => list.map((operator) => [operator.name, operator] as const)

  it.each(named(operators.filter(({ operands }) => operands.ignoreCase)))(
    '%s has letters whose lower case is special',
    (_name, { examples }) => {
      const ignoringCase = examples.filter(({ condition }) => condition['ignoreCase'] === true)
      expect(ignoringCase.some(({ rows }) => /[ßςİ]/.test(JSON.stringify(rows)))).toBe(true)
    },
  )

  it.each(named(operators.filter(({ name, types }) => name !== 'isSet' && types.includes('datetime'))))(
    '%s has datetimes in a zone other than UTC',
    (_name, { examples }) => {
      expect(examples.some(({ type, timeZone }) => type === 'datetime' && timeZone !== undefined)).toBe(true)
    },
  )

  it.each(named(operators.filter(takesAttribute)))('%s has another attribute as operand', (_name, { examples }) => {
    expect(examples.some(({ rows }) => rows.some(isPair))).toBe(true)
  })
})

function holdsNull(row: ExampleRow): boolean {
  return isPair(row) ? row.x === null || row.y === null : row === null
}

function isPair(row: ExampleRow): row is Extract<ExampleRow, { readonly y: unknown }> {
  return typeof row === 'object' && row !== null && 'y' in row
}

function takesAttribute({ operands }: Operator): boolean {
  return operands.value?.kind === 'subject' || operands.from?.kind === 'subject'
}
