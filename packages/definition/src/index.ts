export { assertNever } from './assert-never.ts'
export * from './catalog/catalog.ts'
export type {
  CatalogFile,
  CatalogFileAttribute,
  CatalogFileMeasure,
  CatalogFileRelationship,
  CatalogFileTable,
} from './catalog/catalog-file.ts'
export { parseCatalog, type ReadCatalog, readCatalog } from './catalog/read-catalog.ts'
export { type ResolvedCatalog, resolveCatalog } from './catalog/resolve-catalog.ts'
export { type SourceRequest, sourceRequests } from './catalog/source-request.ts'
export type * from './catalog/source-table.ts'
export { type DiagnosticCode, type DiagnosticParams, diagnosticCatalogue } from './diagnostics/catalogue.ts'
export type * from './diagnostics/diagnostic.ts'
export { LIMITS } from './diagnostics/limits.ts'
export { nearestNames } from './diagnostics/nearest-names.ts'
export { type EvaluatedSegment, evaluateSegments, type SegmentEvaluation } from './evaluate/evaluate-segments.ts'
export type * from './evaluate/table-rows.ts'
export {
  type ExactNumber,
  exactNumberOf,
  isExactNumber,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from './json/json-value.ts'
export { type ParsedJson, parseJson } from './json/parse-json.ts'
export { type ExpressionContext, evaluatePredicate, evaluateTerm } from './operators/evaluate-expression.ts'
export * from './operators/expression.ts'
export * from './operators/index.ts'
export { dateLiteral, instantLiteral, typedLiteral } from './operators/literals.ts'
export type * from './operators/operator.ts'
export { type OrderedSegments, orderByReferences } from './resolve/order-by-references.ts'
export { type ReadDefinition, type ReadDefinitionOptions, readDefinition } from './resolve/read-definition.ts'
export type * from './resolve/resolved.ts'
export { type SegmentReference, segmentReferences } from './resolve/segment-references.ts'
export type {
  AggregateCondition,
  AttributeCondition,
  Condition,
  Group,
  Rule,
  SegmentCondition,
  SegmentDefinition,
  SequenceCondition,
} from './schema/definition-schema.ts'
export { catalogJsonSchema, definitionJsonSchema } from './schema/json-schema.ts'
export { describeCondition, describeDefinition } from './sentences/describe-definition.ts'
export * from './time/anniversary.ts'
export * from './time/civil.ts'
export { type Clock, createClock } from './time/clock.ts'
export * from './time/instant-ranges.ts'
export * from './time/period.ts'
export * from './time/shift.ts'
export * from './time/text.ts'
export * from './time/zone.ts'
export * from './values/compare.ts'
export * from './values/exact.ts'
export * from './values/text.ts'
export type * from './values/value.ts'
