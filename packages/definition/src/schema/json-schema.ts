import { z } from 'zod'
import type { JsonObject } from '../json/json-value.ts'
import {
  activitySchema,
  aggregateMeasureSchema,
  attributeSchema,
  catalogSchema,
  daysSinceMeasureSchema,
  formulaMeasureSchema,
  relationshipSchema,
  tableSchema,
} from './catalog-schema.ts'
import {
  aggregateShape,
  attributeRefSchema,
  definitionSchema,
  groupSchema,
  pathSchema,
  ruleSchema,
  segmentConditionSchema,
  sequenceStepSchema,
} from './definition-schema.ts'
import { operatorShapes } from './operator-schemas.ts'

/**
 * The JSON Schema (draft 2020-12) of a definition, with the operands of every operator. It cannot know the catalog: a
 * definition that satisfies it may still name attributes that do not exist.
 */
export function definitionJsonSchema(): JsonObject {
  const { definition, registry } = publishedDefinition()
  return published(definition, registry, 'Segment definition')
}

/** The JSON Schema (draft 2020-12) of a catalog file, as JSON or as YAML reads. */
export function catalogJsonSchema(): JsonObject {
  const { group, registry } = publishedDefinition()
  const measure = z.union([
    aggregateMeasureSchema.extend({ where: group.optional() }),
    formulaMeasureSchema,
    daysSinceMeasureSchema,
  ])
  const catalog = catalogSchema.extend({ measures: z.record(z.string(), measure).optional() })
  registry.add(measure, { id: 'Measure' })
  registry.add(tableSchema, { id: 'Table' })
  registry.add(attributeSchema, { id: 'Attribute' })
  registry.add(activitySchema, { id: 'Activity' })
  registry.add(relationshipSchema, { id: 'Relationship' })
  return published(catalog, registry, 'Catalog')
}

type Registry = ReturnType<typeof z.registry<{ id: string }>>

/** The definition's schemas with the general condition replaced by one a kind and operator; shared parts have a name of their own. */
function publishedDefinition() {
  const registry: Registry = z.registry()
  const conditions: z.ZodType[] = []
  const condition: z.ZodType = z.lazy(() => z.union(conditions))
  const group = groupSchema.extend({ conditions: z.array(condition) })
  const where = { where: group.optional() }
  const shapes = operatorShapes()
  const attributeCondition = z.union(shapes.map((shape) => z.strictObject({ attribute: attributeRefSchema, ...shape })))
  const aggregateCondition = z.union(shapes.map((shape) => z.strictObject({ ...aggregateShape, ...where, ...shape })))
  const step = sequenceStepSchema.extend(where)
  const sequenceCondition = z.strictObject({ sequence: z.array(step).min(1) })
  conditions.push(group, attributeCondition, aggregateCondition, segmentConditionSchema, sequenceCondition)
  const rule = ruleSchema.extend({ conditions: z.array(condition) })
  const definition = definitionSchema.extend({ rules: z.array(rule).min(1) })

  registry.add(condition, { id: 'Condition' })
  registry.add(group, { id: 'Group' })
  registry.add(attributeCondition, { id: 'AttributeCondition' })
  registry.add(aggregateCondition, { id: 'AggregateCondition' })
  registry.add(segmentConditionSchema, { id: 'SegmentCondition' })
  registry.add(sequenceCondition, { id: 'SequenceCondition' })
  registry.add(step, { id: 'SequenceStep' })
  registry.add(rule, { id: 'Rule' })
  registry.add(attributeRefSchema, { id: 'AttributeRef' })
  registry.add(pathSchema, { id: 'Path' })
  return { definition, group, registry }
}

function published(schema: z.ZodType, registry: Registry, title: string): JsonObject {
  const json: unknown = z.toJSONSchema(schema, { metadata: registry, target: 'draft-2020-12' })
  // A JSON Schema is JSON; the round trip drops what is not, and says so to the type checker.
  return { title, ...(JSON.parse(JSON.stringify(json)) as JsonObject) }
}
