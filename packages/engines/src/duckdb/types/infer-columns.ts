import type { AttributeType, NumberKind } from '@coterie/definition'
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { queryRow } from '../database.ts'
import type { JsonKind } from '../read/json-cell.ts'
import type { ZoneTable } from '../sql/zone-sql.ts'
import { listElements, numberListColumn, textListColumn } from './list-column.ts'
import { dayOfText, hasOffset, isDateText, isMomentText } from './moment-text.ts'
import { DECLARED_NUMBERS, fractionDigits, INFERRED_NUMBERS, isNaNText, wholeDigits } from './number-text.ts'
import type { ReadColumn } from './read-column.ts'
import { guessType, isNumeric, TEXT_TYPES, type TextType } from './sample-types.ts'
import {
  booleanColumn,
  dateColumn,
  datetimeColumn,
  type MomentFacts,
  numberColumn,
  plainColumn,
} from './text-column.ts'

/** A column of texts whose type is to be found. */
export interface TextInput {
  readonly name: string
  readonly raw: string
  /** The type the catalog says. */
  readonly declared: AttributeType | null
  /** What a JSON source holds; null for sources that know texts only. */
  readonly kinds: ReadonlySet<JsonKind> | null
}

/** Aggregates over all rows and what follows from their values. */
interface Question {
  readonly aggregates: readonly string[]
  readonly of: 'rows' | { readonly elementsOf: string }
  decide(answers: readonly DuckDBValue[]): Question | ReadColumn
}

const SAMPLE_CELLS = 200_000
const MIN_SAMPLE_ROWS = 100
/** A result buffers each of its columns on its own. */
const MAX_SAMPLE_COLUMNS = 200
/** Planning one statement takes time quadratic in its aggregates. */
const MAX_AGGREGATES = 100

/**
 * Finds the type of each column from all values of `relation`: a sample says which type is likely, and a look at all values
 * confirms it or goes on to the next wider type.
 */
export async function inferColumns(
  connection: DuckDBConnection,
  relation: string,
  inputs: readonly TextInput[],
  zone: ZoneTable,
): Promise<readonly ReadColumn[]> {
  const sample = await sampleOf(connection, relation, inputs)
  const states: (Question | ReadColumn)[] = inputs.map((input, index) =>
    firstQuestion(input, sample[index] ?? [], zone),
  )
  for (;;) {
    const open = states.flatMap((state, index) => ('decide' in state ? [{ index, question: state }] : []))
    if (open.length === 0) return states.filter((state): state is ReadColumn => !('decide' in state))
    for (const group of groups(open)) {
      const sql = `SELECT ${group.flatMap(({ question }) => question.aggregates).join(', ')} FROM ${fromOf(group[0]?.question, relation)}`
      const answers = await queryRow(connection, sql)
      let used = 0
      for (const { index, question } of group) {
        states[index] = question.decide(answers.slice(used, used + question.aggregates.length))
        used += question.aggregates.length
      }
    }
  }
}

interface Open {
  readonly index: number
  readonly question: Question
}

/** Questions that can share a statement. */
function groups(open: readonly Open[]): readonly (readonly Open[])[] {
  const result: Open[][] = []
  let aggregates = MAX_AGGREGATES
  for (const each of open) {
    const own = each.question.aggregates.length
    if (each.question.of !== 'rows') result.push([each])
    else if (aggregates + own <= MAX_AGGREGATES) {
      result[0]?.push(each)
      aggregates += own
    } else {
      result.unshift([each])
      aggregates = own
    }
  }
  return result
}

function fromOf(question: Question | undefined, relation: string): string {
  if (question === undefined || question.of === 'rows') return relation
  return `(SELECT unnest(${question.of.elementsOf}) AS e FROM ${relation})`
}

/** The first values of each column. */
async function sampleOf(
  connection: DuckDBConnection,
  relation: string,
  inputs: readonly TextInput[],
): Promise<readonly (readonly (string | null)[])[]> {
  const rows = Math.max(MIN_SAMPLE_ROWS, Math.floor(SAMPLE_CELLS / Math.max(inputs.length, 1)))
  const samples: (readonly (string | null)[])[] = []
  for (let first = 0; first < inputs.length; first += MAX_SAMPLE_COLUMNS) {
    const columns = inputs.slice(first, first + MAX_SAMPLE_COLUMNS).map(({ raw }) => raw)
    const reader = await connection.runAndReadAll(`SELECT ${columns.join(', ')} FROM ${relation} LIMIT ${rows}`)
    for (const values of reader.getColumns()) {
      samples.push(values.map((value) => (typeof value === 'string' ? value : null)))
    }
    // A reader of no rows may have no columns.
    while (samples.length < first + columns.length) samples.push([])
  }
  return samples
}

