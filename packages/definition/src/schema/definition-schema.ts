import { z } from 'zod'

/*
 * The shapes of a definition's parts. They are the source of the tree's types, of the published JSON Schema and of the
 * keys and choices the parser accepts; which operands an operator takes is the operator registry's to say.
 */

export const DEFINITION_VERSION = 1

export const matchSchema = z.enum(['all', 'any', 'none'])
export const combineSchema = z.enum(['union', 'intersect', 'except'])
export const unitSchema = z.enum(['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'])
export const periodSchema = z.enum(['this', 'previous', 'next', 'toDate'])
export const compareSchema = z.enum(['lt', 'lte', 'is', 'gte', 'gt'])
export const aggregateNameSchema = z.enum([
  'count',
  'countDistinct',
  'sum',
  'avg',
  'min',
  'max',
  'median',
  'first',
  'last',
])
export const partSchema = z.enum(['day', 'week', 'month', 'year'])
export const segmentOperatorSchema = z.enum(['in', 'notIn'])

/** "table.attribute", or "measures.name" for a measure. */
export const attributeRefSchema = z.string()
/** Relationship names from the far table to the audience table. */
export const pathSchema = z.array(z.string())

/** Another attribute as an operand. */
export const attributeOperandSchema = z.strictObject({ attribute: attributeRefSchema })
const scalarOperandSchema = z.union([z.string(), z.number(), attributeOperandSchema])

export const operandShape = {
  value: scalarOperandSchema.optional(),
  values: z.array(z.union([z.string(), z.number()])).optional(),
  from: scalarOperandSchema.optional(),
  to: scalarOperandSchema.optional(),
  ignoreCase: z.boolean().optional(),
  amount: z.number().optional(),
  unit: unitSchema.optional(),
  period: periodSchema.optional(),
  compare: compareSchema.optional(),
}

export const attributeConditionSchema = z.strictObject({
  attribute: attributeRefSchema,
  operator: z.string(),
  ...operandShape,
})

export const segmentConditionSchema = z.strictObject({ segment: z.string(), operator: segmentOperatorSchema })

/** A group of conditions about the same row. */
export interface Group {
  match: z.infer<typeof matchSchema>
  conditions: Condition[]
}

/** A condition of a group; its keys tell which kind it is. */
export type Condition = Group | AttributeCondition | AggregateCondition | SegmentCondition | SequenceCondition

// Groups hold conditions and conditions hold groups: the type is written by hand here, or TypeScript could not infer the rest.
const groupReference: z.ZodType<Group> = z.lazy(() => groupSchema)

/** What is computed of a profile's related rows, in an aggregate condition and in a measure. */
export const aggregateShape = {
  aggregate: aggregateNameSchema,
  attribute: attributeRefSchema.optional(),
  of: z.string().optional(),
  part: partSchema.optional(),
  orderBy: attributeRefSchema.optional(),
  path: pathSchema.optional(),
  where: groupReference.optional(),
}

export const aggregateConditionSchema = z.strictObject({ ...aggregateShape, operator: z.string(), ...operandShape })

export const windowSchema = z.strictObject({ amount: z.number(), unit: unitSchema })

export const sequenceStepSchema = z.strictObject({
  absent: z.boolean().optional(),
  path: pathSchema.optional(),
  time: attributeRefSchema,
  where: groupReference.optional(),
  within: windowSchema.optional(),
})

export const sequenceConditionSchema = z.strictObject({ sequence: z.array(sequenceStepSchema).min(1) })

const conditionSchema: z.ZodType<Condition> = z.union([
  groupReference,
  attributeConditionSchema,
  aggregateConditionSchema,
  segmentConditionSchema,
  sequenceConditionSchema,
])

const groupShape = { match: matchSchema, conditions: z.array(conditionSchema) }
export const groupSchema = z.strictObject(groupShape)

export const ruleSchema = z.strictObject({
  name: z.string().optional(),
  combine: combineSchema.optional(),
  path: pathSchema.optional(),
  ...groupShape,
})

export const definitionSchema = z.strictObject({
  version: z.literal(DEFINITION_VERSION),
  audience: z.string().optional(),
  rules: z.array(ruleSchema).min(1),
  project: z.array(attributeRefSchema).optional(),
})

/** A segment definition as people write and programs store it. */
export type SegmentDefinition = z.infer<typeof definitionSchema>
export type Rule = z.infer<typeof ruleSchema>
export type AttributeCondition = z.infer<typeof attributeConditionSchema>
export type AggregateCondition = z.infer<typeof aggregateConditionSchema>
export type SegmentCondition = z.infer<typeof segmentConditionSchema>
export type SequenceCondition = z.infer<typeof sequenceConditionSchema>
