import type { SetOperator } from '../resolve/resolved.ts'

/** A set of profiles: one byte a row of the audience table, 1 for the rows in the set. */
export type ProfileSet = Uint8Array

/** The set of profiles for which `test` holds, of the first `size` rows of the audience. */
export function profilesWhere(size: number, test: (profile: number) => boolean): ProfileSet {
  const set = new Uint8Array(size)
  for (let profile = 0; profile < size; profile++) if (test(profile)) set[profile] = 1
  return set
}

/** Combines two sets of the same audience. */
export function combineProfiles(left: ProfileSet, operator: SetOperator, right: ProfileSet): ProfileSet {
  return profilesWhere(left.length, (profile) => {
    const inLeft = left[profile] === 1
    const inRight = right[profile] === 1
    switch (operator) {
      case 'union':
        return inLeft || inRight
      case 'intersect':
        return inLeft && inRight
      case 'except':
        return inLeft && !inRight
    }
  })
}

/** How many profiles are in the set. */
export const countProfiles = (set: ProfileSet): number => set.reduce((count, bit) => count + bit, 0)

/** The rows of the audience table that are in the set, ascending. */
export function profilesIn(set: ProfileSet): number[] {
  const profiles: number[] = []
  for (let profile = 0; profile < set.length; profile++) if (set[profile] === 1) profiles.push(profile)
  return profiles
}
