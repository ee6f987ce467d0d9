import { all, none, rules, segment } from '../corpus/build.ts'
import type { DefinitionJson } from '../corpus/corpus-case.ts'
import type { Draw } from '../random/draw.ts'
import { randomGroup } from '../random/random-condition.ts'
import { measuresOf } from '../random/random-measures.ts'
import { pathsOf } from '../random/scope.ts'
import type { World } from '../world/world.ts'

type Json = Readonly<Record<string, unknown>>
type Members = ReadonlySet<string>

/** Something that holds of any engine that means what the language says, whatever the members are. */
export interface Law {
  readonly name: string
  readonly definitions: Readonly<Record<string, DefinitionJson>>
  /** Whether the members of the definitions obey it. */
  holds(membersOf: (name: string) => Members, everybody: Members): boolean
}

function law<Name extends string>(
  name: string,
  definitions: Readonly<Record<Name, DefinitionJson>>,
  holds: (members: Readonly<Record<Name, Members>>, everybody: Members) => boolean,
): Law {
  return {
    name,
    definitions,
    holds(membersOf, everybody) {
      const members = Object.keys(definitions).map((each) => [each, membersOf(each)] as const)
      // The entries are those of `definitions`.
      return holds(Object.fromEntries(members) as Record<Name, Members>, everybody)
    },
  }
}

/** The laws about two groups drawn for a path of a world. */
export function lawsAbout(world: World, draw: Draw): readonly Law[] {
  const path = draw.pick(pathsOf(world))
  const scope = { world, tables: path.tables, measures: measuresOf(world), segments: [] }
  const onPath = path.relationships.length > 0 ? { path: path.relationships } : {}
  const [p, q] = [randomGroup(scope, 3, draw), randomGroup(scope, 3, draw)]
  const rule = (group: Json) => ({ ...group, ...onPath })
  const one = (group: Json) => rules(rule(group))
  const two = (a: Json, combine: string, b: Json) => rules(rule(a), { ...rule(b), combine })
  const profileScope = { ...scope, tables: [world.audience] }
  const r = randomGroup(profileScope, 3, draw)

  return [
    law(
      'a group about the profile and none of it share everybody among them',
      { p: rules(all(r)), notP: rules(none(r)) },
      ({ p, notP }, everybody) => p.isDisjointFrom(notP) && same(p.union(notP), everybody),
    ),
    law(
      'members and those a reference leaves out share everybody among them',
      { p: one(p), inP: rules(all(segment('p'))), notInP: rules(all(segment('p', 'notIn'))) },
      ({ p, inP, notInP }, everybody) => same(p, inP) && p.isDisjointFrom(notInP) && same(p.union(notInP), everybody),
    ),
    law(
      'a set combined with itself',
      {
        p: one(p),
        union: two(p, 'union', p),
        intersect: two(p, 'intersect', p),
        except: two(p, 'except', p),
      },
      ({ p, union, intersect, except }) => same(p, union) && same(p, intersect) && except.size === 0,
    ),
    law(
      'the order of union and intersect is irrelevant',
      {
        pq: two(p, 'union', q),
        qp: two(q, 'union', p),
        pAndQ: two(p, 'intersect', q),
        qAndP: two(q, 'intersect', p),
      },
      ({ pq, qp, pAndQ, qAndP }) => same(pq, qp) && same(pAndQ, qAndP),
    ),
    law(
      'rules combine as sets do',
      {
        p: one(p),
        q: one(q),
        union: two(p, 'union', q),
        intersect: two(p, 'intersect', q),
        except: two(p, 'except', q),
      },
      ({ p, q, union, intersect, except }) =>
        same(union, p.union(q)) && same(intersect, p.intersection(q)) && same(except, p.difference(q)),
    ),
    law(
      'De Morgan on one row',
      {
        none: one(none(p, q)),
        allNone: one(all(none(p), none(q))),
        any: one({ match: 'any', conditions: [p, q] }),
        noneOfNone: one(none(none(p, q))),
        all: one(all(p, q)),
        noneNone: one(none(none(p), none(q))),
      },
      ({ none: noneOf, allNone, any, noneOfNone, all: allOf, noneNone }) =>
        same(noneOf, allNone) && same(any, noneOfNone) && same(allOf, noneNone),
    ),
    law(
      'one row meets p and q only if some row meets p, and any of both if some row meets either',
      { p: one(p), q: one(q), both: one(all(p, q)), any: one({ match: 'any', conditions: [p, q] }) },
      ({ p, q, both, any }) => both.isSubsetOf(p) && both.isSubsetOf(q) && same(any, p.union(q)),
    ),
    law(
      'a condition and none of it are never met by one row',
      { never: one(all(p, none(p))) },
      ({ never }) => never.size === 0,
    ),
    law(
      'names, notes of white space and the order of keys mean nothing',
      { p: one(p), written: JSON.stringify(reversedKeys(rules({ ...rule(p), name: 'A rule' })), null, 3) },
      ({ p, written }) => same(p, written),
    ),
    law(
      'a group of one group is that group',
      {
        p: one(p),
        inAll: one(all(p)),
        inAny: one({ match: 'any', conditions: [p] }),
        twice: one(none(none(p))),
      },
      ({ p, inAll, inAny, twice }) => same(p, inAll) && same(p, inAny) && same(p, twice),
    ),
  ]
}

const same = (a: Members, b: Members): boolean => a.size === b.size && a.isSubsetOf(b)

/** The same JSON with the keys of every object in the opposite order. Numbers kept as text are left alone. */
function reversedKeys(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(reversedKeys)
  if (typeof json !== 'object' || json === null || 'rawJSON' in json) return json
  return Object.fromEntries(
    Object.entries(json)
      .reverse()
      .map(([key, value]) => [key, reversedKeys(value)]),
  )
}
