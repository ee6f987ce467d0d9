import { z } from 'zod'
import { anyone } from '../routes/access.ts'
import { route } from '../routes/route.ts'

export const systemRoutes = {
  readLiveness: route({
    method: 'GET',
    path: '/health/live',
    tag: 'health',
    summary: 'Whether the process answers',
    access: anyone,
    columns: 'none',
    reply: { kind: 'json', status: 200, body: z.object({ status: z.literal('live') }) },
    problems: [],
  }),
  readReadiness: route({
    method: 'GET',
    path: '/health/ready',
    tag: 'health',
    summary: 'Whether requests can be served; names what fails',
    access: anyone,
    columns: 'none',
    reply: {
      kind: 'json',
      status: 200,
      body: z.object({ status: z.literal('ready'), parts: z.record(z.string(), z.string()) }),
    },
    problems: [],
  }),
  readMetrics: route({
    method: 'GET',
    path: '/metrics',
    tag: 'health',
    summary: 'Figures of the process and the product in the Prometheus text format',
    access: anyone,
    columns: 'none',
    reply: { kind: 'text', status: 200, mediaType: 'text/plain; version=0.0.4; charset=utf-8', description: 'Figures' },
    problems: [],
  }),
  readOpenApi: route({
    method: 'GET',
    path: '/api/v1/openapi.json',
    tag: 'health',
    summary: 'This document',
    access: anyone,
    columns: 'none',
    reply: { kind: 'json', status: 200, body: z.record(z.string(), z.unknown()) },
    problems: [],
  }),
}
