import { z } from 'zod'
import { AppError } from '../app-error.ts'

/** Parameters are texts; this turns each into what its schema takes: a number, a boolean, a list. What does not fit stays a text, to be refused. */
export function parameterValues(
  schema: z.ZodObject,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const member: unknown = Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined
      return [name, member instanceof z.ZodType ? parameterValue(kindOf(member), value) : value]
    }),
  )
}

/** Validated input. Refuses with `request-invalid` and every problem, its pointers below `place`. */
export function validated<S extends z.ZodType>(schema: S, value: unknown, place: string): z.output<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new AppError('request-invalid', {
    message: `The request's ${place} does not have the shape this route takes.`,
    diagnostics: result.error.issues.map((issue) => ({
      code: 'field-invalid',
      severity: 'error' as const,
      pointer: ['', place, ...issue.path.map((key) => escaped(String(key)))].join('/'),
      message: issue.message,
      params: {},
    })),
  })
}

type Kind = 'number' | 'boolean' | 'array' | 'text'

function kindOf(schema: z.ZodType): Kind {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    // What is wrapped is a schema of the same library.
    return kindOf(schema.unwrap() as z.ZodType)
  }
  if (schema instanceof z.ZodNumber) return 'number'
  if (schema instanceof z.ZodBoolean) return 'boolean'
  return schema instanceof z.ZodArray ? 'array' : 'text'
}

function parameterValue(kind: Kind, value: unknown): unknown {
  if (kind === 'array') return Array.isArray(value) ? value : [value]
  if (typeof value !== 'string') return value
  if (kind === 'number' && /^-?\d{1,15}$/.test(value)) return Number(value)
  if (kind === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  return value
}

const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')
