import { LIMITS } from '../diagnostics/limits.ts'
import { childPointer } from '../diagnostics/pointer.ts'
import type { Report } from '../diagnostics/report.ts'
import { isExactNumber, type JsonValue } from '../json/json-value.ts'
import {
  choiceMember,
  foundWords,
  listMember,
  type ObjectReader,
  readObject,
  readText,
  requiredMember,
  textMember,
} from '../json/read-members.ts'
import { combineSchema, DEFINITION_VERSION, definitionSchema, ruleSchema } from '../schema/definition-schema.ts'
import { parseGroupMembers } from './parse-condition.ts'
import { type Parsing, pathMember } from './parse-parts.ts'
import type { DefinitionNode, ReferenceNode, RuleNode } from './tree.ts'

const DEFINITION_KEYS = Object.keys(definitionSchema.shape)
const RULE_KEYS = Object.keys(ruleSchema.shape)

/** The tree of a definition, as far as it is written rightly; everything else is reported. Null: it is no object. */
export function parseDefinition(input: unknown, report: Report): DefinitionNode | null {
  const reader = readObject(input, '', 'a definition: an object with `version` and `rules`', DEFINITION_KEYS, report)
  if (reader === null) return null
  checkVersion(reader, DEFINITION_VERSION)
  const audience = textMember(reader, 'audience')
  return {
    ...(audience === undefined ? {} : { audience }),
    rules: parseRules(reader, report),
    project: parseProject(reader, report),
  }
}

/** Reports a `version` that is absent or another than `supported`. */
export function checkVersion(reader: ObjectReader, supported: number): void {
  const version = requiredMember(reader, 'version', String(supported))
  if (version === undefined || version === supported) return
  const pointer = childPointer(reader.pointer, 'version')
  if (typeof version === 'number' || isExactNumber(version)) {
    reader.report('unsupported-version', pointer, { found: JSON.stringify(version), supported })
  } else {
    reader.report('wrong-type', pointer, { expected: `the number ${supported}`, found: foundWords(version) })
  }
}

function parseRules(reader: ObjectReader, report: Report): readonly RuleNode[] {
  if (requiredMember(reader, 'rules', 'a list of rules') === undefined) return []
  const rules = listMember(reader, 'rules', 'a list of rules')
  if (rules == null) return []
  const pointer = childPointer(reader.pointer, 'rules')
  if (rules.length === 0) report('rules-empty', pointer, {})
  const parsing: Parsing = { report, conditionsLeft: LIMITS.conditions }
  return rules.flatMap((rule, i) => parseRule(rule, i, childPointer(pointer, i), parsing) ?? [])
}

function parseRule(json: JsonValue, index: number, pointer: string, parsing: Parsing): RuleNode | null {
  const reader = readObject(json, pointer, 'a rule: an object with `match` and `conditions`', RULE_KEYS, parsing.report)
  if (reader === null) return null
  const name = textMember(reader, 'name')
  const combine = choiceMember(reader, 'combine', combineSchema.options)
  if (index === 0 && combine != null) {
    parsing.report('combine-on-first-rule', childPointer(pointer, 'combine'), {})
  }
  if (index > 0 && combine === undefined) parsing.report('combine-missing', pointer, {})
  return {
    ...(name == null ? {} : { name }),
    combine: index === 0 ? null : (combine ?? null),
    ...pathMember(reader),
    group: parseGroupMembers(reader, 0, parsing),
    pointer,
  }
}

function parseProject(reader: ObjectReader, report: Report): readonly ReferenceNode[] {
  const list = listMember(reader, 'project', 'a list of attributes, each `table.attribute`') ?? []
  return list.flatMap((value, i) => {
    const pointer = childPointer(childPointer(reader.pointer, 'project'), i)
    const text = readText(value, pointer, report, 'an attribute, `table.attribute`')
    return text === null ? [] : [{ text, pointer }]
  })
}
