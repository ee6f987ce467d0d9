/** Evaluates the example's definitions together and prints a line for each. */
import { describeDefinition } from '@coterie/definition'
import { openDuckDbEngine } from '@coterie/engines/duckdb'
import { asOf, asOfText, baseDir, readExampleCatalog, readExampleSegments } from './example.ts'

const COLUMNS = { name: 32, count: 7, share: 7, time: 8 }

async function main(): Promise<void> {
  const start = performance.now()
  const engine = await openDuckDbEngine({ file: readExampleCatalog(), baseDir })
  try {
    const rowsOf = new Map(engine.tables.map(({ table, rows }) => [table, rows]))
    const audience = rowsOf.get(engine.catalog.audience) ?? 0
    console.log(`AdventureWorks: ${audience} customers, as of ${asOfText}`)
    console.log(`${engine.tables.length} tables read in ${seconds(start)}\n`)
    console.log(line('segment', 'members', 'share', 'time', 'in words'))

    const segments = readExampleSegments(engine)
    const wordsOf = new Map(
      segments.map(({ id, definition }) => [id, describeDefinition(definition, engine.catalog).join(' ')]),
    )
    for await (const { id, count, elapsedMs } of engine.evaluate({ segments, asOf, want: 'count' })) {
      const share = `${((100 * count) / audience).toFixed(1)} %`
      console.log(line(id, String(count), share, `${elapsedMs.toFixed(0)} ms`, wordsOf.get(id) ?? ''))
    }
    console.log(`\n${segments.length} segments in ${seconds(start)}`)
  } finally {
    await engine.close()
  }
}

const seconds = (fromMs: number) => `${((performance.now() - fromMs) / 1000).toFixed(1)} s`

function line(name: string, count: string, share: string, time: string, words: string): string {
  const facts = [
    name.padEnd(COLUMNS.name),
    count.padStart(COLUMNS.count),
    share.padStart(COLUMNS.share),
    time.padStart(COLUMNS.time),
  ].join(' ')
  const room = Math.max((process.stdout.isTTY ? process.stdout.columns : 140) - facts.length - 2, 20)
  return `${facts}  ${words.length <= room ? words : `${words.slice(0, room - 1)}…`}`
}

await main()
