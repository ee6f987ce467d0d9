import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type ParsedNode, parseDocument } from 'yaml'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { LIMITS } from '../diagnostics/limits.ts'
import { diagnostic } from '../diagnostics/report.ts'
import type { JsonValue } from '../json/json-value.ts'
import { losslessNumber } from '../json/parse-json.ts'

/** What reading a YAML text gives. */
export type ParsedYaml =
  | { readonly value: JsonValue; readonly diagnostics: readonly [] }
  | { readonly value?: undefined; readonly diagnostics: readonly Diagnostic[] }

/** So often may aliases repeat parts: enough for people, too little for a "billion laughs". */
const MOST_ALIASES = 100
const MOST_LEVELS = 1_000

/** Reads a YAML 1.2 text as JSON, without losing digits of numbers. Refuses (`yaml-syntax`, `yaml-aliases`, `nesting-too-deep`). */
export function parseYaml(text: string): ParsedYaml {
  const lineCounter = new LineCounter()
  try {
    const document = parseDocument(text, { version: '1.2', schema: 'core', lineCounter, prettyErrors: false })
    // A warning is about a tag that means nothing here: the value would not be what its writer thinks.
    const problems = [...document.errors, ...document.warnings]
    if (problems.some(({ code }) => code === 'RESOURCE_EXHAUSTION')) return tooDeep()
    if (problems.length > 0) {
      return {
        diagnostics: problems.map(({ message, pos }) => {
          const { line, col } = lineCounter.linePos(pos[0])
          return diagnostic('yaml-syntax', '', { reason: message.replace(/\.$/, ''), line, column: col })
        }),
      }
    }
    const convert = jsonConverter((node) => (isAlias(node) ? node.resolve(document) : undefined))
    return { value: convert(document.contents, 0), diagnostics: [] }
  } catch (cause) {
    if (cause instanceof TooManyAliases) {
      return { diagnostics: [diagnostic('yaml-aliases', '', { limit: MOST_ALIASES })] }
    }
    if (cause instanceof RangeError) return tooDeep()
    throw cause
  }
}

/** The parser and the conversion are recursive: of too many levels the one reports exhaustion, or throws as the other does. */
function tooDeep(): ParsedYaml {
  return { diagnostics: [diagnostic('nesting-too-deep', '', { limit: LIMITS.nesting })] }
}

class TooManyAliases extends Error {}

type YamlNode = Node | ParsedNode | null | undefined

function jsonConverter(resolveAlias: (node: Node) => Node | undefined) {
  let aliases = 0
  const convert = (node: YamlNode, level: number): JsonValue => {
    if (level > MOST_LEVELS) throw new RangeError('too many levels')
    if (node == null) return null
    if (isAlias(node)) {
      if (++aliases > MOST_ALIASES) throw new TooManyAliases()
      return convert(resolveAlias(node), level + 1)
    }
    if (isMap(node)) {
      // No prototype: a key may be called anything, `__proto__` too.
      const object: Record<string, JsonValue> = Object.create(null) as Record<string, JsonValue>
      for (const { key, value } of node.items) object[keyText(key)] = convert(value as YamlNode, level + 1)
      return object
    }
    if (isSeq(node)) return node.items.map((item) => convert(item as YamlNode, level + 1))
    return isScalar(node) ? scalarValue(node.value, node.source) : null
  }
  return convert
}

/** A key as a text: as it is written, whatever type YAML reads it as. */
function keyText(key: unknown): string {
  if (!isScalar(key)) return String(key)
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))
}

function scalarValue(value: unknown, source: string | undefined): JsonValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      return (source === undefined ? null : losslessNumber(source)) ?? value
    case 'bigint':
      return losslessNumber(String(value))
    default:
      return null
  }
}
