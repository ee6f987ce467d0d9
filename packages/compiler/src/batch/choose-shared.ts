import type { SharableNode } from '../lower/lowering.ts'
import type { Condition } from '../plan/condition.ts'
import { conditionsIn, valuesIn } from '../plan/parts-of-plan.ts'
import { aggregatesOf } from '../plan/plan-value.ts'

/** A node computed once for several segments, and how many segments and other shared nodes read it. */
export interface SharedNode {
  readonly node: SharableNode
  readonly readers: number
}

/**
 * The values, rankings and sequences that at least two segments need, those that others are made of first. What depends on
 * another segment's members is computed in place, because those are not there yet.
 */
export function chooseShared(segments: readonly (readonly Condition[])[]): readonly SharedNode[] {
  const readers = new Map<SharableNode, Set<SharableNode | number>>()
  const needs = new Map<SharableNode, readonly SharableNode[]>()

  function note(node: SharableNode, newReaders: Iterable<SharableNode | number>): void {
    const known = readers.get(node)
    if (known !== undefined) {
      for (const reader of newReaders) known.add(reader)
      return
    }
    readers.set(node, new Set(newReaders))
    const inner = sharableIn(conditionsOfNode(node))
    needs.set(node, inner)
    for (const each of inner) note(each, [])
  }

  segments.forEach((conditions, segment) => {
    for (const node of sharableIn(conditions)) note(node, [segment])
  })

  const shared: SharedNode[] = []
  // Outer nodes have greater ids: whether they are shared is known before what they are made of is looked at.
  for (const [node, itsReaders] of [...readers].sort(([a], [b]) => b.id - a.id)) {
    const isShared = itsReaders.size > 1 && !dependsOnMembers(node)
    if (isShared) shared.push({ node, readers: itsReaders.size })
    for (const inner of needs.get(node) ?? []) note(inner, isShared ? [node] : itsReaders)
  }
  return shared.reverse()
}

/** The sharable nodes conditions need, not looking inside of those. */
function sharableIn(conditions: readonly Condition[]): readonly SharableNode[] {
  const found = new Set<SharableNode>()
  const seen = new Set<Condition>()
  const open = [...conditions]
  for (let condition = open.pop(); condition !== undefined; condition = open.pop()) {
    if (seen.has(condition)) continue
    seen.add(condition)
    if (condition.kind === 'ranking' || condition.kind === 'sequence') {
      found.add(condition)
      continue
    }
    for (const value of valuesIn(condition)) for (const aggregate of aggregatesOf(value)) found.add(aggregate)
    open.push(...conditionsIn(condition))
  }
  return [...found]
}

/** What stands inside a sharable node: for a ranking the test that it has a value. */
function conditionsOfNode(node: SharableNode): readonly Condition[] {
  switch (node.kind) {
    case 'aggregate':
      return [node.where]
    case 'sequence':
      return conditionsIn(node)
    case 'ranking':
      return [{ kind: 'isNull', id: node.id, term: node.term }]
  }
}

const dependent = new WeakMap<SharableNode, boolean>()

function dependsOnMembers(node: SharableNode): boolean {
  const known = dependent.get(node)
  if (known !== undefined) return known
  const conditions = conditionsOfNode(node)
  const depends = conditions.some(hasMembership) || sharableIn(conditions).some(dependsOnMembers)
  dependent.set(node, depends)
  return depends
}

const hasMembership = (condition: Condition): boolean =>
  condition.kind === 'membership' || conditionsIn(condition).some(hasMembership)
