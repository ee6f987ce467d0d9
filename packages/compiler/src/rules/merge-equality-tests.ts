import type { Condition, InListTest } from '../plan/condition.ts'
import { literalKey, termKey } from '../plan/keys.ts'
import type { PlanNodes } from '../plan/plan-nodes.ts'
import type { PlanLiteral, PlanTerm } from '../plan/term.ts'
import type { Rule } from './rule.ts'

/** Merges alternatives that compare one term with constants into one list: `x = 1 or x in (2, 3)` is `x in (1, 2, 3)`; likewise what `and` excludes. */
export const mergeEqualityTests: Rule = {
  name: 'merge-equality-tests',
  rewrite(condition, nodes) {
    if (condition.kind !== 'or' && condition.kind !== 'and') return condition
    const { kind, operands } = condition
    const merged = mergeLists(operands, kind === 'or' ? asList : asExcludedList, nodes)
    return merged === operands ? condition : nodes[kind](merged)
  },
}

interface List {
  readonly term: PlanTerm
  readonly literals: readonly PlanLiteral[]
  readonly make: (list: Condition) => Condition
}

type ReadList = (condition: Condition, nodes: PlanNodes) => List | null

function mergeLists(operands: readonly Condition[], read: ReadList, nodes: PlanNodes): readonly Condition[] {
  const lists = new Map<string, List[]>()
  const keys = operands.map((operand) => {
    const list = read(operand, nodes)
    if (list === null) return null
    const key = termKey(list.term)
    const same = lists.get(key)
    if (same === undefined) lists.set(key, [list])
    else same.push(list)
    return key
  })
  if (![...lists.values()].some((same) => same.length > 1)) return operands
  return operands.flatMap((operand, position) => {
    const key = keys[position] ?? null
    const same = key === null ? undefined : lists.get(key)
    const [first] = same ?? []
    if (key === null || same === undefined || first === undefined || same.length === 1) return [operand]
    // The merged list stands where the first of its parts stood.
    if (keys.indexOf(key) !== position) return []
    return [first.make(nodes.inList(first.term, distinct(same.flatMap(({ literals }) => literals))))]
  })
}

function distinct(literals: readonly PlanLiteral[]): readonly PlanLiteral[] {
  return [...new Map(literals.map((literal) => [literalKey(literal), literal])).values()]
}

const asList: ReadList = (condition) => readList(condition, (list) => list)

const asExcludedList: ReadList = (condition, nodes) =>
  condition.kind === 'not' ? readList(condition.operand, (list) => nodes.not(list)) : null

function readList(condition: Condition, make: List['make']): List | null {
  if (condition.kind === 'inList') return listOf(condition, make)
  if (condition.kind !== 'compare' || condition.operator !== '=') return null
  const { left, right } = condition
  if (left.kind === 'literal' || right.kind !== 'literal') return null
  return { term: left, literals: [right], make }
}

const listOf = ({ term, literals }: InListTest, make: List['make']): List => ({ term, literals, make })
