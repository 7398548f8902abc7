import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openCommandLine } from '../support/commandLine.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { sampleOrganizationFile } from '../support/samplePackage.ts';

let database: TestDatabase;
let home: string;
const commandLine = openCommandLine();
beforeAll(async () => {
  database = await createTestDatabase();
  home = await mkdtemp(join(tmpdir(), 'attune-places-'));
  await mkdir(join(home, 'organizations'));
  await writeFile(join(home, 'organizations', 'sample-organization.yaml'), sampleOrganizationFile);
});
afterAll(async () => {
  await commandLine.close();
  await database.drop();
  await rm(home, { recursive: true });
});
const attune = (...line: string[]) =>
  commandLine.run(line, { DATABASE_URL: database.appUrl, DATA_DIR: join(home, 'data') });
const fresh = async (slug: string, organization: string) => {
  const folder = join(home, slug);
  expect((await attune('course', 'new', slug, folder, '--org', organization)).code).toBe(0);
  return folder;
};

test('an unknown organization is told with its line and the nearest name, at check and at import', async () => {
  expect((await attune('course', 'import', await fresh('known', 'sample-organization'))).code).toBe(0);
  const folder = await fresh('homeless', 'smaple-organization');
  const checked = await attune('course', 'check', folder);
  expect(checked).toMatchObject({
    code: 0,
    err: 'warning: course.yaml:5: There is no organizations/smaple-organization.yaml beside the course; did you mean "sample-organization"?\n',
  });
  const imported = await attune('course', 'import', folder);
  expect(imported).toMatchObject({
    code: 1,
    err: expect.stringContaining(
      'course.yaml:5: There is no organization smaple-organization; did you mean "sample-organization"?',
    ),
  });
  const far = await attune('course', 'import', await fresh('far', 'elsewhere'));
  expect(far.err).toContain(
    'course.yaml:5: There is no organization elsewhere; add organizations/elsewhere.yaml beside the course',
  );
});

test('importing a retired course publishes it and says that nobody can enroll', async () => {
  const folder = await fresh('closed', 'sample-organization');
  expect((await attune('course', 'import', folder)).out).not.toContain('nobody can enroll');
  expect((await attune('course', 'retire', 'closed', '--reason', 'A new edition')).code).toBe(0);
  const course = join(folder, 'course.yaml');
  await writeFile(course, (await readFile(course, 'utf8')).replace('version: "0.1"', 'version: "0.2"'));
  for (const what of ['published as number 2', 'is published already']) {
    const { code, out } = await attune('course', 'import', folder);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining(what) });
    expect(out).toContain('closed is retired: nobody can enroll.');
  }
});

test('a correction of a version that was never published is told with its line', async () => {
  const folder = await fresh('corrected', 'sample-organization');
  await writeFile(
    join(folder, 'errata.yaml'),
    'errata:\n  - id: e1\n    on: 2026-11-02\n    versions:\n      - "0.1"\n      - "0.0"\n    text: One.\n',
  );
  const { code, err } = await attune('course', 'import', folder);
  expect({ code, err }).toEqual({
    code: 0,
    err: 'warning: errata.yaml:6: No version 0.0 of corrected was published here; nobody reads a correction of it.\n',
  });
});
