export {
  type CallInput,
  type CallOutput,
  type Client,
  type ClientOptions,
  createClient,
  ProblemError,
} from './client/client.ts'
export { openApiDocument } from './openapi/openapi-document.ts'
export { PROBLEM_MEDIA_TYPE, type Problem, problemSchema, problemsOf } from './problems/problem.ts'
export { isProblemCode, PROBLEMS, type ProblemCode } from './problems/problem-codes.ts'
export { auditRoutes } from './resources/audit-routes.ts'
export { catalogRoutes } from './resources/catalog-routes.ts'
export { definitionRoutes } from './resources/definition-routes.ts'
export { memberRoutes } from './resources/member-routes.ts'
export { personRoutes, sessionRoutes, tokenRoutes } from './resources/people-routes.ts'
export { runRoutes } from './resources/run-routes.ts'
export { segmentRoutes } from './resources/segment-routes.ts'
export { systemRoutes } from './resources/system-routes.ts'
export { type Access, includesRole, ROLES, type Role, SCOPES, type Scope } from './routes/access.ts'
export { type RouteId, type Routes, routes } from './routes/index.ts'
export type {
  Method,
  ReadReply,
  Reply,
  Route,
  RouteBody,
  RouteEvent,
  RouteParams,
  RouteQuery,
  RouteReply,
} from './routes/route.ts'
