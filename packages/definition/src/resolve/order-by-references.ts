import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { LIMITS } from '../diagnostics/limits.ts'
import { childPointer } from '../diagnostics/pointer.ts'
import { diagnostic } from '../diagnostics/report.ts'
import type { ResolvedDefinition } from './resolved.ts'
import { type SegmentReference, segmentReferences } from './segment-references.ts'

/** Segments that can be evaluated, each after those it refers to, and why the others cannot. */
export interface OrderedSegments<S> {
  readonly ordered: readonly S[]
  /** Problems by id, of segments that stand on a circle, refer too deep, or refer to a refused, absent or other-audience one. */
  readonly refused: ReadonlyMap<string, readonly Diagnostic[]>
}

/** So many names of a circle are told; circles of thousands are no help to anybody. */
const MOST_NAMES = 50

interface Segment {
  readonly id: string
  readonly definition: ResolvedDefinition
}

interface Node<S> {
  readonly segment: S
  readonly references: readonly SegmentReference[]
  state: 'new' | 'open' | 'done'
  /** How many segments the longest chain of references from here runs through, this one not counted. */
  depth: number
  readonly problems: Diagnostic[]
}

/** Orders segments by their references to one another; otherwise they keep the order given. Ids are distinct. */
export function orderByReferences<S extends Segment>(segments: readonly S[]): OrderedSegments<S> {
  const nodes = new Map<string, Node<S>>(
    segments.map((segment) => [
      segment.id,
      { segment, references: segmentReferences(segment.definition), state: 'new', depth: 0, problems: [] },
    ]),
  )
  const ordered: S[] = []
  for (const node of nodes.values()) visit(node, nodes, ordered)
  const refused = [...nodes].flatMap(([id, { problems }]) => (problems.length > 0 ? [[id, problems] as const] : []))
  return { ordered, refused: new Map(refused) }
}

/** Visits a segment after those it refers to. A stack of its own, as chains may be longer than the engine's. */
function visit<S extends Segment>(start: Node<S>, nodes: ReadonlyMap<string, Node<S>>, ordered: S[]): void {
  const open: { readonly node: Node<S>; next: number }[] = []
  const enter = (node: Node<S>) => {
    node.state = 'open'
    open.push({ node, next: 0 })
  }
  if (start.state === 'new') enter(start)
  for (let frame = open.at(-1); frame !== undefined; frame = open.at(-1)) {
    const { node } = frame
    const reference = node.references[frame.next++]
    if (reference === undefined) {
      open.pop()
      finish(node, nodes)
      if (node.problems.length === 0) ordered.push(node.segment)
      continue
    }
    const target = nodes.get(reference.segment)
    if (target?.state === 'new') enter(target)
    else if (target?.state === 'open')
      refuseCircle(
        open.map((one) => one.node),
        target,
      )
  }
}

/** Reports the circle once at each of its segments, where it refers to the next. */
function refuseCircle<S extends Segment>(open: readonly Node<S>[], target: Node<S>): void {
  const circle = open.slice(open.indexOf(target))
  const ids = circle.map(({ segment }) => segment.id)
  for (const [i, node] of circle.entries()) {
    const next = ids[(i + 1) % ids.length]
    const reference = node.references.find(({ segment }) => segment === next)
    if (reference === undefined) continue
    const length = Math.min(ids.length + 1, MOST_NAMES)
    const fromHere = Array.from({ length }, (_, k) => ids[(i + k) % ids.length] ?? '')
    const pointer = childPointer(reference.pointer, 'segment')
    if (node.problems.some((problem) => problem.pointer === pointer)) continue
    node.problems.push(diagnostic('reference-circle', pointer, { circle: fromHere }))
  }
}

/** Checks a segment's references when all that stand after it have been visited. */
function finish<S extends Segment>(node: Node<S>, nodes: ReadonlyMap<string, Node<S>>): void {
  node.state = 'done'
  const expected = node.segment.definition.audience
  let reportedDepth = false
  for (const { segment, pointer: condition } of node.references) {
    const pointer = childPointer(condition, 'segment')
    if (node.problems.some((problem) => problem.pointer === pointer)) continue
    const target = nodes.get(segment)
    if (target === undefined || target.problems.length > 0 || target.state === 'open') {
      node.problems.push(diagnostic('reference-refused', pointer, { segment }))
      continue
    }
    const { audience } = target.segment.definition
    if (audience !== expected) {
      node.problems.push(diagnostic('reference-of-other-audience', pointer, { segment, audience, expected }))
      continue
    }
    node.depth = Math.max(node.depth, target.depth + 1)
    if (target.depth + 1 > LIMITS.references && !reportedDepth) {
      reportedDepth = true
      const problem = diagnostic('reference-too-deep', pointer, { limit: LIMITS.references, depth: target.depth + 1 })
      node.problems.push(problem)
    }
  }
}
