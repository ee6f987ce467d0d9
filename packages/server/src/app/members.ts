import type { memberRoutes, RouteReply, Routes } from '@coterie/contract'
import { parseInstant, type Table } from '@coterie/definition'
import {
  currentMembership,
  type MembershipVersion,
  membershipAt,
  membershipHistory,
  readMembersOf,
  readMembersPage,
  readSegment,
  type Segment,
  type SlicePart,
  transact,
} from '@coterie/store'
import { AppError } from '../app-error.ts'
import { type ViewedColumn, viewedColumns, viewedKey, viewedRow } from '../data/attribute-view.ts'
import type { WorkspaceData } from '../data/workspace-data.ts'
import type { ColumnTreatment } from '../people/authorise.ts'
import { csvLine } from './csv.ts'
import { continuesAfter, pageOf } from './paging.ts'
import { membershipReply } from './replies.ts'
import type { Call, HandlersOf, Services } from './services.ts'

const ROWS_A_TIME = 5_000

export const memberHandlers: HandlersOf<keyof typeof memberRoutes> = {
  listMembers: async (call) => {
    const { services, params, query, columns } = call
    const { limit, part } = query
    const segment = await readSegment(services.db, params.id)
    const list = `members ${segment.id} ${part} ${query.asOf ?? ''}`
    const after = continuesAfter(services, list, query.cursor)
    // A cursor stays with the version it began with, whatever is published meanwhile.
    const [versionId, from = '0'] = after?.split(' ') ?? []
    const version = await versionOf(services, segment, query.asOf, versionId)
    const ordinals = await readMembersPage(services.db, services.files, version.id, part, {
      from: Number(from),
      limit: limit + 1,
    })
    await recordLook(call, 'members.read', segment, version, part)
    return services.data.use(async (data) => {
      const table = audienceOf(data, segment)
      const view = viewedColumns(columns, table)
      const { items: page, next } = pageOf(
        services,
        list,
        [...ordinals],
        limit,
        () => `${version.id} ${Number(from) + limit}`,
      )
      const items = await readRows(data, segment.audience, table, view, columns, Uint32Array.from(page))
      const shown = view.map(({ attribute, access }) => ({
        name: attribute.name,
        label: attribute.label ?? null,
        type: attribute.type,
        class: attribute.class,
        isMasked: access === 'masked',
      }))
      return { body: { version: membershipReply(version), columns: shown, items, next } }
    })
  },

  downloadMembers: async (call) => {
    const { services, params, query, columns } = call
    const segment = await readSegment(services.db, params.id)
    const version = await versionOf(services, segment, query.asOf, undefined)
    const ordinals = await readMembersOf(services.db, services.files, version.id, query.part)
    await recordLook(call, 'members.download', segment, version, query.part)
    // Whether there is data at all is told before the answer begins.
    await services.data.use((data) => Promise.resolve(audienceOf(data, segment)))
    const body = services.data.stream(async function* (data) {
      const table = audienceOf(data, segment)
      const view = viewedColumns(columns, table)
      const formats = view.map(({ attribute }) => ({ isNumber: attribute.type === 'number' }))
      yield csvLine(
        view.map(({ attribute }) => attribute.name),
        [],
        query.mode,
      )
      for (let from = 0; from < ordinals.length; from += ROWS_A_TIME) {
        const rows = await readRows(
          data,
          segment.audience,
          table,
          view,
          columns,
          ordinals.subarray(from, from + ROWS_A_TIME),
        )
        // Who is gone from the data has nothing but a key, which need not be a column.
        yield rows.map(({ values }) => (values === null ? '' : csvLine(values, formats, query.mode))).join('')
      }
    })
    return { body, fileName: `${segment.outputTable}.csv` }
  },

  readHistory: async ({ services, params, query }) => {
    await readSegment(services.db, params.id)
    const versions = await membershipHistory(services.db, params.id, {
      fromMicros: query.from === undefined ? 0 : microsOf(query.from),
      toMicros: query.to === undefined ? Number.MAX_SAFE_INTEGER : microsOf(query.to),
    })
    return { body: { items: versions.map(membershipReply) } }
  },
}

async function versionOf(
  { db }: Services,
  segment: Segment,
  asOf: string | undefined,
  versionId: string | undefined,
): Promise<MembershipVersion> {
  if (versionId !== undefined) {
    const range = { fromMicros: Number.MIN_SAFE_INTEGER, toMicros: Number.MAX_SAFE_INTEGER }
    const found = (await membershipHistory(db, segment.id, range)).find(({ id }) => id === versionId)
    if (found === undefined) throw new AppError('membership-version-missing')
    return found
  }
  return asOf === undefined ? currentMembership(db, segment.id) : membershipAt(db, segment.id, microsOf(asOf))
}

function microsOf(text: string): number {
  const micros = parseInstant(text, 'UTC')
  if (micros === null) throw new AppError('input-invalid', { message: `\`${text}\` is not a time of this calendar.` })
  return Number(micros)
}

function audienceOf(data: WorkspaceData, segment: Segment): Table {
  const table = data.catalog.tables.get(segment.audience)
  if (table === undefined) {
    throw new AppError('table-missing', { message: `The catalog has no table \`${segment.audience}\` any more.` })
  }
  return table
}

async function readRows(
  data: WorkspaceData,
  audience: string,
  table: Table,
  view: readonly ViewedColumn[],
  columns: ColumnTreatment,
  ordinals: Uint32Array,
): Promise<RouteReply<Routes['listMembers']>['items']> {
  const found = await (await data.profiles(audience)).find(ordinals)
  const names = view.map(({ attribute }) => attribute.name)
  const positions = found.map(({ position }) => position ?? -1)
  const rows = await data.reader.rowsAt(audience, names, positions)
  return found.map(({ key }, at) => {
    const row = rows[at] ?? null
    return { key: viewedKey(columns, table, key), values: row === null ? null : viewedRow(view, row) }
  })
}

/** Every look at members leaves a record, before the members leave the server. */
async function recordLook(
  { services, change }: Pick<Call, 'services' | 'change'>,
  action: string,
  segment: Segment,
  version: MembershipVersion,
  part: SlicePart,
): Promise<void> {
  await transact(services.db, change, (work) => {
    work.audit({ action, subject: { kind: 'segment', id: segment.id }, after: { version: version.id, part } })
    return Promise.resolve()
  })
}
