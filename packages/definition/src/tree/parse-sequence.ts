import { childPointer } from '../diagnostics/pointer.ts'
import type { JsonValue } from '../json/json-value.ts'
import {
  flagMember,
  listMember,
  member,
  type ObjectReader,
  readObject,
  requiredChoice,
  requiredMember,
} from '../json/read-members.ts'
import { sequenceStepSchema, unitSchema, windowSchema } from '../schema/definition-schema.ts'
import { whereMember } from './parse-aggregate.ts'
import { type Parsing, pathMember, requiredReference } from './parse-parts.ts'
import { readAmount } from './read-amount.ts'
import type { SequenceNode, StepNode } from './tree.ts'

const STEP_KEYS = Object.keys(sequenceStepSchema.shape)
const WINDOW_KEYS = Object.keys(windowSchema.shape)

export function parseSequence(reader: ObjectReader, depth: number, parsing: Parsing): SequenceNode {
  const pointer = childPointer(reader.pointer, 'sequence')
  const list = listMember(reader, 'sequence', 'a list of steps')
  if (list?.length === 0) parsing.report('sequence-empty', pointer, {})
  const steps = (list ?? []).flatMap((json, i) => parseStep(json, i, childPointer(pointer, i), depth, parsing) ?? [])
  return { kind: 'sequence', steps, pointer: reader.pointer }
}

function parseStep(json: JsonValue, index: number, pointer: string, depth: number, parsing: Parsing): StepNode | null {
  const reader = readObject(json, pointer, 'a step: an object with `time`', STEP_KEYS, parsing.report)
  if (reader === null) return null
  const absent = flagMember(reader, 'absent') ?? false
  if (index === 0) checkFirstStep(reader, absent)
  return {
    absent,
    ...pathMember(reader),
    time: requiredReference(reader, 'time', 'a date or datetime, `table.attribute`'),
    ...whereMember(reader, depth, parsing),
    ...windowMember(reader, parsing),
    pointer,
  }
}

function checkFirstStep(reader: ObjectReader, absent: boolean): void {
  if (absent) reader.report('sequence-starts-absent', childPointer(reader.pointer, 'absent'), {})
  if (member(reader, 'within') !== undefined) {
    reader.report('sequence-starts-with-window', childPointer(reader.pointer, 'within'), {})
  }
}

function windowMember(reader: ObjectReader, { report }: Parsing): Pick<StepNode, 'within'> {
  const json = member(reader, 'within')
  if (json === undefined) return {}
  const pointer = childPointer(reader.pointer, 'within')
  const window = readObject(json, pointer, 'a window: an object with `amount` and `unit`', WINDOW_KEYS, report)
  if (window === null) return { within: null }
  const unit = requiredChoice(window, 'unit', unitSchema.options)
  const written = requiredMember(window, 'amount', 'a whole number of units')
  const amount = written === undefined ? null : readAmount(written, unit, childPointer(pointer, 'amount'), report)
  return { within: unit === null || amount === null ? null : { amount, unit } }
}
