/** How much data a benchmark runs on. */
export interface Scale {
  readonly name: ScaleName
  readonly profiles: number
  readonly activities: number
}

export type ScaleName = 'ci' | 's'

/** `s` is the scale the project's figures are stated for; `ci` is small enough for every run of the checks. */
export const scales = {
  ci: { name: 'ci', profiles: 100_000, activities: 1_000_000 },
  s: { name: 's', profiles: 1_000_000, activities: 10_000_000 },
} as const satisfies Record<ScaleName, Scale>
