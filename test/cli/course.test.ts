import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { connect, type Pool } from '../../drizzle/client.ts';
import type { UserId } from '../../drizzle/ids.ts';
import {
  auditEvents,
  courses,
  courseVersions,
  organizations,
  questions,
  quizzes,
  users,
} from '../../drizzle/schema.ts';
import type { AuditVerb } from '../../drizzle/tables/events.ts';
import { readCourseFolder, seedContent, writeCourseFolder } from '../../server/content/content.ts';
import { openCommandLine } from '../support/commandLine.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { sampleOrganizationFile, samplePackageFiles } from '../support/samplePackage.ts';

const root = new URL('../..', import.meta.url).pathname;
const now = new Date('2026-11-22T09:00:00Z');
let database: TestDatabase;
let pool: Pool;
let home: string;
const commandLine = openCommandLine();

beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 4 });
  home = await mkdtemp(join(tmpdir(), 'attune-cli-'));
});
afterAll(async () => {
  await commandLine.close();
  await pool.close();
  await database.drop();
  await rm(home, { recursive: true });
});

const attune = (...line: string[]) =>
  commandLine.run(line, { DATABASE_URL: database.appUrl, DATA_DIR: join(home, 'data') });

/** A content folder with the sample course under a slug of its own, and its organization. */
const contentWith = async (slug: string, edit: (files: Map<string, string>) => void = () => undefined) => {
  const content = await mkdtemp(join(home, 'content-'));
  const files = samplePackageFiles();
  files.set('course.yaml', (files.get('course.yaml') ?? '').replace('sample-course', slug));
  edit(files);
  await writeCourseFolder(join(content, slug), files);
  await mkdir(join(content, 'organizations'));
  await writeFile(join(content, 'organizations', 'sample-organization.yaml'), sampleOrganizationFile);
  return { content, folder: join(content, slug) };
};
const versionsOf = (slug: string) =>
  pool.db
    .select({ ordinal: courseVersions.ordinal, hash: courseVersions.contentHash })
    .from(courseVersions)
    .innerJoin(courses, eq(courses.id, courseVersions.courseId))
    .where(eq(courses.slug, slug));

