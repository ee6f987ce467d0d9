import type { AttributeType } from '../catalog/catalog.ts'
import { shortened } from '../diagnostics/name-list.ts'
import type { OperandWords } from '../operators/operator.ts'
import { literalType } from '../resolve/operand-place.ts'
import type { Operand, Operands, Subject } from '../resolve/resolved.ts'
import { formatDate, formatInstant } from '../time/text.ts'
import { isExact } from '../values/exact.ts'
import type { Value } from '../values/value.ts'

const LONGEST_TEXT = 60
const MOST_VALUES = 5
/** Of longer lists so many are said, and how many more there are. */
const SAID_OF_LONG_LIST = 2

/** Operands as words, quoted and formatted. */
export function operandsInWords(
  { value, from, to, values, ...rest }: Operands,
  subject: Subject,
  subjectInWords: (subject: Subject) => string,
): OperandWords {
  const words = (operand: Operand): string => operandInWords(operand, subjectInWords)
  return {
    ...rest,
    ...(value === undefined ? {} : { value: words(value) }),
    ...(from === undefined ? {} : { from: words(from) }),
    ...(to === undefined ? {} : { to: words(to) }),
    ...(values === undefined ? {} : { values: valuesInWords(values, literalType(subject.type)) }),
  }
}

function operandInWords(operand: Operand, subjectInWords: (subject: Subject) => string): string {
  switch (operand.kind) {
    case 'literal':
      return valueInWords(operand.value, operand.type)
    case 'today':
      return 'today'
    case 'subject':
      return subjectInWords(operand.subject)
  }
}

function valuesInWords(values: readonly Value[], type: AttributeType): readonly string[] {
  if (values.length <= MOST_VALUES) return values.map((value) => valueInWords(value, type))
  const said = values.slice(0, SAID_OF_LONG_LIST).map((value) => valueInWords(value, type))
  return [...said, `${values.length - SAID_OF_LONG_LIST} more`]
}

/** A value as people read it; texts stand in quotes and are shortened. */
export function valueInWords(value: Value, type: AttributeType): string {
  if (value === null) return 'nothing'
  if (typeof value === 'string') return `"${shortened(value, LONGEST_TEXT)}"`
  if (typeof value === 'bigint') return formatInstant(value)
  if (typeof value === 'number' && type === 'date') return formatDate(value)
  return isExact(value) ? value.toString() : String(value)
}
