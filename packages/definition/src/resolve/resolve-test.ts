import type { AttributeType } from '../catalog/catalog.ts'
import { childPointer } from '../diagnostics/pointer.ts'
import { findOperator, type NamedOperator, operatorNamesForType, operators } from '../operators/index.ts'
import type { TestNode } from '../tree/tree.ts'
import { resolveOperands } from './resolve-operands.ts'
import type { ResolvedTest, Subject } from './resolved.ts'
import type { RowScope } from './scope.ts'

const ALL_OPERATOR_NAMES = operators.flatMap(({ name, negative }) => (negative === null ? [name] : [name, negative]))

const namesByType = new Map<AttributeType, readonly string[]>()

/** An operator applied to a subject, or to one that is wrong: then the operator's name is checked, and no more. */
export function resolveTest(
  written: {
    readonly subject: Subject | null
    readonly name: string
    readonly test: TestNode
    readonly pointer: string
  },
  scope: RowScope,
): ResolvedTest | null {
  const { subject, name, test, pointer } = written
  if (test.operator === null) return null
  const found = findNamed(test.operator, subject, pointer, scope)
  if (found === undefined || subject === null) return null
  const { operator, negated } = found
  if (!operator.types.includes(subject.type)) {
    scope.report('operator-not-for-type', childPointer(pointer, 'operator'), {
      operator: test.operator,
      subject: name,
      type: subject.type,
      allowed: namesFor(subject.type),
    })
    return null
  }
  if (operator.kind === 'ranking' && subject.kind === 'column' && subject.table !== scope.audience) {
    scope.report('ranking-of-related-attribute', childPointer(pointer, 'operator'), {
      operator: test.operator,
      attribute: name,
      audience: scope.audience,
    })
    return null
  }
  const operands = resolveOperands(
    { operator, as: test.operator, type: subject.type, json: test.operands, pointer },
    scope,
  )
  return operands === null ? null : { kind: 'test', subject, operator: operator.name, negated, operands, pointer }
}

function findNamed(
  name: string,
  subject: Subject | null,
  pointer: string,
  { report }: RowScope,
): NamedOperator | undefined {
  const found = findOperator(name)
  if (found === undefined) {
    const allowed = subject === null ? [] : namesFor(subject.type)
    report('unknown-operator', childPointer(pointer, 'operator'), {
      operator: name,
      nearest: report.nearest(name, subject === null ? ALL_OPERATOR_NAMES : allowed),
      allowed,
    })
  }
  return found
}

/** The registry's list, which takes a walk over all operators, kept by type. */
function namesFor(type: AttributeType): readonly string[] {
  const known = namesByType.get(type)
  if (known !== undefined) return known
  const names = operatorNamesForType(type)
  namesByType.set(type, names)
  return names
}
