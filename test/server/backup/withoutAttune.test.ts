import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import postgres from 'postgres';
import { openBackupDesk } from '../../support/backupDesk.ts';
import { startServerWithSuperuser } from '../../support/superuser.ts';

let desk: Awaited<ReturnType<typeof openBackupDesk>>;
let target: Awaited<ReturnType<typeof startServerWithSuperuser>>;
beforeAll(async () => {
  [desk, target] = await Promise.all([openBackupDesk(), startServerWithSuperuser()]);
});
afterAll(async () => {
  await target.stop();
  await desk.close();
});

const textOf = async (file: string) => gunzipSync(await readFile(file)).toString();

/** Does what psql does with the text: comments, and COPY blocks that end with a backslash and a point. */
const load = async (url: string, text: string) => {
  const superuser = postgres(url, { max: 1 });
  try {
    await superuser`set session_replication_role = replica`;
    let rest = text;
    while (rest !== '') {
      const line = rest.slice(0, rest.indexOf('\n'));
      rest = rest.slice(line.length + 1);
      if (line.startsWith('-- ')) continue;
      expect(line).toMatch(/^COPY .* FROM stdin;$/);
      const end = rest.startsWith('\\.\n') ? 0 : rest.indexOf('\n\\.\n') + 1;
      const rows = await superuser.unsafe(line).writable();
      const written = once(rows, 'finish');
      rows.end(rest.slice(0, end));
      await written;
      rest = rest.slice(end + 3);
    }
  } finally {
    await superuser.end();
  }
};

test('a superuser loads a backup into a migrated, empty database without Attune, after session_replication_role', async () => {
  const file = desk.at('first.attune');
  await desk.attune(desk.book, ['backup', file]);
  const text = await textOf(file);
  await load(target.superuserUrl, text);
  const again = desk.at('again.attune');
  expect(await desk.attune(target, ['backup', again])).toMatchObject({ code: 0, err: '' });
  // The last line has the count and the hash of every table.
  expect((await textOf(again)).split('\n').at(-2)).toBe(text.split('\n').at(-2));
  expect((await desk.attune(target, ['log', 'verify'])).out).toContain('Nothing differs.');
});
