import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { is } from 'drizzle-orm';
import { jsonb, PgTable, snakeCase, text, uuid } from 'drizzle-orm/pg-core';
import { nameOf, policies } from '../../drizzle/policies.ts';
import { type Policy, policy } from '../../drizzle/policy.ts';
import { documentWithTable, personalDataTable } from '../../drizzle/printPersonalData.ts';
import * as schema from '../../drizzle/schema.ts';
import { users } from '../../drizzle/schema.ts';
import { policyFaults } from '../support/policyFaults.ts';
import { ROOT } from '../support/sources.ts';

const tables = Object.values<unknown>(schema).filter((value) => is(value, PgTable));

test('every table has one policy, which judges every open column and says what export and erasure do', () => {
  expect(tables.length).toBeGreaterThanOrEqual(30);
  expect(policies).toHaveLength(tables.length);
  expect(policyFaults(tables, policies, users)).toEqual([]);
});

test('docs/personal-data.md is what the policies say; after a change: npm run schema', () => {
  expect(readFileSync(join(ROOT, 'docs/personal-data.md'), 'utf8')).toBe(documentWithTable());
});

test('that table names every table of the database once', () => {
  const named = personalDataTable()
    .split('\n')
    .slice(2)
    .flatMap((line) => (line.split('|')[1] ?? '').split(',').map((name) => name.trim()));
  expect(named.sort()).toEqual(policies.map(nameOf).sort());
});

describe('a policy that is missing or says too little', () => {
  const people = snakeCase.table('people', { id: uuid().primaryKey() });
  const letters = snakeCase.table('letters', {
    id: uuid().primaryKey(),
    personId: uuid().references(() => people.id),
    body: text(),
    extra: jsonb(),
    kind: text({ enum: ['LONG', 'SHORT'] }),
  });
  const peoplePolicy = policy(people, {
    rows: 'kept',
    personal: [],
    protection: 'a sample',
    person: 'id',
    exported: { as: 'person', columns: ['id'] },
    erasure: { step: 'blanked' },
  });
  const whole = {
    rows: 'passing',
    personal: ['body'],
    notPersonal: ['extra'],
    protection: 'a sample',
    person: 'personId',
    exported: { as: 'letters', columns: ['body'] },
    erasure: 'goes',
  } as const;
  const faultsOf = (...own: Policy[]) => policyFaults([people, letters], [peoplePolicy, ...own], people);

  test('one that says everything is let through', () => {
    expect(faultsOf(policy(letters, whole))).toEqual([]);
    const renamed = { as: 'letters', columns: [['text', letters.body]] } as const;
    expect(faultsOf(policy(letters, { ...whole, exported: renamed }))).toEqual([]);
  });

  test('a table has one, neither none nor two', () => {
    expect(faultsOf()).toEqual(['letters: has 0 policies instead of one']);
    expect(faultsOf(policy(letters, whole), policy(letters, whole))).toHaveLength(1);
  });

  test('no table that leads to a person is without personal data', () => {
    const none = policy(letters, { rows: 'kept', personal: 'none' });
    expect(faultsOf(none)).toEqual(['letters: leads to a person: say what is personal in it']);
  });

  test('a part of the export has a unique name, and is inside an existing part', () => {
    const pages = snakeCase.table('pages', { id: uuid().primaryKey(), letterId: uuid().references(() => letters.id) });
    const inside = { rows: 'kept', personal: [], protection: 'a sample', erasure: { stays: 'a sample' } } as const;
    const ofPages = (as: string) =>
      policy(pages, { ...inside, person: { through: 'letterId' }, exported: { as, columns: ['id'] } });
    const faults = (...own: Policy[]) => policyFaults([people, letters, pages], [peoplePolicy, ...own], people);
    expect(faults(policy(letters, whole), ofPages('pages'))).toEqual([]);
    expect(faults(policy(letters, { ...whole, exported: { not: 'a sample' } }), ofPages('pages'))).toEqual([
      'pages: the export leaves out the rows inside which it would stand',
    ]);
    const namesake = policy(letters, { ...whole, exported: { as: 'person', columns: ['body'] } });
    expect(faults(namesake, ofPages('pages'))).toEqual([
      'people: another part of the export is called person too',
      'letters: another part of the export is called person too',
    ]);
  });

  test.each<[string, Partial<Parameters<typeof policy<typeof letters>>[1]>, string]>([
    ['an open column is judged', { notPersonal: [] }, 'extra: judge it once, as personal or not'],
    ['and once', { notPersonal: ['extra', 'body'] }, 'body: judge it once, as personal or not'],
    ['a column exists', { notPersonal: ['extra', 'gone' as 'body'] }, 'gone: no such column'],
    ['guarded', { protection: '' }, 'say how it is guarded'],
    ['the export shows it', { exported: { as: 'letters', columns: ['id'] } }, 'body: export it, or say why not'],
    ['the export shows something', { exported: { as: 'letters', columns: [] } }, 'the export shows nothing of it'],
    ['or says why not', { exported: { not: ' ' } }, 'say why the export leaves it out'],
    [
      'the export finds it',
      { person: null, erasure: { stays: 'a sample' } },
      'the export cannot find its rows: say whose they are',
    ],
    ['erasure says what it does', { erasure: { step: '' } }, 'say what erasure does with it'],
    ['or why it stays', { erasure: { stays: '' } }, 'say what erasure does with it'],
    ['blanks all that is personal', { erasure: { blanks: {} } }, 'body: erasure leaves it'],
    ['goes only where rows may be deleted', { rows: 'kept' }, 'only passing rows of a person can go with them'],
  ])('%s', (_name, change, fault) => {
    const terms = { ...whole, ...change } as Parameters<typeof policy<typeof letters>>[1];
    expect(faultsOf(policy(letters, terms))).toContain(`letters: ${fault}`);
  });
});