function firstQuestion(input: TextInput, sample: readonly (string | null)[], zone: ZoneTable): Question | ReadColumn {
  if (input.declared !== null) return declaredQuestion(input, input.declared, zone)
  if (input.kinds === null) return guessedType(input, TEXT_TYPES, sample, zone)
  const kinds = new Set(input.kinds)
  if (kinds.has('other')) return plainColumn(input, 'other')
  if (kinds.has('texts') || kinds.has('numbers') || kinds.has('emptyList')) {
    kinds.delete('emptyList')
    if (kinds.size === 0 || (kinds.has('texts') && isSubset(kinds, ['texts', 'numbers']))) {
      return readable(textListColumn(input))
    }
    return isSubset(kinds, ['numbers']) ? numberList(input) : plainColumn(input, 'other')
  }
  if (isSubset(kinds, ['boolean']))
    return kinds.size === 0 ? plainColumn(input, 'string') : readable(booleanColumn(input))
  if (isSubset(kinds, ['number'])) return guessedType(input, ['integer', 'decimal', 'float'], sample, zone)
  if (isSubset(kinds, ['text'])) return guessedType(input, ['date', 'datetime'], sample, zone)
  return plainColumn(input, 'string')
}

const WIDER = {
  boolean: null,
  integer: 'decimal',
  decimal: 'float',
  float: null,
  date: 'datetime',
  datetime: null,
} as const satisfies Record<TextType, TextType | null>

function belongs(type: TextType, text: string): string {
  switch (type) {
    case 'boolean':
      return `(length(${text}) <= 5 AND lower(${text}) IN ('true', 'false'))`
    case 'integer':
      return INFERRED_NUMBERS.isInteger(text)
    case 'decimal':
      return INFERRED_NUMBERS.isDecimal(text)
    case 'float':
      return INFERRED_NUMBERS.isNumber(text)
    case 'date':
      return isDateText(text)
    case 'datetime':
      return isMomentText(text)
  }
}

function guessedType(
  input: TextInput,
  types: readonly TextType[],
  sample: readonly (string | null)[],
  zone: ZoneTable,
): Question | ReadColumn {
  const guess = guessType(sample, types)
  if (guess === null) return plainColumn(input, 'string')
  return guess === undefined ? narrowestType(input, types, zone) : confirmedType(input, guess, zone)
}

/** The narrowest of some types that all texts have. */
function narrowestType(input: TextInput, types: readonly TextType[], zone: ZoneTable): Question {
  const { raw } = input
  return {
    of: 'rows',
    aggregates: [
      `count(*) FILTER (${raw} <> '')`,
      `count(*) FILTER (${isNaNText(raw)})`,
      ...types.map((type) => `count(*) FILTER (${raw} <> '' AND ${belongs(type, raw)})`),
    ],
    decide(answers) {
      const [texts = 0, nans = 0, ...counts] = answers.map(Number)
      if (texts === nans) {
        return nans > 0 ? readable(numberColumn(input, { kind: 'float' }, 0)) : plainColumn(input, 'string')
      }
      const found = types.find((type, index) => counts[index] === (isNumeric(type) ? texts - nans : texts))
      return found === undefined ? plainColumn(input, 'string') : confirmedType(input, found, zone)
    },
  }
}

/** Whether all texts have a type; if not, the next wider one is asked about. */
function confirmedType(input: TextInput, type: TextType, zone: ZoneTable): Question {
  const { raw } = input
  // Values that belong are many and are told first.
  const ignored = isNumeric(type) ? ` OR ${isNaNText(raw)}` : ''
  const others = `count(*) FILTER (${raw} <> '' AND NOT (${belongs(type, raw)}${ignored}))`
  const facts =
    type === 'decimal' ? decimalFacts(raw, belongs(type, raw)) : type === 'datetime' ? momentFacts(raw, `true`) : []
  return {
    of: 'rows',
    aggregates: [others, ...facts],
    decide([count, ...answers]) {
      if (Number(count) > 0) {
        const wider = WIDER[type]
        return wider === null ? plainColumn(input, 'string') : confirmedType(input, wider, zone)
      }
      return readable(columnOf(input, type, answers, zone))
    },
  }
}

