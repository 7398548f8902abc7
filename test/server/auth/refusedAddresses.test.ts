import { expect, test } from '@jest/globals';
import { mailBounces, users } from '../../../drizzle/schema.ts';
import { AddressRefusedError } from '../../../schema/accounts/rules/bounces.ts';
import { startAuthService } from '../../support/authService.ts';
import { signInsOf } from '../../support/signIns.ts';

const shape = (answer: { headers: Headers }) =>
  [...answer.headers.keys()].filter((name) => !['date', 'keep-alive', 'connection'].includes(name)).sort();

test('an address that its mail server refuses is told so, whether or not somebody has it, and a code that arrives ends the mark', async () => {
  const refused = new Set(['known@example.org', 'stranger@example.org']);
  const picky = await startAuthService({
    sendMail: async ({ to }) => {
      if (refused.has(to)) throw new AddressRefusedError(to, 'NO_SUCH_ADDRESS');
    },
  });
  try {
    const [known] = await picky.db
      .insert(users)
      .values({ email: 'known@example.org', emailVerified: true })
      .returning();
    const ask = async (email: string) => {
      picky.statements.length = 0;
      const answer = await picky.sendCode(email);
      return [answer.status, answer.text, shape(answer), picky.statements.length];
    };
    await ask('other@example.org');
    const told = await ask('known@example.org');
    expect(told[0]).toBe(422);
    expect(told[1]).toContain('ADDRESS_REFUSED');
    expect(await ask('stranger@example.org')).toEqual(told);
    const marked = await picky.db.select().from(mailBounces);
    expect(marked).toMatchObject([{ userId: known?.id, source: 'REFUSED' }]);
    // A marked address is asked for as any other.
    const again = await ask('known@example.org');
    expect(again).toEqual(told);
    await picky.db.update(mailBounces).set({ source: 'REPORTED' });
    refused.clear();
    await picky.signIn('known@example.org');
    expect(await picky.db.select().from(mailBounces)).toEqual([]);
  } finally {
    await picky.stop();
  }
});

test('an address that refuses mail is told apart: the new one, and the old one, whose person needs a recovery', async () => {
  const picky = await startAuthService({
    sendMail: async ({ to }) => {
      if (refusing.has(to)) throw new AddressRefusedError(to, 'NO_SUCH_ADDRESS');
    },
  });
  const refusing = new Set<string>();
  try {
    const { headers } = await signInsOf(picky).byCode('old@example.org');
    const ask = async () => {
      const answer = await picky.post('/api/auth/email/request-change', { newEmail: 'new@example.org' }, headers);
      return [answer.status, answer.body.code];
    };
    refusing.add('new@example.org');
    expect(await ask()).toEqual([422, 'ADDRESS_REFUSED']);
    refusing.delete('new@example.org');
    refusing.add('old@example.org');
    expect(await ask()).toEqual([409, 'OLD_ADDRESS_REFUSED']);
  } finally {
    await picky.stop();
  }
});
