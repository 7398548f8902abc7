import { expect, test } from '@jest/globals';
import { unprivilegedAccount } from '../../../server/postgres/account.ts';
import { explain } from '../../../server/postgres/fault.ts';

test('a full disk', () => {
  const said = 'FATAL:  could not write to file "pg_wal/xlogtemp.7": No space left on device\nchild process exited';
  expect(explain('PostgreSQL could not start', '/data', said).message).toBe(
    'PostgreSQL could not start: the disk with /data is full. Free some space and start again.',
  );
});

test('root without an unprivileged account', () => {
  expect(() => unprivilegedAccount('root:x:0:0::/root:/bin/sh\n')).toThrow(/start as an ordinary user/);
  const passwd = 'root:x:0:0:::\ndaemon:x:1:1:::\nnobody:x:65534:65533:::\n';
  expect(unprivilegedAccount(passwd)).toEqual({ name: 'nobody', uid: 65534, gid: 65533 });
});
