import { aggregateCases } from './aggregates.case.ts'
import { bridgeCases } from './bridges.case.ts'
import { calendarCases } from './calendar.case.ts'
import { comparisonCases } from './comparisons.case.ts'
import type { CorpusCase } from './corpus-case.ts'
import { fanOutCases } from './fan-out.case.ts'
import { groupCases } from './groups.case.ts'
import { joinedRowCases } from './joined-rows.case.ts'
import { keyCases } from './keys.case.ts'
import { listCases } from './lists.case.ts'
import { nullCases } from './nulls.case.ts'
import { numberCases } from './numbers.case.ts'
import { operatorCases } from './operator-cases.ts'
import { rankingCases } from './rankings.case.ts'
import { referenceCases } from './references.case.ts'
import { sequenceCases } from './sequences.case.ts'
import { setOperatorCases } from './set-operators.case.ts'
import { textCases } from './text.case.ts'
import { windowCases } from './windows.case.ts'
import { zoneCases } from './zones.case.ts'

/** Every case, by area: what any engine has to answer. */
export const corpus: Readonly<Record<string, readonly CorpusCase[]>> = {
  aggregates: aggregateCases,
  bridges: bridgeCases,
  calendar: calendarCases,
  comparisons: comparisonCases,
  'fan-out': fanOutCases,
  groups: groupCases,
  'joined rows': joinedRowCases,
  keys: keyCases,
  lists: listCases,
  nulls: nullCases,
  numbers: numberCases,
  operators: operatorCases,
  rankings: rankingCases,
  references: referenceCases,
  sequences: sequenceCases,
  'set operators': setOperatorCases,
  text: textCases,
  windows: windowCases,
  zones: zoneCases,
}
