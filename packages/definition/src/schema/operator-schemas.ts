import { z } from 'zod'
import type { AttributeType } from '../catalog/catalog.ts'
import { operators } from '../operators/index.ts'
import type { OperandsSpec, Operator, ValueOperandSpec, ValuesOperandSpec } from '../operators/operator.ts'
import { attributeOperandSchema, compareSchema, operandShape } from './definition-schema.ts'

type Shape = Readonly<Partial<Record<string, z.ZodType>>>

/**
 * The shapes of the operator and its operands in a condition, one or two an operator of the registry. Which of them an
 * attribute takes depends on its type, which a schema cannot know.
 */
export function operatorShapes(): readonly Shape[] {
  return operators.flatMap(shapesOf)
}

function shapesOf(operator: Operator): readonly Shape[] {
  const { name, negative, operands, types, help } = operator
  const named = { operator: z.enum(negative === null ? [name] : [name, negative]).describe(help) }
  const taken = operandsShape(operands, types)
  const shape = { ...named, ...taken }
  const { value, values } = taken
  if (value === undefined || values === undefined) return [shape]
  // Either will do, and so will both.
  return [
    { ...shape, values: values.optional() },
    { ...shape, value: value.optional() },
  ]
}

function operandsShape(spec: OperandsSpec, types: readonly AttributeType[]): Shape {
  return {
    ...(spec.value === undefined ? {} : { value: valueSchema(spec.value, types) }),
    ...(spec.values === undefined ? {} : { values: z.array(elementSchema(spec.values, types)) }),
    ...(spec.from === undefined ? {} : { from: valueSchema(spec.from, types) }),
    ...(spec.to === undefined ? {} : { to: valueSchema(spec.to, types) }),
    ...(spec.ignoreCase ? { ignoreCase: operandShape.ignoreCase } : {}),
    ...(spec.amount ? { amount: z.number().min(0).multipleOf(1) } : {}),
    ...(spec.unit === undefined ? {} : { unit: z.enum(spec.unit) }),
    ...(spec.period === undefined ? {} : { period: z.enum(spec.period) }),
    ...(spec.compare ? { compare: compareSchema } : {}),
  }
}

function valueSchema(spec: ValueOperandSpec, types: readonly AttributeType[]): z.ZodType {
  switch (spec.kind) {
    case 'subject':
      return z.union([...literalSchemas(types), attributeOperandSchema])
    case 'pattern':
      return z.string()
    case 'integer':
      return wholeNumber(spec)
    case 'percent':
      return z.number().gt(0).lte(100)
  }
}

function elementSchema(spec: ValuesOperandSpec, types: readonly AttributeType[]): z.ZodType {
  if (spec.kind === 'integer') return wholeNumber(spec)
  const [first, ...others] = literalSchemas(types)
  return first === undefined || others.length > 0 ? z.union(literalSchemas(types)) : first
}

function wholeNumber({ min, max }: { readonly min: number; readonly max: number }): z.ZodType {
  const number = z.number().multipleOf(1).min(min)
  return max === Number.MAX_SAFE_INTEGER ? number : number.max(max)
}

/** Numbers are JSON numbers; texts, dates and instants are JSON texts. */
function literalSchemas(types: readonly AttributeType[]): readonly z.ZodType[] {
  const isNumber = (type: AttributeType) => type === 'number' || type === 'list<number>'
  return [...(types.some((type) => !isNumber(type)) ? [z.string()] : []), ...(types.some(isNumber) ? [z.number()] : [])]
}
