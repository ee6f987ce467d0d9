import type { RouteReply, Routes, segmentRoutes } from '@coterie/contract'
import {
  changeSegment,
  countSegments,
  createSegment,
  deleteSegment,
  duplicateSegment,
  listSegments,
  readSegment,
  restoreSegment,
  type Segment,
  type SegmentFilter,
  segmentUses,
  suggestOutputTable,
  transact,
} from '@coterie/store'
import { definitionToSave, readSegmentNames, requestedJson } from './check-definition.ts'
import { segmentReply } from './replies.ts'
import type { Answer, HandlersOf, Services } from './services.ts'

export const segmentHandlers: HandlersOf<keyof typeof segmentRoutes> = {
  listSegments: async ({ services, query }) => {
    const filter: SegmentFilter = {
      deleted: query.deleted,
      ...(query.search === undefined ? {} : { search: query.search }),
      ...(query.tag === undefined ? {} : { tags: query.tag }),
      ...(query.state === undefined ? {} : { states: query.state }),
      ...(query.type === undefined ? {} : { types: query.type }),
      ...(query.status === undefined ? {} : { statuses: query.status }),
      ...(query.origin === undefined ? {} : { origins: query.origin }),
      ...(query.owner === undefined ? {} : { owners: query.owner }),
      ...(query.audience === undefined ? {} : { audiences: query.audience }),
    }
    const { segments, next } = await listSegments(
      services.db,
      {
        filter,
        sort: query.sort,
        descending: query.descending,
        limit: query.limit,
        ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
      },
      services.cursorSecret,
    )
    const total = query.total ? await countSegments(services.db, filter) : null
    return { body: { items: segments.map(segmentReply), next, total } }
  },

  createSegment: async ({ services, body, columns, change }) => {
    const { definition: json, outputTable, description, tags, ...fields } = body
    const names = await readSegmentNames(services.db)
    const checked =
      json === undefined
        ? { audience: await services.data.use((data) => Promise.resolve(data.catalog.audience)) }
        : await services.data.use((data) =>
            Promise.resolve(definitionToSave(requestedJson(json), data, names, columns, '')),
          )
    const id = await transact(services.db, change, async (work) =>
      createSegment(work, {
        ...fields,
        outputTable: outputTable ?? (await suggestOutputTable(work.db, fields.name)),
        audience: checked.audience,
        ...(description === undefined ? {} : { description }),
        ...(tags === undefined ? {} : { tags }),
        ...('save' in checked ? { definition: checked.save } : {}),
      }),
    )
    return answerWith(services, id)
  },

  readSegment: ({ services, params }) => answerWith(services, params.id),

  changeSegment: async ({ services, params, body, change, ifMatch }) => {
    const changes = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
    const segment = await transact(services.db, change, (work) => changeSegment(work, params.id, ifMatch, changes))
    return answer(segment)
  },

  duplicateSegment: async ({ services, params, body, change }) => {
    const id = await transact(services.db, change, (work) =>
      duplicateSegment(work, params.id, {
        ...(body.name === undefined ? {} : { name: body.name }),
        ...(body.outputTable === undefined ? {} : { outputTable: body.outputTable }),
      }),
    )
    return answerWith(services, id)
  },

  deleteSegment: async ({ services, params, query, change, ifMatch }) => {
    await transact(services.db, change, (work) =>
      deleteSegment(work, params.id, ifMatch, { evenIfUsed: query.evenIfUsed }),
    )
    return { body: undefined }
  },

  restoreSegment: async ({ services, params, body, change, ifMatch }) => {
    await transact(services.db, change, (work) =>
      restoreSegment(work, params.id, ifMatch, body.outputTable === undefined ? {} : { outputTable: body.outputTable }),
    )
    return answerWith(services, params.id)
  },

  listSegmentUses: async ({ services, params }) => {
    await readSegment(services.db, params.id)
    return { body: { items: [...(await segmentUses(services.db, params.id))] } }
  },
}

async function answerWith(services: Services, id: string): Promise<Answer<RouteReply<Routes['readSegment']>>> {
  return answer(await readSegment(services.db, id))
}

function answer(segment: Segment): Answer<RouteReply<Routes['readSegment']>> {
  return { body: segmentReply(segment), version: segment.rowVersion }
}
