import {
  type Catalog,
  exact,
  isJsonObject,
  type JsonValue,
  parseJson,
  type ResolvedCondition,
  type ResolvedDefinition,
  type Value,
} from '@coterie/definition'

/**
 * A definition whose conditions about some segments look at members that are published already: each becomes a condition
 * about the audience's key, which means the same. Null for a segment leaves its conditions as they are.
 */
export function withPublishedMembers(
  definition: ResolvedDefinition,
  catalog: Catalog,
  membersOf: (segment: string) => readonly string[] | null,
): ResolvedDefinition {
  const replace = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(replace)
    if (!isPlain(node)) return node
    const { kind, segment, negated, pointer } = node
    if (kind === 'segment' && typeof segment === 'string' && typeof pointer === 'string') {
      const keys = membersOf(segment)
      if (keys !== null) return keyCondition(catalog, definition.audience, keys, negated === true, pointer)
    }
    return Object.fromEntries(Object.entries(node).map(([name, member]) => [name, replace(member)]))
  }
  // Only conditions change, into conditions.
  return replace(definition) as ResolvedDefinition
}

function keyCondition(
  catalog: Catalog,
  audience: string,
  keys: readonly string[],
  negated: boolean,
  pointer: string,
): ResolvedCondition {
  const names = catalog.tables.get(audience)?.key ?? []
  const [only = ''] = names
  if (names.length === 1) {
    return isOneOf(
      catalog,
      audience,
      only,
      keys.map((key) => keyValue(catalog, audience, only, key)),
      negated,
      pointer,
    )
  }
  return {
    kind: 'group',
    match: negated ? 'none' : 'any',
    pointer,
    conditions: keys.map((key) => {
      const parts = partsOf(key)
      return {
        kind: 'group',
        match: 'all',
        pointer,
        conditions: names.map((name, at) => {
          const part = parts[at] ?? null
          const text = typeof part === 'string' ? part : JSON.stringify(part)
          return isOneOf(catalog, audience, name, [keyValue(catalog, audience, name, text)], false, pointer)
        }),
      }
    }),
  }
}

function isOneOf(
  catalog: Catalog,
  table: string,
  column: string,
  values: readonly Value[],
  negated: boolean,
  pointer: string,
): ResolvedCondition {
  const attribute = catalog.tables.get(table)?.attributes.get(column)
  const type = attribute?.type ?? 'number'
  const number = attribute === undefined ? ({ kind: 'integer' } as const) : attribute.number
  return {
    kind: 'test',
    subject: { kind: 'column', table, column, type, ...(number === undefined ? {} : { number }) },
    operator: 'in',
    negated,
    operands: { values },
    pointer,
  }
}

function keyValue(catalog: Catalog, table: string, column: string, text: string): Value {
  const attribute = catalog.tables.get(table)?.attributes.get(column)
  const type = attribute?.type ?? 'number'
  if (type === 'number') return attribute?.number?.kind === 'float' ? Number(text) : exact(text)
  if (type === 'string') return text
  throw new TypeError(`a key of type ${type} cannot be looked up`)
}

function partsOf(key: string): readonly JsonValue[] {
  const { value } = parseJson(key)
  return Array.isArray(value) ? (value as readonly JsonValue[]) : []
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/** A definition's JSON with the names of segments replaced by their ids, so that renaming one changes no meaning. */
export function withSegmentIds(json: JsonValue, idOf: (reference: string) => string | null): JsonValue {
  if (Array.isArray(json)) return json.map((item: JsonValue) => withSegmentIds(item, idOf))
  if (!isJsonObject(json)) return json
  const isReference = typeof json['segment'] === 'string' && 'operator' in json
  return Object.fromEntries(
    Object.entries(json).map(([name, member]) => [
      name,
      isReference && name === 'segment' && typeof member === 'string'
        ? (idOf(member) ?? member)
        : withSegmentIds(member, idOf),
    ]),
  )
}
