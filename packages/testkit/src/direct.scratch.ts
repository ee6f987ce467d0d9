import { compileBatch } from '@coterie/compiler'
import {
  compareCodePoints,
  createClock,
  formatDate,
  formatInstant,
  ROW_NUMBER_COLUMN,
  type Value,
} from '@coterie/definition'
import { evaluateInMemory } from '@coterie/engines/reference'
import { DuckDBInstance } from '@duckdb/node-api'
import { keyText } from '../../engines/src/key-text.ts'
import { randomExperiment } from './random/experiments.ts'
import { minimize } from './random/minimize.ts'
import { difference } from './run/difference.ts'
import { instantOf } from './run/open-world.ts'
import { readDefinitions } from './run/read-definitions.ts'
import type { World } from './world/world.ts'
import { worldCatalog } from './world/world-catalog.ts'
import { worldRows } from './world/world-rows.ts'

const q = (n: string) => `"${n.replaceAll('"', '""')}"`
const str = (s: string) =>
  s.includes('\0')
    ? s
        .split('\0')
        .map((p) => `'${p.replaceAll("'", "''")}'`)
        .join('||chr(0)||')
    : `'${s.replaceAll("'", "''")}'`
function lit(v: Value, type: string): string {
  if (v === null) return 'NULL'
  if (Array.isArray(v)) return `[${v.map((x) => lit(x, type.slice(5, -1))).join(',')}]`
  if (typeof v === 'string') return str(v)
  if (typeof v === 'boolean') return String(v)
  if (typeof v === 'bigint') return `TIMESTAMP '${formatInstant(v).replace('T', ' ').replace('Z', '')}'`
  if (typeof v === 'number' && type === 'date') return `DATE '${formatDate(v)}'`
  if (typeof v === 'number') return `${v.toExponential()}::DOUBLE`
  return (v as any).toFixed()
}
export async function openDirect(world: World) {
  const catalog = worldCatalog(world)
  const rows = worldRows(world)
  const db = await DuckDBInstance.create(':memory:', { threads: '2' })
  const c = await db.connect()
  await c.run('create schema data')
  const sqlTypes = new Map<string, string>()
  for (const [name, t] of rows) {
    const cat = catalog.tables.get(name)!
    const cols = t.columns.map((col) => {
      const a = cat.attributes.get(col)
      if (col === ROW_NUMBER_COLUMN || !a) return 'BIGINT'
      const num = (k: any) =>
        k.kind === 'integer' ? 'BIGINT' : k.kind === 'float' ? 'DOUBLE' : `DECIMAL(18,${k.scale})`
      switch (a.type) {
        case 'string':
        case 'other':
          return 'VARCHAR'
        case 'number':
          return num(a.number)
        case 'boolean':
          return 'BOOLEAN'
        case 'date':
          return 'DATE'
        case 'datetime':
          return 'TIMESTAMP'
        case 'list<string>':
          return 'VARCHAR[]'
        case 'list<number>':
          return num(a.number) + '[]'
      }
    })
    await c.run(`create table data.${q(name)} (${t.columns.map((n, i) => `${q(n)} ${cols[i]}`).join(', ')})`)
    const types = t.columns.map((n) => world.tables[name]!.columns[n] ?? 'integer')
    for (let i = 0; i < t.rows.length; i += 200)
      await c.run(
        `insert into data.${q(name)} values ${t.rows
          .slice(i, i + 200)
          .map((r) => `(${r.map((v, j) => lit(v, types[j]!)).join(',')})`)
          .join(',')}`,
      )
  }
  const naming = { table: (t: string) => ['data', t], column: (_t: string, col: string) => col }
  const memory = rows
  return {
    catalog,
    async differences(definitions: ReadonlyMap<string, any>, asOf: string) {
      const segments = readDefinitions(definitions, catalog)
      const clock = createClock({ asOf: instantOf(asOf), timeZone: catalog.timeZone, weekStart: catalog.weekStart })
      const found = new Map<string, string>()
      const expected = new Map(
        [...evaluateInMemory(catalog, memory, { segments, asOf: instantOf(asOf), want: 'ids', inspect: true })].map(
          (r) => [r.id, r],
        ),
      )
      let batch
      try {
        batch = compileBatch({
          segments,
          catalog,
          clock,
          dialect: 'duckdb',
          naming: naming as any,
          inspect: process.env.INSPECT === '1',
        })
      } catch (e: any) {
        for (const s of segments)
          try {
            compileBatch({
              segments: segments.filter((x) => x.id === s.id || JSON.stringify(s.json).includes('segment')),
              catalog,
              clock,
              dialect: 'duckdb',
              naming: naming as any,
            })
          } catch (e: any) {
            found.set(s.id, `COMPILE ${s.json} ${e.stack}`.slice(0, 3000))
          }
        if (found.size === 0) throw e
        return found
      }
      const drops: string[] = []
      const failedShared = new Map<string, string>()
      for (const s of batch.shared) {
        try {
          await c.run(`create temp table ${q(s.name)} as ${s.sql}`)
          drops.push(s.name)
        } catch (e: any) {
          failedShared.set(s.name, `SHARED ${e.message}\n${s.sql}`)
        }
      }
      for (const s of batch.segments) {
        const seg = segments.find((x) => x.id === s.id)!
        try {
          let sql = s.sql
          if (s.membersTable) {
            await c.run(`create temp table ${q(s.membersTable)} as ${s.sql}`)
            drops.push(s.membersTable)
            sql = `select * from ${q(s.membersTable)}`
          }
          const reader = await c.runAndReadAll(sql)
          const table = catalog.tables.get(seg.definition.audience)!
          const types = table.key.map((k) => table.attributes.get(k)?.type ?? 'number')
          const ids = reader
            .getRows()
            .map((r: any) =>
              types.length === 1
                ? String(r[0])
                : `[${r.map((v: any) => (typeof v === 'string' ? JSON.stringify(v) : String(v))).join()}]`,
            )
            .sort(compareCodePoints)
          const exp = expected.get(s.id)!
          const d = difference(seg, exp.ids!, { ids, count: ids.length, sql: s.sql }, catalog)
          if (d) {
            found.set(s.id, d)
            continue
          }
          const parts = new Map(exp.inspection!.parts.map((p) => [p.pointer, p.count]))
          for (const i of s.inspections) {
            const n = Number((await c.runAndReadAll(i.sql)).getRows()[0]![0])
            const want = 'pointer' in i.part ? parts.get(i.part.pointer) : exp.inspection!.afterRule[i.part.afterRule]
            if (n !== want) {
              found.set(s.id, `INSPECT ${JSON.stringify(i.part)} got ${n} want ${want} ${seg.json}\n${i.sql}`)
              break
            }
            if ('pointer' in i.part) parts.delete(i.part.pointer)
          }
          if (!found.has(s.id) && parts.size > 0 && s.inspections.length > 0)
            found.set(s.id, `INSPECT missing parts ${[...parts.keys()]} ${seg.json}`)
        } catch (e: any) {
          found.set(
            s.id,
            `FAIL ${e.message}\n${seg.json}\n${s.uses.map((u) => failedShared.get(u) ?? '').join('\n')}\n${s.sql}`,
          )
        }
      }
      for (const d of drops) await c.run(`drop table if exists ${q(d)}`)
      return found
    },
    close() {
      c.closeSync()
    },
  }
}
if (process.argv[1]?.endsWith('direct.scratch.ts')) {
  const [from = 1, to = 10, n = 100] = process.argv.slice(2).map(Number)
  let bad = 0
  for (let seed = from; seed <= to; seed++) {
    const e = randomExperiment(seed, n)
    let open
    try {
      open = await openDirect(e.world)
    } catch (err: any) {
      console.log(seed, 'OPEN', err.message.slice(0, 500))
      continue
    }
    const t = performance.now()
    let diffs
    try {
      diffs = await open.differences(e.definitions, e.asOf)
    } catch (err: any) {
      console.log(seed, 'THROWS', err.stack.slice(0, 1500))
      continue
    }
    console.log(seed, diffs.size, 'bad of', n, Math.round(performance.now() - t), 'ms')
    for (const [id, whole] of [...diffs].slice(0, 2)) {
      const small = await minimize(id, e, async (c) => (await open.differences(c.definitions, c.asOf)).has(id))
      const rep = (await open.differences(small.definitions, small.asOf)).get(id) ?? whole
      console.log(
        rep.slice(0, 3500),
        '\nasof',
        e.asOf,
        e.world.timeZone,
        e.world.weekStart,
        JSON.stringify(e.world.measures).slice(0, 1500),
      )
      bad++
    }
    open.close()
    if (bad > 8) break
  }
}
