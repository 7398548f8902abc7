import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { partsOf } from '../../../server/backup/read.ts';
import { BACKUP_KEY, openBackupDesk } from '../../support/backupDesk.ts';

let desk: Awaited<ReturnType<typeof openBackupDesk>>;
let backup: string;
beforeAll(async () => {
  desk = await openBackupDesk();
  backup = desk.at('first.attune');
  await desk.attune(desk.book, ['backup', backup]);
});
afterAll(() => desk.close());

describe('what is refused leaves everything as it was', () => {
  const state = async () =>
    (await desk.book.owner`select md5(string_agg(u::text, '' order by id)) as md5 from users u`)[0]?.md5;
  const damaged = async (name: string, change: (bytes: Buffer) => Buffer): Promise<string> => {
    const file = desk.at(name);
    await writeFile(file, change(await readFile(backup)));
    return file;
  };
  const rewritten = (change: (text: string) => string) => (bytes: Buffer) =>
    gzipSync(change(gunzipSync(bytes).toString()));

  test.each<[string, (bytes: Buffer) => Buffer, string]>([
    ['empty', () => Buffer.alloc(0), 'it is cut or damaged'],
    ['another file', () => Buffer.from('hello'), 'it is cut or damaged'],
    ['another gzip', () => gzipSync('hello\n'), 'a line does not begin with'],
    ['cut in the middle', (bytes) => bytes.subarray(0, bytes.length / 2), 'it is cut or damaged'],
    ['without its last bytes', (bytes) => bytes.subarray(0, -4), 'it is cut or damaged'],
    [
      'a flipped bit',
      (bytes) => Buffer.from(bytes.map((byte, at) => (at === 5000 ? byte ^ 1 : byte))),
      'is not a complete backup',
    ],
    ['without its last line', rewritten((text) => text.slice(0, text.lastIndexOf('-- '))), 'it ends too early'],
    [
      'a row less',
      rewritten((text) => text.replace(/(COPY public\."users".*\n).*\n/, '$1')),
      'the rows of users are not those',
    ],
    [
      'a changed row',
      rewritten((text) => text.replace('@example.org', '@example.com')),
      'the rows of users are not those',
    ],
    [
      'two tables exchanged',
      rewritten((text) => text.replace('COPY public."users"', 'COPY public."profiles"')),
      'does not begin where it should',
    ],
    [
      'SQL in a name',
      rewritten((text) => text.replace('"name":"users"', '"name":"users; drop table users"')),
      'cannot be read',
    ],
    ['something after the end', rewritten((text) => `${text}more\n`), 'something follows its end'],
    ['a second backup behind it', (bytes) => Buffer.concat([bytes, bytes]), 'something follows its end'],
  ])('%s', async (name, change, because) => {
    const before = await state();
    const { code, err } = await desk.attune(desk.book, [
      'restore',
      await damaged(`${name}.attune`, change),
      '--replace',
    ]);
    expect(err).toContain(because);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
    expect(await state()).toBe(before);
  });

  test('a line without end, before it fills the memory', async () => {
    const file = await damaged('zeros.attune', () => gzipSync(Buffer.alloc(3 * 1024 * 1024)));
    const read = async () => {
      for await (const _ of partsOf(file, 1024 * 1024));
    };
    await expect(read()).rejects.toThrow('a line in it is too long');
  });

  test.each([1, 20_000])('a row that breaks a key, %i times, with sums that fit', async (times) => {
    const doubled = (text: string) => {
      const [block = '', first = ''] = /COPY public\."users".*\n(.*\n)/.exec(text) ?? [];
      const made = text.replace(block, () => block + first.repeat(times));
      const [, rows = ''] = /COPY public\."users".*\n([\s\S]*?)\\\.\n/.exec(made) ?? [];
      const sha256 = createHash('sha256').update(rows).digest('hex');
      const sum = JSON.stringify({ rows: rows.split('\n').length - 1, sha256 });
      return made.replace(/"users":\{"rows":\d+,"sha256":"[0-9a-f]+"\}/, `"users":${sum}`);
    };
    const before = await state();
    const file = await damaged(`doubled-${times}.attune`, rewritten(doubled));
    const { code, err } = await desk.attune(desk.book, ['restore', file, '--replace']);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('users_pkey') });
    expect(await state()).toBe(before);
  });

  test('another ENCRYPTION_KEY, no file, a folder, another migration, no owner', async () => {
    const refused = async (line: string[], env: Record<string, string> = {}) =>
      (await desk.attune(desk.book, ['restore', ...line, '--replace'], env)).err;
    expect(await refused([backup], { ENCRYPTION_KEY: BACKUP_KEY.toUpperCase() })).toContain('another ENCRYPTION_KEY');
    const changed = { ENCRYPTION_KEY: BACKUP_KEY.toUpperCase(), ENCRYPTION_KEY_BEFORE: BACKUP_KEY };
    expect(await refused([backup], { ...changed, MIGRATION_DATABASE_URL: '' })).toContain('MIGRATION_DATABASE_URL');
    expect(await refused([desk.at('none')])).toContain('There is no file');
    expect(await refused([desk.at('')])).toContain('is a folder');
    expect(await refused([backup], { MIGRATION_DATABASE_URL: '' })).toContain('MIGRATION_DATABASE_URL');
    const older = rewritten((text) => text.replace(/,\{"name":"[^"]*","hash":"[^"]*"\}\],"encr/, '],"encr'));
    expect(await refused([await damaged('older.attune', older)])).toContain('Restore into an empty database');
  });
});
