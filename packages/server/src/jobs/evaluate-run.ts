import { parseJson, type ResolvedDefinition, readDefinition, segmentReferences } from '@coterie/definition'
import { EngineError, type Inspection } from '@coterie/engines'
import type {
  EvaluateSegments,
  PlannedSegment,
  RunControl,
  RunFailure,
  RunPlan,
  SegmentEvaluation,
} from '@coterie/store'
import { readSegmentNames } from '../app/check-definition.ts'
import type { Services } from '../app/services.ts'
import type { WorkspaceData } from '../data/workspace-data.ts'
import { withPublished } from './evaluate-definitions.ts'

/** Evaluates a run's segments over the data in use: each after those it refers to; one that fails stops only those that need it. */
export function evaluateRuns(services: Services): EvaluateSegments {
  return async function* (plan, control) {
    await services.data.catchUp()
    yield* services.data.stream((data) => evaluatePlan(services, data, plan, control))
  }
}

async function* evaluatePlan(
  services: Services,
  data: WorkspaceData,
  plan: RunPlan,
  control: RunControl,
): AsyncGenerator<SegmentEvaluation> {
  control.usesData(data.dataVersion)
  const batch = new Set(plan.segments.map(({ id }) => id))
  const ready = new Map<string, { readonly segment: PlannedSegment; readonly definition: ResolvedDefinition }>()
  const names = await readSegmentNames(services.db)
  for (const segment of plan.segments) {
    const { value } = parseJson(segment.definition)
    const { definition, diagnostics } = readDefinition(value, data.catalog, {
      segments: (reference) => names.idOf(reference),
    })
    if (definition === null) {
      yield refused(segment, 'failed', {
        code: 'definition-refused',
        params: { diagnostics },
        message: `The definition no longer fits the data: ${diagnostics.map(({ message }) => message).join(' ')}`,
      })
      continue
    }
    const missing = segmentReferences(definition).find(
      (reference) => batch.has(reference.segment) && !ready.has(reference.segment),
    )
    if (missing !== undefined) {
      yield refused(segment, 'skipped', {
        code: 'reference-failed',
        params: { segment: missing.segment },
        message: `Segment \`${missing.segment}\`, which this one refers to, could not be refreshed.`,
      })
      continue
    }
    try {
      ready.set(segment.id, { segment, definition: await withPublished(services, data, definition, batch) })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'membership-version-missing')) throw error
      yield refused(segment, 'skipped', {
        code: 'reference-never-refreshed',
        params: {},
        message: `A segment this one refers to has no members yet. Refresh it first, or both together.`,
      })
    }
  }
  yield* evaluateReady(data, plan, control, [...ready.values()])
}

async function* evaluateReady(
  data: WorkspaceData,
  plan: RunPlan,
  control: RunControl,
  ready: readonly { readonly segment: PlannedSegment; readonly definition: ResolvedDefinition }[],
): AsyncGenerator<SegmentEvaluation> {
  const asOf = BigInt(plan.asOfMicros)
  for (const inspect of [false, true]) {
    const chosen = ready.filter(({ segment }) => segment.inspected === inspect)
    if (chosen.length === 0) continue
    // Segments that chosen ones refer to are evaluated with them, so that all see the same members.
    const needed = withReferenced(chosen, ready)
    const wanted = new Set(chosen.map(({ segment }) => segment.id))
    const done = new Set<string>()
    const segments = needed.map(({ segment, definition }) => ({ id: segment.id, definition }))
    try {
      for await (const result of data.evaluate({ segments, asOf, want: 'ids', inspect, signal: control.signal })) {
        const { definition } = needed.find(({ segment }) => segment.id === result.id) ?? {}
        done.add(result.id)
        if (definition === undefined || !wanted.has(result.id)) continue
        const profiles = await data.profiles(definition.audience)
        yield {
          kind: 'members',
          segmentId: result.id,
          ordinals: profiles.ordinalsOf(result.ids ?? []),
          ...(result.inspection === undefined ? {} : { inspection: printInspection(result.inspection) }),
        }
      }
    } catch (error) {
      // What one segment's statement cannot do stops it and what comes after it in this batch, each with the reason.
      if (!isPermanent(error)) throw error
      for (const { segment } of chosen) {
        if (done.has(segment.id)) continue
        yield refused(segment, 'failed', { code: error.code, params: { ...error.params }, message: error.message })
      }
    }
  }
}

/** Whether an engine's failure is one that trying again does not mend. */
function isPermanent(error: unknown): error is EngineError<'query-failed' | 'not-supported'> {
  return error instanceof EngineError && (error.code === 'query-failed' || error.code === 'not-supported')
}

function withReferenced<S extends { readonly segment: PlannedSegment; readonly definition: ResolvedDefinition }>(
  chosen: readonly S[],
  all: readonly S[],
): readonly S[] {
  const wanted = new Set(chosen.map(({ segment }) => segment.id))
  // From the last to the first: each stands after those it refers to.
  for (const { segment, definition } of [...all].reverse()) {
    if (wanted.has(segment.id)) for (const reference of segmentReferences(definition)) wanted.add(reference.segment)
  }
  return all.filter(({ segment }) => wanted.has(segment.id))
}

function refused(segment: PlannedSegment, kind: 'failed' | 'skipped', failure: RunFailure): SegmentEvaluation {
  return { kind, segmentId: segment.id, failure }
}

function printInspection({ parts, afterRule }: Inspection): string {
  return JSON.stringify({ parts, afterRule })
}