function columnOf(input: TextInput, type: TextType, answers: readonly DuckDBValue[], zone: ZoneTable): ReadColumn {
  switch (type) {
    case 'boolean':
      return booleanColumn(input)
    case 'integer':
    case 'float':
      return numberColumn(input, { kind: type }, 0)
    case 'decimal': {
      const { number, digits } = decimalOf(answers)
      return numberColumn(input, number, digits)
    }
    case 'date':
      return dateColumn(input, { firstDay: 0, lastDay: 0, offsets: false }, zone)
    case 'datetime':
      return datetimeColumn(input, momentFactsOf(answers), zone)
  }
}

function declaredQuestion(input: TextInput, declared: AttributeType, zone: ZoneTable): Question | ReadColumn {
  switch (declared) {
    case 'string':
    case 'other':
      return plainColumn(input, declared)
    case 'boolean':
      return checked(booleanColumn(input))
    case 'list<string>':
      return checked(textListColumn(input))
    case 'list<number>':
      return numberList(input)
    case 'number':
      return declaredNumber(input)
    case 'date':
    case 'datetime':
      return {
        of: 'rows',
        aggregates: momentFacts(input.raw, isMomentText(input.raw)),
        decide: (answers) =>
          checked((declared === 'date' ? dateColumn : datetimeColumn)(input, momentFactsOf(answers), zone)),
      }
  }
}

function declaredNumber(input: TextInput): Question {
  const { raw } = input
  const isNumber = `${raw} <> '' AND ${DECLARED_NUMBERS.isNumber(raw)}`
  return {
    of: 'rows',
    aggregates: numberFacts(raw, isNumber),
    decide: (answers) => {
      const { number, digits } = numberOf(answers)
      return checked(numberColumn(input, number, digits))
    },
  }
}

function numberList(input: TextInput): Question {
  const isNumber = `e <> 'null' AND ${DECLARED_NUMBERS.isNumber('e')}`
  return {
    of: { elementsOf: listElements(input.raw) },
    aggregates: numberFacts('e', isNumber),
    decide: (answers) => {
      const { number, digits } = numberOf(answers)
      return checked(numberListColumn(input, number, digits))
    },
  }
}

/** A column whose values may be unreadable, with the check left out if none is. */
function checked(column: ReadColumn): Question | ReadColumn {
  if (column.unreadable === null) return column
  return {
    of: 'rows',
    aggregates: [`count(*) FILTER (${column.unreadable})`],
    decide: ([count]) => (Number(count) === 0 ? readable(column) : column),
  }
}

function readable(column: ReadColumn): ReadColumn {
  return { ...column, unreadable: null }
}

function numberFacts(text: string, isNumber: string): readonly string[] {
  return [
    `count(*) FILTER (${isNumber} AND NOT ${DECLARED_NUMBERS.isInteger(text)})`,
    `count(*) FILTER (${isNumber} AND NOT ${DECLARED_NUMBERS.isDecimal(text)})`,
    ...decimalFacts(text, `${isNumber} AND ${DECLARED_NUMBERS.isDecimal(text)}`),
  ]
}

function numberOf(answers: readonly DuckDBValue[]): { readonly number: NumberKind; readonly digits: number } {
  const [notIntegers, notDecimals, ...rest] = answers
  if (Number(notIntegers) === 0) return { number: { kind: 'integer' }, digits: 0 }
  return Number(notDecimals) === 0 ? decimalOf(rest) : { number: { kind: 'float' }, digits: 0 }
}

function decimalFacts(text: string, isDecimal: string): readonly string[] {
  return [`max(${wholeDigits(text)}) FILTER (${isDecimal})`, `max(${fractionDigits(text)}) FILTER (${isDecimal})`]
}

function decimalOf([whole, fraction]: readonly DuckDBValue[]): {
  readonly number: NumberKind
  readonly digits: number
} {
  return { number: { kind: 'decimal', scale: Number(fraction ?? 0) }, digits: Number(whole ?? 0) }
}

function momentFacts(text: string, isMoment: string): readonly string[] {
  const day = `left(${text}, 10)`
  return [
    `count(*) FILTER (${text} <> '' AND ${isMoment} AND ${hasOffset(text)})`,
    `min(${day}) FILTER (${text} <> '' AND ${isMoment})`,
    `max(${day}) FILTER (${text} <> '' AND ${isMoment})`,
  ]
}

function momentFactsOf([offsets, first, last]: readonly DuckDBValue[]): MomentFacts {
  return {
    offsets: Number(offsets) > 0,
    firstDay: typeof first === 'string' ? (dayOfText(first) ?? 0) : 0,
    lastDay: typeof last === 'string' ? (dayOfText(last) ?? 0) : 0,
  }
}

function isSubset(kinds: ReadonlySet<JsonKind>, of: readonly JsonKind[]): boolean {
  return [...kinds].every((kind) => of.includes(kind))
}
