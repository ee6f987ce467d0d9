import type { auditRoutes } from '@coterie/contract'
import { listPeople, readAudit } from '@coterie/store'
import { continuesAfter, pageOf } from './paging.ts'
import { moment } from './replies.ts'
import type { HandlersOf } from './services.ts'

export const auditHandlers: HandlersOf<keyof typeof auditRoutes> = {
  listAudit: async ({ services, query }) => {
    const { actor, subjectKind, subjectId, limit } = query
    const list = `audit ${JSON.stringify([actor, subjectKind, subjectId])}`
    const after = continuesAfter(services, list, query.cursor)
    const records = await readAudit(services.db, {
      limit: limit + 1,
      ...(actor === undefined ? {} : { actorId: actor }),
      ...(subjectKind === undefined || subjectId === undefined
        ? {}
        : { subject: { kind: subjectKind, id: subjectId } }),
      ...(after === undefined ? {} : { beforeSequence: Number(after) }),
    })
    const names = new Map((await listPeople(services.db)).map(({ id, name }) => [id, name]))
    const page = pageOf(services, list, records, limit, ({ sequence }) => String(sequence))
    return {
      body: {
        next: page.next,
        items: page.items.map(({ before, after: afterwards, ...record }) => ({
          ...record,
          at: moment(record.at),
          actor: { ...record.actor, name: names.get(record.actor.id) ?? null },
          subject: { ...record.subject },
          before: before === null ? null : (JSON.parse(before) as unknown),
          after: afterwards === null ? null : (JSON.parse(afterwards) as unknown),
        })),
      },
    }
  },
}
