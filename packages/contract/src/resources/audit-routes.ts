import { z } from 'zod'
import { signedIn } from '../routes/access.ts'
import { route } from '../routes/route.ts'
import { actorSchema, momentSchema, pageOf, pageQuery } from './shapes.ts'

export const auditRoutes = {
  listAudit: route({
    method: 'GET',
    path: '/api/v1/audit',
    tag: 'audit',
    summary: 'Every change and every look at members, latest first',
    access: signedIn('administrator', 'audit:read'),
    columns: 'none',
    query: z.strictObject({
      ...pageQuery,
      actor: z.string().max(200).optional(),
      subjectKind: z.string().max(100).optional(),
      subjectId: z.string().max(200).optional().describe('Together with subjectKind'),
    }),
    reply: {
      kind: 'json',
      status: 200,
      body: pageOf(
        z
          .object({
            sequence: z.number(),
            at: momentSchema,
            actor: actorSchema,
            action: z.string(),
            subject: z.object({ kind: z.string(), id: z.string() }),
            before: z.unknown(),
            after: z.unknown(),
            requestId: z.string().nullable(),
          })
          .meta({ id: 'AuditRecord' }),
      ),
    },
    problems: ['cursor-invalid'],
  }),
}
