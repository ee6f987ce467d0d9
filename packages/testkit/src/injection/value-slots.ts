import { all, attribute, rules, segment } from '../corpus/build.ts'
import type { DefinitionJson } from '../corpus/corpus-case.ts'
import type { World } from '../world/world.ts'
import { CANARY_TABLE, PAYLOADS } from './payloads.ts'

/** Profiles whose texts are the payloads, one a profile, and lists that hold them; and a table that has to stay as it is. */
export const payloadWorld: World = {
  audience: 'p',
  audiences: ['p', CANARY_TABLE],
  tables: {
    p: {
      key: 'id',
      columns: {
        id: 'integer',
        text: 'string',
        list: 'list<string>',
        n: 'integer',
        d: 'date',
        t: 'datetime',
        b: 'boolean',
      },
      rows: [
        ...PAYLOADS.map(
          (payload, i) => [i, payload, [payload, null, 'x'], i, '2024-06-01', '2024-06-01T00:00:00Z', true] as const,
        ),
        [-1, null, null, null, null, null, null],
        [-2, '', [], 0, '1970-01-01', '1970-01-01T00:00:00Z', false],
      ],
    },
    notes: { columns: { p: 'integer', text: 'string' }, rows: PAYLOADS.map((payload, i) => [i, payload]) },
    [CANARY_TABLE]: { key: 'id', columns: { id: 'integer' }, rows: [[1], [2], [3]] },
  },
  relationships: { note_p: { from: 'notes.p', to: 'p.id' } },
}

/** Each way a text stands in a condition, as a function of the text. */
const SLOTS: Readonly<Record<string, (payload: string) => Readonly<Record<string, unknown>>>> = {
  is: (payload) => attribute('p.text', 'is', payload),
  'is, ignoring case': (payload) => attribute('p.text', 'is', { value: payload, ignoreCase: true }),
  in: (payload) => attribute('p.text', 'in', { values: [payload, 'no such text'] }),
  notIn: (payload) => attribute('p.text', 'notIn', { values: [payload] }),
  contains: (payload) => attribute('p.text', 'contains', payload),
  'contains any': (payload) => attribute('p.text', 'contains', { values: [payload, 'no such text'] }),
  'contains, ignoring case': (payload) => attribute('p.text', 'contains', { value: payload, ignoreCase: true }),
  startsWith: (payload) => attribute('p.text', 'startsWith', payload),
  endsWith: (payload) => attribute('p.text', 'endsWith', payload),
  matches: (payload) => attribute('p.text', 'matches', { value: quotedPattern(payload) }),
  'matches, ignoring case': (payload) =>
    attribute('p.text', 'matches', { value: quotedPattern(payload), ignoreCase: true }),
  hasAny: (payload) => attribute('p.list', 'hasAny', { values: [payload] }),
  hasAll: (payload) => attribute('p.list', 'hasAll', { values: [payload, 'x'] }),
  'of an aggregate': (payload) => ({
    aggregate: 'max',
    attribute: 'notes.text',
    path: ['note_p'],
    operator: 'is',
    value: payload,
  }),
  'in the condition of an aggregate': (payload) => ({
    aggregate: 'count',
    path: ['note_p'],
    where: all(attribute('notes.text', 'is', payload)),
    operator: 'gte',
    value: 1,
  }),
}

/** A pattern that finds the text itself: each character that means something in RE2 is escaped. */
const quotedPattern = (payload: string): string => payload.replaceAll(/[\\^$.|?*+()[\]{}]/g, String.raw`\$&`)

/** A definition for each payload in each slot, and segments whose ids and names are payloads. */
export function valueSlotDefinitions(): ReadonlyMap<string, DefinitionJson> {
  const definitions = new Map<string, DefinitionJson>()
  PAYLOADS.forEach((payload, i) => {
    for (const [slot, condition] of Object.entries(SLOTS)) {
      definitions.set(`${slot} ${i}`, rules(all(condition(payload))))
    }
    definitions.set(payload, rules({ ...all(attribute('p.id', 'is', i)), name: payload }))
    definitions.set(`refers to ${i}`, rules(all(segment(payload))))
  })
  return definitions
}
