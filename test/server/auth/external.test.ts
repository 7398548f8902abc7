import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { accounts, users } from '../../../drizzle/schema.ts';
import { type AuthService, startAuthService } from '../../support/authService.ts';

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
let issuerServer: Server;
let issuer: string;
let [rsa, ec, other, stranger]: Keys[] = [];
let service: AuthService;
let served = 0;

beforeAll(async () => {
  rsa = await generateKeyPair('RS256');
  ec = await generateKeyPair('ES256');
  other = await generateKeyPair('PS256');
  stranger = await generateKeyPair('RS256');
  const jwks = {
    keys: [
      { ...(await exportJWK(rsa.publicKey)), kid: 'rsa', alg: 'RS256' },
      { ...(await exportJWK(ec.publicKey)), kid: 'ec', alg: 'ES256' },
      { ...(await exportJWK(other.publicKey)), kid: 'other', alg: 'PS256' },
    ],
  };
  issuerServer = createServer((req, res) => {
    served++;
    const about = { issuer, jwks_uri: `${issuer}/keys` };
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify(req.url === '/keys' ? jwks : about));
  });
  await new Promise<void>((resolve) => issuerServer.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(issuerServer.address() as AddressInfo).port}`;
  service = await startAuthService({ oidc: { issuer, audience: 'attune' } });
});
afterAll(async () => {
  await service.stop();
  issuerServer.closeAllConnections();
  await new Promise((resolve) => issuerServer.close(resolve));
});

type Claims = Record<string, unknown>;
const ana = { sub: 'ana', email: 'Ana@Example.org', email_verified: true };
const token = (
  claims: Claims,
  { alg = 'RS256', keys = rsa, kid = 'rsa', aud = 'attune', iss = issuer, exp = '5m' } = {},
) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg, kid })
    .setIssuer(iss)
    .setAudience(aud)
    .setIssuedAt()
    .setExpirationTime(exp)
    .sign(keys?.privateKey ?? new Uint8Array());
const me = (jwt: string) => service.me({ authorization: `Bearer ${jwt}` });
const userWith = async (email: string) => (await service.db.select().from(users).where(eq(users.email, email)))[0];

describe('tokens of another issuer', () => {
  test('RS256 and ES256 tokens of a verified address are one person, made once', async () => {
    const all = await Promise.all([
      ...Array.from({ length: 8 }, async () => me(await token(ana))),
      me(await token(ana, { alg: 'ES256', keys: ec, kid: 'ec' })),
    ]);
    const user = await userWith('ana@example.org');
    const ours = { userId: user?.id, sessionId: null, signedInBy: 'EXTERNAL' };
    for (const viewer of all) expect(viewer).toEqual({ ...ours, mayBeOverdue: expect.any(Boolean) });
    expect(await me(await token(ana))).toEqual({ ...ours, mayBeOverdue: false });
    expect(await service.db.select().from(accounts)).toHaveLength(1);
    expect(served).toBeLessThanOrEqual(4);
  });

  test('an account is joined only by a verified address', async () => {
    await service.signIn('ben@example.org');
    const ben = await userWith('ben@example.org');
    for (const email_verified of [false, 'true', 1, undefined]) {
      expect(await me(await token({ sub: 'not ben', email: 'ben@example.org', email_verified }))).toBeNull();
    }
    expect(await me(await token({ sub: 'ben', email: 'BEN@example.org', email_verified: true }))).toMatchObject({
      userId: ben?.id,
    });
    expect(await me(await token({ sub: 'ben' }))).toMatchObject({ userId: ben?.id });
    expect(await me(await token({ sub: 'someone without an address' }))).toBeNull();
  });

  test('a closed account stays closed', async () => {
    const eve = { sub: 'eve', email: 'eve@example.org', email_verified: true };
    expect(await me(await token(eve))).not.toBeNull();
    await service.db.update(users).set({ disabledAt: new Date() }).where(eq(users.email, 'eve@example.org'));
    expect(await me(await token(eve))).toBeNull();
  });

  test('an address is joined in every spelling, and a newcomer keeps theirs as typed', async () => {
    await service.signIn('finn@bücher.example');
    const finn = await userWith('finn@xn--bcher-kva.example');
    for (const [sub, email] of Object.entries({ f1: 'Finn@BU\u0308CHER.example.', f2: 'finn@xn--bcher-kva.example' }))
      expect(await me(await token({ sub, email, email_verified: true }))).toMatchObject({ userId: finn?.id });
    await me(await token({ sub: 'gus', email: 'Gus@GoogleMail.com', email_verified: true }));
    expect(await userWith('gus@gmail.com')).toMatchObject({ mailAddress: 'Gus@googlemail.com' });
    const again = await me(await token({ sub: 'gus 2', email: 'gus@gmail.com', email_verified: true }));
    expect(again).toMatchObject({ userId: (await userWith('gus@gmail.com'))?.id });
  });

  test('an account that requires a passkey is joined by no new subject; one that it has stays as strong as its issuer', async () => {
    const own = await token({ sub: 'hana', email: 'hana@example.org', email_verified: true });
    const viewer = await me(own);
    await service.db.update(users).set({ passkeyRequiredAt: new Date() }).where(eq(users.email, 'hana@example.org'));
    expect(await me(own)).toMatchObject({ userId: (viewer as { userId: string }).userId, signedInBy: 'EXTERNAL' });
    const other = await token({ sub: 'not hana', email: 'Hana@example.org', email_verified: true });
    expect(await me(other)).toBeNull();
    expect(await service.db.select().from(accounts).where(eq(accounts.accountId, 'not hana'))).toEqual([]);
  });

  test('N17: none, wrong key, wrong algorithm, other audience or issuer, expired, not yet valid', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(await exportJWK((rsa as Keys).publicKey)));
    const now = Math.floor(Date.now() / 1000);
    const good = await token(ana);
    const [head, , signature] = good.split('.');
    const bodies = [
      new UnsecuredJWT(ana).setIssuer(issuer).setAudience('attune').setExpirationTime('5m').encode(),
      `${new UnsecuredJWT(ana).setIssuer(issuer).setAudience('attune').setExpirationTime('5m').encode()}x`,
      await token(ana, { keys: stranger }),
      await token(ana, { kid: 'unknown' }),
      await token(ana, { alg: 'PS256', keys: other, kid: 'other' }),
      await new SignJWT(ana)
        .setProtectedHeader({ alg: 'HS256', kid: 'rsa' })
        .setIssuer(issuer)
        .setAudience('attune')
        .setExpirationTime('5m')
        .sign(secret),
      await token(ana, { aud: 'another' }),
      await token(ana, { iss: 'https://evil.example' }),
      await token(ana, { exp: '-1m' }),
      await token({ ...ana, nbf: now + 600 }),
      `${head}.${Buffer.from(JSON.stringify({ ...ana, iss: issuer, aud: 'attune', exp: now + 60 })).toString('base64url')}.${signature}`,
      await new SignJWT(ana)
        .setProtectedHeader({ alg: 'RS256', kid: 'rsa' })
        .setIssuer(issuer)
        .setAudience('attune')
        .sign((rsa as Keys).privateKey),
      await token({ ...ana, sub: undefined }),
      'a.b.c',
      '..',
    ];
    for (const jwt of bodies) expect(await me(jwt)).toBeNull();
    expect(await me(good)).not.toBeNull();
  });

  test('without a setting, and with an issuer that does not answer, a JWT signs in no one', async () => {
    const plain = await startAuthService();
    const lost = await startAuthService({ oidc: { issuer: 'http://127.0.0.1:1', audience: 'attune' } });
    try {
      for (const one of [plain, lost]) {
        expect(await one.me({ authorization: `Bearer ${await token(ana)}` })).toBeNull();
      }
      expect(lost.events.at(-1)).toEqual(['outside token refused', { because: 'ISSUER_UNREACHABLE' }]);
    } finally {
      await plain.stop();
      await lost.stop();
    }
  });
});
