import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { EngineError } from '../../errors.ts'
import { type Database, openDatabase, queryCount } from '../database.ts'
import { DATA_SCHEMA, physicalNames } from '../naming.ts'
import type { Command, FromChild, ReadResult, Results } from '../process/messages.ts'
import { readTable } from '../read/read-table.ts'
import { quoteIdentifier } from '../sql/quote.ts'
import { checkTables } from './check-tables.ts'
import { sendRows } from './send-rows.ts'
import { sendTexts } from './send-texts.ts'

/** How often an interrupt is repeated until the command has stopped: the first may come before the query has begun. */
const INTERRUPT_EVERY_MS = 20

type Report = FromChild extends infer M
  ? M extends { kind: 'progress' | 'texts' | 'rows' }
    ? Omit<M, 'id'>
    : never
  : never

/** Runs commands on the process's one database. */
export interface EngineHost {
  run(id: number, command: Command, report: (report: Report) => Promise<void>): Promise<Results[keyof Results]>
  interrupt(id: number): void
  /** The private folder; null before the first command. */
  readonly folder: string | null
  readonly memoryLimit: string
}

export function createEngineHost(): EngineHost {
  let database: Database | null = null
  let folder: string | null = null
  let memoryLimit = ''
  let files = 0
  let locked = false
  const sessions = new Map<number, Promise<DuckDBConnection>>()
  const running = new Map<number, { connection: DuckDBConnection | null; interrupted: boolean }>()

  function opened(): Database {
    if (database === null) throw new EngineError('engine-closed', {})
    return database
  }

  function session(number: number): Promise<DuckDBConnection> {
    // Statements made from definitions run on a database without a way out only.
    if (!locked) throw new EngineError('engine-closed', {})
    const known = sessions.get(number)
    if (known !== undefined) return known
    const connection = opened().connect()
    sessions.set(number, connection)
    return connection
  }

  async function read(
    command: Extract<Command, { kind: 'read' }>,
    use: (connection: DuckDBConnection) => void,
    report: (report: Report) => Promise<void>,
  ): Promise<readonly ReadResult[]> {
    folder = command.folder
    memoryLimit = command.memoryLimit
    const filesFolder = command.folder
    database = await openDatabase(command)
    const connection = await database.connect()
    use(connection)
    await connection.run(`CREATE SCHEMA ${quoteIdentifier(DATA_SCHEMA)}`)
    const physical = physicalNames(command.tables.map(({ name }) => name))
    const results: ReadResult[] = []
    for (const [index, request] of command.tables.entries()) {
      const started = performance.now()
      await report({ kind: 'progress', progress: { stage: 'reading', table: request.name, rows: null } })
      const name = physical[index] ?? request.name
      const result = await readTable(connection, request, name, {
        ...command,
        newFile: (file) => join(filesFolder, `${files++}-${file}`),
      })
      const { rows } = result.source
      await report({ kind: 'progress', progress: { stage: 'read', table: request.name, rows } })
      results.push({
        ...result,
        physical: name,
        numbered: request.key.length === 0,
        elapsedMs: performance.now() - started,
      })
    }
    connection.closeSync()
    return results
  }

  async function execute(
    command: Command,
    use: (connection: DuckDBConnection) => void,
    report: (report: Report) => Promise<void>,
  ): Promise<Results[keyof Results]> {
    switch (command.kind) {
      case 'read':
        return read(command, use, report)
      case 'check': {
        await report({ kind: 'progress', progress: { stage: 'checking', table: null, rows: null } })
        const connection = await opened().connect()
        use(connection)
        const result = await checkTables(connection, command)
        connection.closeSync()
        await opened().lock()
        locked = true
        return result
      }
      case 'end': {
        const connection = sessions.get(command.session)
        sessions.delete(command.session)
        if (connection !== undefined) (await connection).closeSync()
        return null
      }
      case 'statement':
      case 'count':
      case 'texts':
      case 'rows': {
        const connection = await session(command.session)
        use(connection)
        switch (command.kind) {
          case 'statement':
            await connection.run(command.sql)
            return null
          case 'count':
            return queryCount(connection, command.sql)
          case 'texts':
            return sendTexts(connection, command.sql, command.send ? (texts) => report({ kind: 'texts', texts }) : null)
          case 'rows':
            await sendRows(connection, command.sql, (rows) => report({ kind: 'rows', rows }))
            return null
        }
      }
    }
  }

  return {
    get folder() {
      return folder
    },
    get memoryLimit() {
      return memoryLimit
    },
    async run(id, command, report) {
      const state = { connection: null as DuckDBConnection | null, interrupted: false }
      running.set(id, state)
      try {
        return await execute(
          command,
          (connection) => {
            state.connection = connection
          },
          async (message) => {
            if (state.interrupted) throw new EngineError('cancelled', {})
            await report(message)
          },
        )
      } catch (error) {
        throw state.interrupted ? new EngineError('cancelled', {}, error) : error
      } finally {
        running.delete(id)
      }
    },
    interrupt(id) {
      const state = running.get(id)
      if (state === undefined) return
      state.interrupted = true
      state.connection?.interrupt()
      setTimeout(() => this.interrupt(id), INTERRUPT_EVERY_MS)
    },
  }
}
