import type { RouteId } from '@coterie/contract'
import { auditHandlers } from './audit.ts'
import { catalogHandlers } from './catalog.ts'
import { definitionHandlers } from './definitions.ts'
import { memberHandlers } from './members.ts'
import { personHandlers, sessionHandlers, tokenHandlers } from './people.ts'
import { runHandlers } from './runs.ts'
import { segmentHandlers } from './segments.ts'
import type { HandlersOf } from './services.ts'
import { systemHandlers } from './system.ts'

/** Every route's handler; one without the other does not compile. */
export const handlers: HandlersOf<RouteId> = {
  ...segmentHandlers,
  ...definitionHandlers,
  ...runHandlers,
  ...memberHandlers,
  ...catalogHandlers,
  ...sessionHandlers,
  ...personHandlers,
  ...tokenHandlers,
  ...auditHandlers,
  ...systemHandlers,
}
