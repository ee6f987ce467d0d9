import type { definitionRoutes } from '@coterie/contract'
import { describeDefinition, parseInstant } from '@coterie/definition'
import { listDefinitions, readDefinition, readSegment, saveDefinition, transact } from '@coterie/store'
import { AppError } from '../app-error.ts'
import { evaluateOnce } from '../jobs/evaluate-definitions.ts'
import {
  acceptDefinition,
  checkDefinition,
  definitionToSave,
  readSegmentNames,
  requestedJson,
} from './check-definition.ts'
import { continuesAfter, pageOf } from './paging.ts'
import { definitionReply, instant } from './replies.ts'
import type { HandlersOf } from './services.ts'

export const definitionHandlers: HandlersOf<keyof typeof definitionRoutes> = {
  readDefinition: async ({ services, params }) => {
    const segment = await readSegment(services.db, params.id)
    if (segment.definitionVersion === null) throw new AppError('segment-without-definition')
    const kept = await readDefinition(services.db, params.id, segment.definitionVersion)
    return { body: definitionReply(kept), version: segment.rowVersion }
  },

  saveDefinition: async ({ services, params, body, columns, change, ifMatch }) => {
    const segment = await readSegment(services.db, params.id)
    const names = await readSegmentNames(services.db)
    const { save, audience } = await services.data.use((data) =>
      Promise.resolve(definitionToSave(requestedJson(body.definition), data, names, columns, body.note)),
    )
    if (audience !== segment.audience) {
      throw new AppError('segment-invalid', {
        message: `The segment groups \`${segment.audience}\`, the definition \`${audience}\`. Make another segment for that.`,
        params: { audience: segment.audience, found: audience },
      })
    }
    const saved = await transact(services.db, change, (work) => saveDefinition(work, params.id, ifMatch, save))
    const kept = await readDefinition(services.db, params.id, saved.version)
    return { body: definitionReply(kept), version: saved.rowVersion }
  },

  listDefinitions: async ({ services, params, query }) => {
    await readSegment(services.db, params.id)
    const list = `definitions ${params.id}`
    const after = continuesAfter(services, list, query.cursor)
    const kept = await listDefinitions(
      services.db,
      params.id,
      query.limit + 1,
      after === undefined ? undefined : Number(after),
    )
    const { items, next } = pageOf(services, list, kept, query.limit, ({ version }) => String(version))
    return { body: { items: items.map(definitionReply), next } }
  },

  readDefinitionVersion: async ({ services, params }) => {
    await readSegment(services.db, params.id)
    return { body: definitionReply(await readDefinition(services.db, params.id, params.version)) }
  },

  checkDefinition: async ({ services, body, columns }) => {
    const names = await readSegmentNames(services.db)
    return services.data.use((data) => {
      const { definition, diagnostics } = checkDefinition(requestedJson(body.definition), data, names, columns)
      return Promise.resolve({
        body: {
          diagnostics: diagnostics.map((one) => ({ ...one, params: { ...one.params } })),
          sentences: definition === null ? null : [...describeDefinition(definition, data.catalog)],
        },
      })
    })
  },

  estimateDefinition: async ({ services, body, columns, change, signal }) => {
    const names = await readSegmentNames(services.db)
    return services.data.use(async (data) => {
      const definition = acceptDefinition(requestedJson(body.definition), data, names, columns)
      const asOf =
        body.asOf === undefined ? BigInt(change.at.getTime()) * 1000n : parseInstant(body.asOf, data.catalog.timeZone)
      if (asOf === null) throw new AppError('input-invalid', { message: '`asOf` is not a time of this calendar.' })
      const result = await evaluateOnce(services, data, definition, asOf, signal)
      const rows = data.reports.find(({ table }) => table === definition.audience)?.rows ?? 0
      return {
        body: {
          count: result.count,
          of: rows,
          isExact: true,
          asOf: instant(Number(asOf)),
          parts: (result.inspection?.parts ?? []).map((part) => ({ ...part })),
          afterRule: [...(result.inspection?.afterRule ?? [])],
          elapsedMs: result.elapsedMs,
        },
      }
    })
  },
}
