import type { Catalog } from '../catalog/catalog.ts'
import type { ResolvedDefinition } from '../resolve/resolved.ts'
import type { Clock } from '../time/clock.ts'
import type { Value } from '../values/value.ts'
import { type AudienceEvaluation, evaluateAudience } from './audience-evaluation.ts'
import { inspectRule, type PartCount } from './inspection.ts'
import { joinedRows } from './joined-rows.ts'
import { combineProfiles, countProfiles, type ProfileSet, profilesIn, profilesWhere } from './profile-set.ts'
import { projectedList } from './projection.ts'
import { createRowStore } from './row-store.ts'
import { rowTest } from './row-test.ts'
import type { TableRows } from './table-rows.ts'

export interface SegmentEvaluation {
  readonly catalog: Catalog
  /** Rows of every table the definitions use, by table name. */
  readonly tables: ReadonlyMap<string, TableRows>
  /** Definitions by id; conditions about segments name ids of this same list. */
  readonly segments: readonly { readonly id: string; readonly definition: ResolvedDefinition }[]
  readonly clock: Clock
  /** Also count each rule, group and condition on its own and the combined set after each rule. */
  readonly inspect?: boolean
}

/** The members of one segment. */
export interface EvaluatedSegment {
  readonly id: string
  /** Positions of the members' rows in the audience's table, ascending. */
  readonly members: readonly number[]
  readonly inspection?: { readonly parts: readonly PartCount[]; readonly afterRule: readonly number[] }
  /** The list a projected attribute of the definition, by its position in `project`, has for a member. */
  projected(projection: number, member: number): readonly Value[]
}

/**
 * What definitions mean, in plain code over rows in memory: every other engine has to return the same members. Results come
 * one at a time in the order of `segments`. Throws on a definition that resolving would have refused.
 */
export function* evaluateSegments(request: SegmentEvaluation): Generator<EvaluatedSegment> {
  const store = createRowStore(request.catalog, request.tables)
  const definitions = new Map(request.segments.map(({ id, definition }) => [id, definition]))
  const audiences = new Map<string, AudienceEvaluation>()
  const members = new Map<string, ProfileSet | 'being computed'>()

  function audienceOf(definition: ResolvedDefinition): AudienceEvaluation {
    const { audience } = definition
    const known = audiences.get(audience)
    if (known !== undefined) return known
    const { catalog, clock } = request
    const segmentMembers = (id: string) => membersOf(id, audience)
    const evaluation = evaluateAudience(audience, { catalog, clock, store, segmentMembers })
    audiences.set(audience, evaluation)
    return evaluation
  }

  function membersOf(id: string, audience: string): ProfileSet {
    const known = members.get(id)
    if (known === 'being computed') throw new Error(`The segment \`${id}\` refers to itself.`)
    const definition = definitions.get(id)
    if (definition === undefined) throw new Error(`There is no segment \`${id}\` in this evaluation.`)
    if (definition.audience !== audience) throw new Error(`The segment \`${id}\` is not about \`${audience}\`.`)
    if (known !== undefined) return known
    members.set(id, 'being computed')
    const set = afterEachRule(definition, audienceOf(definition)).at(-1) ?? new Uint8Array()
    members.set(id, set)
    return set
  }

  for (const { id, definition } of request.segments) {
    const evaluation = audienceOf(definition)
    const lists = new Map<number, (profile: number) => readonly Value[]>()
    yield {
      id,
      members: profilesIn(membersOf(id, definition.audience)),
      ...(request.inspect === true && {
        inspection: {
          parts: definition.rules.flatMap((rule) => inspectRule(rule, evaluation)),
          afterRule: afterEachRule(definition, evaluation).map(countProfiles),
        },
      }),
      projected(position, member) {
        const projection = definition.project[position]
        if (projection === undefined) throw new Error(`The segment \`${id}\` projects fewer attributes.`)
        const list = lists.get(position) ?? projectedList(projection, definition, evaluation)
        lists.set(position, list)
        return list(member)
      },
    }
  }
}

/** The combined set after each rule, strictly from the first to the last. */
function afterEachRule(definition: ResolvedDefinition, evaluation: AudienceEvaluation): readonly ProfileSet[] {
  const sets: ProfileSet[] = []
  for (const { combine, path, group } of definition.rules) {
    const rows = joinedRows(path, evaluation.store)
    const test = rowTest(group, rows.slots, evaluation)
    const matched = profilesWhere(evaluation.size, (profile) => rows.some(profile, test))
    const before = sets.at(-1)
    sets.push(before === undefined || combine === null ? matched : combineProfiles(before, combine, matched))
  }
  return sets
}
