import type { Kysely } from 'kysely'
import { violatedConstraint, type Work } from '../changes/transact.ts'
import { StoreError } from '../errors.ts'
import type { PersonRole, Schema } from '../schema.ts'

/** Somebody who may sign in. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: PersonRole
  readonly isDisabled: boolean
  readonly createdAt: Date
}

/** Adds a person whose sign-in has the same id. Refuses with `person-exists`. */
export async function addPerson(work: Work, person: Pick<Person, 'id' | 'name' | 'email' | 'role'>): Promise<Person> {
  const row = { ...person, is_disabled: false, created_at: work.change.at }
  try {
    await work.db.insertInto('people').values(row).execute()
  } catch (error) {
    if (violatedConstraint(error) !== 'people_email') throw error
    throw new StoreError('person-exists', { email: person.email }, error)
  }
  work.audit({ action: 'person.add', subject: { kind: 'person', id: person.id }, after: { role: person.role } })
  return { ...person, isDisabled: false, createdAt: work.change.at }
}

/**
 * Changes a person's name or role, or disables them. Somebody who can look after people always stays. Refuses with
 * `person-missing`, `last-administrator`.
 */
export async function changePerson(
  work: Work,
  id: string,
  changes: Partial<Pick<Person, 'name' | 'role' | 'isDisabled'>>,
): Promise<Person> {
  // All administrators are held, so that two cannot make each other the last one.
  const administrators = await work.db
    .selectFrom('people')
    .select('id')
    .where('role', '=', 'administrator')
    .where('is_disabled', '=', false)
    .orderBy('id')
    .forUpdate()
    .execute()
  const before = await readPerson(work.db, id)
  const after = { ...before, ...changes }
  const isLeft = after.role === 'administrator' && !after.isDisabled
  if (!isLeft && administrators.every((row) => row.id === id))
    throw new StoreError('last-administrator', { person: id })
  await work.db
    .updateTable('people')
    .set({ name: after.name, role: after.role, is_disabled: after.isDisabled })
    .where('id', '=', id)
    .execute()
  const { name: _, email: _email, ...facts } = after
  work.audit({
    action: 'person.change',
    subject: { kind: 'person', id },
    before: { role: before.role, isDisabled: before.isDisabled },
    after: { role: facts.role, isDisabled: facts.isDisabled },
  })
  return after
}

/** Refuses with `person-missing`. */
export async function readPerson(db: Kysely<Schema>, id: string): Promise<Person> {
  const row = await selectPeople(db).where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new StoreError('person-missing', { person: id })
  return row
}

/** The person with an e-mail address in any case; undefined if there is none. */
export async function findPerson(db: Kysely<Schema>, email: string): Promise<Person | undefined> {
  return selectPeople(db)
    .where((eb) => eb(eb.fn('lower', ['email']), '=', email.toLowerCase()))
    .executeTakeFirst()
}

/** Everybody, in the order of names. */
export async function listPeople(db: Kysely<Schema>): Promise<readonly Person[]> {
  return selectPeople(db).orderBy('name').orderBy('id').execute()
}

function selectPeople(db: Kysely<Schema>) {
  return db
    .selectFrom('people')
    .select(['id', 'name', 'email', 'role', 'is_disabled as isDisabled', 'created_at as createdAt'])
}
