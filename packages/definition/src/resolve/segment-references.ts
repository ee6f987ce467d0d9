import type { ResolvedCondition, ResolvedDefinition, Subject } from './resolved.ts'

/** A segment condition: which segment it names, and where. */
export interface SegmentReference {
  readonly segment: string
  /** JSON pointer to the condition. */
  readonly pointer: string
}

/** Every segment condition of a definition, those inside aggregates and sequences included, in the order written. */
export function segmentReferences(definition: ResolvedDefinition): readonly SegmentReference[] {
  const references: SegmentReference[] = []
  for (const { group } of definition.rules) addFromCondition(group, references)
  return references
}

function addFromCondition(condition: ResolvedCondition, references: SegmentReference[]): void {
  switch (condition.kind) {
    case 'group':
      for (const inner of condition.conditions) addFromCondition(inner, references)
      break
    case 'test': {
      const { value, from, to } = condition.operands
      addFromSubject(condition.subject, references)
      for (const operand of [value, from, to]) {
        if (operand?.kind === 'subject') addFromSubject(operand.subject, references)
      }
      break
    }
    case 'segment':
      references.push({ segment: condition.segment, pointer: condition.pointer })
      break
    case 'sequence':
      for (const step of condition.steps) addFromCondition(step.where, references)
      break
  }
}

/** Measures are left out: they cannot hold segment conditions, only an aggregate written in the definition can. */
function addFromSubject(subject: Subject, references: SegmentReference[]): void {
  if (subject.kind === 'value' && subject.value.kind === 'aggregate') addFromCondition(subject.value.where, references)
}
