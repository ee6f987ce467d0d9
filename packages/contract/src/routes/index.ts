import { auditRoutes } from '../resources/audit-routes.ts'
import { catalogRoutes } from '../resources/catalog-routes.ts'
import { definitionRoutes } from '../resources/definition-routes.ts'
import { memberRoutes } from '../resources/member-routes.ts'
import { personRoutes, sessionRoutes, tokenRoutes } from '../resources/people-routes.ts'
import { runRoutes } from '../resources/run-routes.ts'
import { segmentRoutes } from '../resources/segment-routes.ts'
import { systemRoutes } from '../resources/system-routes.ts'
import type { Route } from './route.ts'

/** Every route, by the name of its operation. */
export const routes = {
  ...segmentRoutes,
  ...definitionRoutes,
  ...runRoutes,
  ...memberRoutes,
  ...catalogRoutes,
  ...sessionRoutes,
  ...personRoutes,
  ...tokenRoutes,
  ...auditRoutes,
  ...systemRoutes,
} as const satisfies Readonly<Record<string, Route>>

export type Routes = typeof routes
export type RouteId = keyof Routes
