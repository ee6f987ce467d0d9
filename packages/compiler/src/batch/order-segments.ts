import type { Formula, ProfileValue, ResolvedCondition, ResolvedDefinition, Subject } from '@coterie/definition'
import { InvalidPlanError } from '../plan/invalid-plan-error.ts'

export interface BatchSegment {
  readonly id: string
  readonly definition: ResolvedDefinition
}

/** The segments in the order given, except that one stands after those it refers to. Circles are refused before. */
export function orderSegments(segments: readonly BatchSegment[]): readonly BatchSegment[] {
  const byId = new Map(segments.map((segment) => [segment.id, segment]))
  const state = new Map<string, 'open' | 'done'>()
  const ordered: BatchSegment[] = []

  function visit(segment: BatchSegment): void {
    if (state.get(segment.id) === 'done') return
    if (state.get(segment.id) === 'open') {
      throw new InvalidPlanError(`The segment \`${segment.id}\` refers to itself.`)
    }
    state.set(segment.id, 'open')
    for (const id of referencesOf(segment.definition)) {
      const referenced = byId.get(id)
      if (referenced === undefined) throw new InvalidPlanError(`The batch has no segment \`${id}\`.`)
      visit(referenced)
    }
    state.set(segment.id, 'done')
    ordered.push(segment)
  }

  for (const segment of segments) visit(segment)
  return ordered
}

/** The segments a definition's conditions name, wherever they stand. */
export function referencesOf(definition: ResolvedDefinition): ReadonlySet<string> {
  const found = new Set<string>()
  const seen = new Set<ProfileValue>()

  function inCondition(condition: ResolvedCondition): void {
    switch (condition.kind) {
      case 'group':
        for (const each of condition.conditions) inCondition(each)
        break
      case 'segment':
        found.add(condition.segment)
        break
      case 'sequence':
        for (const { where } of condition.steps) inCondition(where)
        break
      case 'test': {
        inSubject(condition.subject)
        const { value, from, to } = condition.operands
        for (const operand of [value, from, to]) if (operand?.kind === 'subject') inSubject(operand.subject)
        break
      }
    }
  }

  function inSubject(subject: Subject): void {
    if (subject.kind === 'value') inValue(subject.value)
  }

  function inValue(value: ProfileValue): void {
    if (seen.has(value)) return
    seen.add(value)
    if (value.kind === 'aggregate') inCondition(value.where)
    else if (value.kind === 'daysSince') inValue(value.of)
    else inFormula(value.formula)
  }

  function inFormula(formula: Formula): void {
    if (formula.kind === 'value') inValue(formula.value)
    if (formula.kind !== 'arithmetic') return
    inFormula(formula.left)
    inFormula(formula.right)
  }

  for (const { group } of definition.rules) inCondition(group)
  return found
}
