import type { AttributeType } from '../catalog/catalog.ts'
import { wordList } from '../diagnostics/name-list.ts'
import type { JsonObject, JsonValue } from '../json/json-value.ts'
import { allowedUnits } from '../operators/index.ts'
import type { OperandsSpec, Operator, ValueOperandSpec, ValuesOperandSpec } from '../operators/operator.ts'
import { compareSchema } from '../schema/definition-schema.ts'

/** A test whose operands are being checked. */
export interface OperandsWritten {
  readonly operator: Operator
  /** The operator's name as written: the positive or the negative one. */
  readonly as: string
  /** The subject's type. */
  readonly type: AttributeType
  /** The condition. */
  readonly json: JsonObject
  readonly pointer: string
}

/** One operand of it. */
export interface OperandPlace {
  readonly key: keyof OperandsSpec
  readonly json: JsonValue
  readonly pointer: string
  readonly written: OperandsWritten
}

/** The type of the literals a subject is compared with: a list's is that of its elements. */
export function literalType(type: AttributeType): AttributeType {
  if (type === 'list<string>') return 'string'
  return type === 'list<number>' ? 'number' : type
}

/** What an operand has to be, in words. */
export function expectedWords(key: keyof OperandsSpec, { operator, type }: OperandsWritten): string {
  const spec = operator.operands
  switch (key) {
    case 'value':
    case 'from':
    case 'to':
      return spec[key] === undefined ? 'absent' : valueWords(spec[key], type)
    case 'values':
      return spec.values === undefined ? 'absent' : `a list, each element ${valueWords(spec.values, literalType(type))}`
    case 'ignoreCase':
      return 'true or false'
    case 'amount':
      return 'a whole number of units, 0 or more'
    case 'unit':
      return choiceWords(allowedUnits(operator, type))
    case 'period':
      return choiceWords(spec.period ?? [])
    case 'compare':
      return choiceWords(compareSchema.options)
  }
}

function choiceWords(choices: readonly string[]): string {
  return `one of ${wordList(choices.map((choice) => `\`${choice}\``))}`
}

/** What a single literal has to be, in words. */
export function valueWords(spec: ValueOperandSpec | ValuesOperandSpec, type: AttributeType): string {
  switch (spec.kind) {
    case 'subject':
      return literalWords(type)
    case 'pattern':
      return 'a text, the RE2 pattern'
    case 'integer':
      return spec.max === Number.MAX_SAFE_INTEGER
        ? `a whole number, ${spec.min} or more`
        : `a whole number from ${spec.min} to ${spec.max}`
    case 'percent':
      return 'a number greater than 0 and at most 100'
  }
}

function literalWords(type: AttributeType): string {
  switch (type) {
    case 'number':
      return 'a number'
    case 'date':
      return 'a date such as `2024-03-01` or `today`'
    case 'datetime':
      return 'a date such as `2024-03-01`, an instant such as `2024-03-01T09:30:00Z`, or `today`'
    case 'boolean':
      return 'true or false'
    case 'string':
    case 'list<string>':
    case 'list<number>':
    case 'other':
      return 'a text'
  }
}
