import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { users } from '../../../drizzle/schema.ts';
import { userByEmail } from '../../../schema/accounts/queries/people.ts';
import { type AuthService, startAuthService } from '../../support/authService.ts';
import { signInsOf } from '../../support/signIns.ts';

let service: AuthService;
let signIns: ReturnType<typeof signInsOf>;
beforeAll(async () => {
  service = await startAuthService();
  signIns = signInsOf(service);
});
afterAll(() => service.stop());

describe('one account for each mailbox', () => {
  test('every spelling of an address signs in to one account, and mail goes to it as typed first', async () => {
    const first = await signIns.byCode('Ro.B+ce@Bücher.example');
    expect(service.mails.at(-1)?.to).toBe('Ro.B+ce@xn--bcher-kva.example');
    for (const spelling of ['ro.b+ce@BU\u0308CHER.EXAMPLE', 'RO.B+CE@xn--bcher-kva.example.']) {
      const again = await signIns.byCode(spelling);
      expect(again.viewer.userId).toBe(first.viewer.userId);
      expect(service.mails.at(-1)?.to).toBe('Ro.B+ce@xn--bcher-kva.example');
    }
    expect((await signIns.byCode('rob+ce@bücher.example')).viewer.userId).not.toBe(first.viewer.userId);
    const { data } = await signIns.ask(first.headers, '{ viewer { email } }');
    expect(data.viewer.email).toBe('Ro.B+ce@xn--bcher-kva.example');
    // By this an operator's command finds whom to invite.
    expect(await userByEmail(service.db, 'RO.b+CE@bücher.example')).toBe(first.viewer.userId);
  });

  test('both domains of Gmail are one account, also one that is stored under the other domain', async () => {
    const one = await signIns.byCode('Sue@googlemail.com');
    expect(service.mails.at(-1)?.to).toBe('Sue@googlemail.com');
    expect((await signIns.byCode('sue@gmail.com')).viewer.userId).toBe(one.viewer.userId);
    const [old] = await service.db
      .insert(users)
      .values({ email: 'tom@googlemail.com', emailVerified: true })
      .returning();
    for (const email of ['tom@gmail.com', 'Tom@GoogleMail.com']) {
      expect((await signIns.byCode(email)).viewer.userId).toBe(old?.id);
      expect(service.mails.at(-1)?.to).toBe('tom@googlemail.com');
    }
    const asked = [await service.askForCode('ugo@gmail.com'), await service.askForCode('ugo@googlemail.com')];
    const [here, there] = await Promise.all([
      service.verify('ugo@gmail.com', asked[0]?.code ?? '', asked[0]?.nonce ?? ''),
      service.verify('ugo@googlemail.com', asked[1]?.code ?? '', asked[1]?.nonce ?? ''),
    ]);
    expect([here?.status, there?.status, here?.body.user]).toEqual([200, 200, there?.body.user]);
  });

  test('the table keeps where mail goes to a spelling of the address', async () => {
    const foreign = service.db.insert(users).values({ email: 'una@example.org', mailAddress: 'eve@example.org' });
    await expect(foreign).rejects.toMatchObject({ cause: { constraint_name: 'users_mail_address' } });
    expect(await service.db.execute(sql`select count(*)::int as n from users where mail_address = email`)).toEqual([
      { n: 0 },
    ]);
  });
});
