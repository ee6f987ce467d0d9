import { aggregate, all, along, any, attribute, none, rules, segment, where } from './build.ts'
import type { CorpusCase } from './corpus-case.ts'
import { ORDERS, shop } from './shop.ts'

const spain = where(attribute('customers.country', 'is', 'ES'))
const buyers = where(aggregate({ aggregate: 'count', path: ORDERS }, 'gte', 1))

/** Conditions about other segments of the same evaluation. */
export const referenceCases: readonly CorpusCase[] = [
  {
    name: 'members of another segment',
    world: shop,
    others: { spain },
    definition: where(segment('spain')),
    members: ['A', 'D'],
  },
  {
    name: 'those who are not members',
    world: shop,
    others: { spain },
    definition: where(segment('spain', 'notIn')),
    members: ['B', 'C', 'E'],
  },
  {
    name: 'two segments',
    world: shop,
    others: { spain, buyers },
    definition: where(segment('buyers'), segment('spain', 'notIn')),
    members: ['B', 'C'],
  },
  {
    name: 'a chain of three, the middle one negative',
    world: shop,
    others: { middle: where(segment('spain', 'notIn')), spain },
    definition: where(segment('middle'), segment('middle')),
    members: ['B', 'C', 'E'],
  },
  {
    name: 'a chain of four whose negatives cancel out',
    world: shop,
    others: { d: spain, c: where(segment('d', 'notIn')), b: where(segment('c', 'notIn')) },
    definition: where(segment('b')),
    members: ['A', 'D'],
  },
  {
    name: 'a diamond of references',
    world: shop,
    others: {
      left: where(segment('spain'), segment('buyers')),
      right: where(any(segment('spain'), segment('buyers'))),
      spain,
      buyers,
    },
    definition: where(segment('right'), segment('left', 'notIn')),
    members: ['B', 'C', 'D'],
  },
  {
    name: 'none of a segment',
    world: shop,
    others: { buyers },
    definition: where(none(segment('buyers'))),
    members: ['D', 'E'],
  },
  {
    name: 'a reference to a segment without members',
    world: shop,
    others: { nobody: rules(any()) },
    definition: where(any(segment('nobody'), attribute('customers.vip', 'isTrue'))),
    members: ['A', 'E'],
  },
  {
    name: 'not in a segment without members is everybody',
    world: shop,
    others: { nobody: rules(any()) },
    definition: where(segment('nobody', 'notIn')),
    members: ['A', 'B', 'C', 'D', 'E'],
  },
  {
    name: 'a reference inside a rule with a path is about the profile',
    world: shop,
    others: { spain },
    definition: along(ORDERS, all(segment('spain'), attribute('orders.amount', 'lt', 5))),
    members: ['A'],
  },
  {
    name: 'a reference inside the condition of an aggregate',
    world: shop,
    others: { spain },
    definition: where(aggregate({ aggregate: 'count', path: ORDERS, where: all(segment('spain', 'notIn')) }, 'gte', 2)),
    members: ['B'],
  },
  {
    name: 'a reference in a rule that takes away',
    world: shop,
    others: { buyers },
    definition: rules(all(), { ...all(segment('buyers')), combine: 'except' }),
    members: ['D', 'E'],
  },
]
