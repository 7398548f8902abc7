import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { connect, type Pool } from '../../drizzle/client.ts';
import { courseFiles, storedFiles } from '../../drizzle/schema.ts';
import { systemAct } from '../../schema/act.ts';
import { exportCourse } from '../../schema/courses/operations/exportCourse.ts';
import { importCourse } from '../../schema/courses/operations/importCourse.ts';
import { hashName } from '../../schema/courses/rules/package/files/kinds.ts';
import { importOrganization } from '../../schema/organizations/operations/importOrganization.ts';
import { startTestApp } from '../support/app.ts';
import { type FileEdit, LOOP, mp4, parseEdited, pdf, sampleWithFigure, vtt } from '../support/courseFiles.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { sampleOrganization } from '../support/samplePackage.ts';

const now = new Date('2026-11-22T09:00:00Z');
let database: TestDatabase;
let pool: Pool;
let app: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl);
  await importOrganization(pool.db, systemAct(now), { organization: sampleOrganization() });
  app = await startTestApp(pool);
});
afterAll(async () => {
  await app.stop();
  await pool.close();
  await database.drop();
});

const FILM = mp4('isom', 2_500_000);
const rich: FileEdit = ({ texts, bytes }) => {
  const module = texts.get('modules/01-first.md') ?? '';
  texts.set('modules/01-first.md', `${module}\n\n[Kit](files/kit.pdf)\n\n![A scene](files/scene.mp4)\n`);
  texts.set('transcripts/scene.md', 'Hello.');
  texts.set(
    'course.yaml',
    `${texts.get('course.yaml')}downloads:\n  - { file: files/kit.pdf, title: Kit, forWhom: You }\n`,
  );
  bytes.set('files/kit.pdf', pdf()).set('files/scene.mp4', FILM).set('files/scene.vtt', vtt());
};
function packageAs(slug: string, version = '1.0') {
  const parsed = parseEdited(
    sampleWithFigure((edited) => {
      rich(edited);
      const text = edited.texts.get('course.yaml') ?? '';
      edited.texts.set(
        'course.yaml',
        text.replace('slug: sample-course', `slug: ${slug}`).replace('"1.0"', `"${version}"`),
      );
    }),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.package;
}
const imported = (slug: string, version?: string) =>
  importCourse(pool.db, systemAct(now), { package: packageAs(slug, version) });

describe('files of a course', () => {
  test('are stored once for all versions and courses, and come back with the same hash', async () => {
    const first = await imported('files-one');
    await imported('files-one', '1.1');
    await imported('files-two');
    expect(await pool.db.$count(storedFiles)).toBe(4);
    const rows = await pool.db.select().from(courseFiles).where(eq(courseFiles.versionId, first.versionId));
    expect(rows.map(({ path, width, transcript }) => `${path} ${width} ${transcript}`).sort()).toEqual([
      'files/kit.pdf null null',
      'files/loop.svg 640 null',
      'files/scene.mp4 null Hello.',
      'files/scene.vtt null null',
    ]);
    const again = parseEdited(await exportCourse(pool.db, 'files-two'));
    if (!again.ok) throw new Error(JSON.stringify(again.faults));
    expect(await importCourse(pool.db, systemAct(now), { package: again.package })).toMatchObject({ published: false });
  });

  test('fifty imports at once store them once', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, index) => imported(`files-many-${index % 5}`)));
    expect(await pool.db.$count(storedFiles)).toBe(4);
  });

  test('never change', async () => {
    for (const [change, why] of [
      [sql`update stored_files set kind = 'PNG'`, /permission denied|append-only/],
      [sql`delete from course_files`, /permission denied|append-only/],
      [
        sql`insert into stored_files (id, sha256, kind, bytes) values (gen_random_uuid(), ${'0'.repeat(64)}, 'PNG', 'x')`,
        /check constraint/,
      ],
    ] as const)
      await expect(pool.db.execute(change)).rejects.toMatchObject({ cause: { message: expect.stringMatching(why) } });
  });
});

describe('the address of a file', () => {
  const nameIn = (path: string): string => {
    const file = packageAs('files-one').files?.find((one) => one.path === path);
    if (file === undefined) throw new Error(`no ${path}`);
    return `${app.url}/files/${hashName(file)}`;
  };

  test('answers the bytes, to be kept for a year, under which nothing runs', async () => {
    const answer = await fetch(nameIn('files/loop.svg'));
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(LOOP);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/svg+xml; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'content-length': String(LOOP.length),
    });
    expect(answer.headers.get('set-cookie')).toBeNull();
    const etag = answer.headers.get('etag') ?? '';
    const known = await fetch(nameIn('files/loop.svg'), {
      headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' },
    });
    expect(known.status).toBe(304);
  });

  test('a document is saved under the name of its link', async () => {
    const answer = await fetch(nameIn('files/kit.pdf'));
    expect(answer.headers.get('content-disposition')).toBe('attachment');
  });

  test.each([
    ['bytes=0-', 206, 0, FILM.length - 1],
    ['bytes=5-9', 206, 5, 9],
    ['bytes=999999-1500001', 206, 999_999, 1_500_001],
    ['bytes=-7', 206, FILM.length - 7, FILM.length - 1],
    ['bytes=2000000-99999999', 206, 2_000_000, FILM.length - 1],
    ['bytes=0-1,5-6', 200, 0, FILM.length - 1],
    ['lines=1-2', 200, 0, FILM.length - 1],
    ['nonsense', 200, 0, FILM.length - 1],
  ])('a range %s is answered with %i', async (range, status, from, to) => {
    const answer = await fetch(nameIn('files/scene.mp4'), { headers: { range } });
    expect(answer.status).toBe(status);
    expect(Buffer.from(await answer.arrayBuffer()).equals(FILM.subarray(from, to + 1))).toBe(true);
    expect(answer.headers.get('content-range')).toBe(status === 206 ? `bytes ${from}-${to}/${FILM.length}` : null);
  });

  test('a range outside is refused, and the size is told without bytes', async () => {
    const outside = await fetch(nameIn('files/scene.mp4'), { headers: { range: 'bytes=99999999-' } });
    expect([outside.status, outside.headers.get('content-range')]).toEqual([416, `bytes */${FILM.length}`]);
    const head = await fetch(nameIn('files/scene.mp4'), { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(FILM.length)]);
  });

  test.each(['..%2f..%2fetc%2fpasswd', `${'0'.repeat(64)}.svg`, 'loop.svg', `${'f'.repeat(64)}.exe`, '%00.svg'])(
    'there is nothing at %s',
    async (name) => {
      const answer = await fetch(`${app.url}/files/${name}`);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    },
  );

  test('the hash under another ending is not found', async () => {
    expect((await fetch(nameIn('files/loop.svg').replace('.svg', '.png'))).status).toBe(404);
  });

  test('who reads no text is told of no file: the catalog shows downloads without an address', async () => {
    const query = `{ course(slug: "files-one") { downloads { title forWhom kind sizeBytes file { url } } } }`;
    const answer = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(await answer.json()).toEqual({
      data: {
        course: { downloads: [{ title: 'Kit', forWhom: 'You', kind: 'PDF', sizeBytes: pdf().length, file: null }] },
      },
    });
  });
});