describe('course', () => {
  test('check prints the hours and the hash', async () => {
    const { folder } = await contentWith('checked');
    const { code, out, err } = await attune('course', 'check', folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Sample course 1.0: no fault.');
    expect(out).toContain('Hours of study: 0.50, by NASW, the lowest.');
    expect(out).toMatch(/Content hash: [0-9a-f]{64}/);
  });

  test('check and import print every fault, and import nothing', async () => {
    const { folder } = await contentWith('faulty', (files) => {
      files.set('course.yaml', (files.get('course.yaml') ?? '').replace('subtitle:', 'subtitel:'));
      files.set('quizzes/post-test.yaml', (files.get('quizzes/post-test.yaml') ?? '').replace('draw: 5', 'draw: 50'));
    });
    for (const verb of ['check', 'import']) {
      const { code, err } = await attune('course', verb, folder);
      expect(code).toBe(1);
      expect(err).toContain('course.yaml:3: "subtitel" is not known here; did you mean "subtitle"?');
      expect(err).toContain('quizzes/post-test.yaml:3: draw is 50 but the pool has 12');
      expect(err).not.toContain('    at ');
    }
    expect(await versionsOf('faulty')).toEqual([]);
  });

  test('a course whose words justify no hours is refused at check, import and start, and nothing is published', async () => {
    const { content, folder } = await contentWith('too-short', (files) => {
      files.set('modules/01-first.md', (files.get('modules/01-first.md') ?? '').replace('READING', 'REFLECTION'));
    });
    const fault =
      'course.yaml:1: The course justifies 0.00 hours of study, so it cannot be published for credit: NASW is the lowest, with 2600 words, 5 questions and a difficulty of 2.';
    for (const verb of ['check', 'import']) {
      const { code, out, err } = await attune('course', verb, folder);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toContain(fault);
      expect(err).not.toContain('    at ');
    }
    await expect(seedContent(pool.db, content, now)).rejects.toMatchObject({ faults: [{ file: 'course.yaml' }] });
    expect(await versionsOf('too-short')).toEqual([]);
  });

  test('import, export and import again give one version and one hash', async () => {
    const { folder } = await contentWith('traveled');
    const first = await attune('course', 'import', folder);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain('traveled 1.0 published as number 1');
    const exported = join(dirname(folder), 'exported');
    expect((await attune('course', 'export', 'traveled', exported)).out).toContain('10 files written');
    const again = await attune('course', 'import', exported);
    expect(again.out).toContain('is published already, as number 1');
    expect(await versionsOf('traveled')).toHaveLength(1);
    const twice = await attune('course', 'export', 'traveled', exported);
    expect(twice).toMatchObject({ code: 1, err: expect.stringContaining('is not empty') });
  });

  test.each([
    [['course'], 2, 'There is no command "course"'],
    [['corse', 'check', 'x'], 2, 'did you mean "course check"?'],
    [['course', 'check'], 2, 'Write: attune course check DIR'],
    [['course', 'check', '/nowhere/at/all'], 1, 'There is no folder /nowhere/at/all'],
    [['course', 'export', 'unknown', '/tmp/attune-never-written'], 1, 'The course unknown was not found'],
    [['user', 'grant', 'a@example.org', 'owner'], 2, 'Write: attune user grant EMAIL ROLE --org SLUG'],
    [['user', 'grant', 'a@example.org', 'ower', '--org', 'x', '--by', 'Kim'], 1, 'There is no role ower'],
    [['user', 'grant', '--all'], 2, 'Write: attune user grant'],
    [['user', 'disable', 'a@example.org'], 2, 'Write: attune user disable EMAIL --reason TEXT'],
  ])('%j ends with a clear line', async (line, code, message) => {
    const ended = await attune(...line);
    expect(ended.err).toContain(message);
    expect(ended.code).toBe(code);
    expect(ended.err).not.toContain('    at ');
  });
});

describe('a folder', () => {
  test('with links, other encodings or large files is refused', async () => {
    const { folder } = await contentWith('links');
    await symlink('/etc/passwd', join(folder, 'transcripts', 'passwd.md'));
    await symlink(folder, join(folder, 'modules', 'loop'));
    await writeFile(join(folder, 'modules', '02-film.md'), Buffer.from([0x2d, 0xff, 0xfe]));
    await writeFile(join(folder, 'modules', '01-first.md'), 'x'.repeat(10_000_000));
    const read = await readCourseFolder(folder);
    expect(read.ok ? [] : read.faults.map(({ file, message }) => `${file}: ${message}`)).toEqual(
      expect.arrayContaining([
        'transcripts/passwd.md: This is a symbolic link; put the file itself here.',
        'modules/loop: This is a symbolic link; put the file itself here.',
        'modules/02-film.md: The text is not UTF-8; save it again with that encoding.',
        'modules/01-first.md: The file is too large (10.0 MB); keep each file under 1 MB.',
      ]),
    );
  });

  test('that is itself a link is refused', async () => {
    const { content, folder } = await contentWith('linked');
    await symlink(folder, join(content, 'link'));
    expect(await readCourseFolder(join(content, 'link'))).toMatchObject({ ok: false });
  });

  test('may hold what systems hide', async () => {
    const { folder } = await contentWith('hidden');
    await writeFile(join(folder, '.DS_Store'), 'x');
    expect(await readCourseFolder(folder)).toMatchObject({ ok: true });
  });
});

describe('at start', () => {
  test('several processes load the content once, and a restart preserves edits', async () => {
    const { content } = await contentWith('seeded');
    const loads = await Promise.all(Array.from({ length: 6 }, () => seedContent(pool.db, content, now)));
    expect(loads.flat().filter(({ published }) => published)).toHaveLength(1);
    await pool.db
      .update(organizations)
      .set({ legalName: 'Renamed' })
      .where(eq(organizations.slug, 'sample-organization'));
    expect(await seedContent(pool.db, content, now)).toMatchObject([{ published: false, ordinal: 1 }]);
    const [organization] = await pool.db
      .select()
      .from(organizations)
      .where(eq(organizations.slug, 'sample-organization'));
    expect(organization?.legalName).toBe('Renamed');
  });

  test('an older content folder does not take back a newer version', async () => {
    const { content, folder } = await contentWith('newer');
    await seedContent(pool.db, content, now);
    const edited = join(content, 'edited');
    await cp(folder, edited, { recursive: true });
    await writeFile(
      join(edited, 'modules', '01-first.md'),
      `---\nid: first\ntitle: New\nkind: READING\nobjectives: [o1]\n---\n${'New words. '.repeat(2_500)}`,
    );
    const refused = await attune('course', 'import', edited);
    expect(refused.err).toContain('course.yaml:6: version: "1.0" is already published with different content');
    const course = join(edited, 'course.yaml');
    await writeFile(course, (await readFile(course, 'utf8')).replace('version: "1.0"', 'version: "1.1"'));
    expect((await attune('course', 'import', edited)).out).toContain('published as number 2');
    await rm(edited, { recursive: true });
    expect(await seedContent(pool.db, content, now)).toMatchObject([{ published: false, ordinal: 1 }]);
    const [current] = await pool.db
      .select({ ordinal: courseVersions.ordinal })
      .from(courses)
      .innerJoin(courseVersions, eq(courseVersions.id, courses.currentVersionId))
      .where(eq(courses.slug, 'newer'));
    expect(current?.ordinal).toBe(2);
  });

  test('the content of this repository loads', async () => {
    const loaded = await seedContent(pool.db, join(root, 'content'), now);
    expect(loaded).toMatchObject([{ published: true, ordinal: 1 }]);
    expect(await versionsOf('better-after-betrayal')).toHaveLength(1);
  });

  test('a fault names its folder', async () => {
    const { content } = await contentWith('unfit', (files) => files.delete('evaluation.yaml'));
    await expect(seedContent(pool.db, content, now)).rejects.toThrow('unfit/evaluation.yaml:1: The file is missing');
  });
});

describe('learners', () => {
  const [course, reason, by] = ['helped', 'half as much time again', 'office'];
  const objectOf = (verb: AuditVerb) => pool.db.select().from(auditEvents).where(eq(auditEvents.verb, verb));
  let userId: UserId;
  beforeAll(async () => {
    await attune('course', 'import', (await contentWith(course)).folder);
    const [user] = await pool.db.insert(users).values({ email: 'kim@xn--caf-dma.example' }).returning();
    if (user === undefined) throw new Error('no user was inserted');
    userId = user.id;
  });
  const accommodate = (quizTime: string) => {
    const options = ['--quiz-time', quizTime, '--study-time', 'asked', '--reason', reason, '--by', by];
    return attune('accommodation', 'grant', ' Kim@CAFÉ.example', '--course', course, ...options);
  };

  test('an accommodation is granted with its reason; a wrong one is reported in one line', async () => {
    expect((await accommodate('150')).err).toBe('');
    expect(await objectOf('ACCOMMODATION_GRANTED')).toMatchObject([{ objectId: userId, reason, actor: 'operator' }]);
    const wrong = await accommodate('500');
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('up to 400 percent')]);
    expect(wrong.err).not.toContain('    at ');
  });

  test('a regrade reports what it changed', async () => {
    const [question] = await pool.db
      .select({ key: questions.key })
      .from(questions)
      .innerJoin(quizzes, eq(quizzes.id, questions.quizId))
      .innerJoin(courseVersions, eq(courseVersions.id, quizzes.versionId))
      .innerJoin(courses, eq(courses.id, courseVersions.courseId))
      .where(eq(courses.slug, course));
    const line = ['question', 'regrade', question?.key ?? '', '--course', course, '--reason', reason, '--by', by];
    expect((await attune(...line)).out).toContain('0 results rose, 0 newly pass');
  });

  test('a person is shut out, with the reason', async () => {
    const disable = (email: string, why: string) => attune('user', 'disable', email, '--reason', why);
    expect((await disable('nobody@example.org', reason)).err).toContain('No one has signed in as nobody@example.org');
    expect((await disable('kim@café.example', 'x')).err).toContain('Write the reason in a few words');
    const [before] = await pool.db.select().from(users).where(eq(users.id, userId));
    expect(before?.disabledAt).toBeNull();
    expect(await disable('KIM@café.example', 'asked by the person')).toMatchObject({ code: 0, err: '' });
    const [after] = await pool.db.select().from(users).where(eq(users.id, userId));
    expect(after?.disabledAt).toBeInstanceOf(Date);
    expect(await objectOf('USER_DISABLED')).toMatchObject([{ objectId: userId, reason: 'asked by the person' }]);
  });
});
