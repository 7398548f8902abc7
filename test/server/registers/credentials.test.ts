import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { keysOfDidDocument } from '../../../certificates/credential/did.ts';
import { checkCredential } from '../../../certificates/credential/proof.ts';
import { readBit } from '../../../certificates/status/bitstring.ts';
import { checkStatusList } from '../../../certificates/status/listCredential.ts';
import { certificates } from '../../../drizzle/schema.ts';
import { prepareDocuments } from '../../../schema/issuance/operations/prepareDocuments.ts';
import { everyKey } from '../../../schema/keys/queries.ts';
import { startTestApp, TEST_CONFIG } from '../../support/app.ts';
import { newHolder } from '../../support/holder.ts';
import { openWorld, type World } from '../../support/world.ts';

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, { issuer: world.issuer });
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const now = new Date();
/** A certificate with its documents, and the path of its credential. */
const prepared = async () => {
  const holder = await newHolder(world, TEST_CONFIG.publicUrl);
  await prepareDocuments(world.db, world.vault, world.issuer, { certificateId: holder.certificateId, now });
  return { ...holder, path: `/credentials/${holder.number}` };
};
const change = (number: string, set: object) =>
  world.db.update(certificates).set(set).where(eq(certificates.number, number));
type StatusList = { credentialSubject: { encodedList: string } };

test('a credential is served as JSON to anyone and any page, and as a JWT on request', async () => {
  const { path } = await prepared();
  const json = await app.ask(path, { headers: { origin: 'https://elsewhere.example.org' } });
  expect(json.status).toBe(200);
  expect(json.headers.get('content-type')).toMatch(/^application\/vc/);
  expect(json.headers.get('access-control-allow-origin')).toBe('*');
  const text = await json.text();
  expect(JSON.parse(text)).toMatchObject({ id: `${TEST_CONFIG.publicUrl}${path}` });
  expect(await checkCredential(text, await everyKey(world.db))).toMatchObject({ ok: true });
  const token = await (await app.ask(`${path}.jwt`)).text();
  expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(await (await app.ask(path, { headers: { accept: 'application/vc+jwt' } })).text()).toBe(token);
  expect(await (await app.ask(`${path}.json`)).text()).toBe(text);
});

test('the key that a token names is answered as a bare JWK, without private parts', async () => {
  const { path } = await prepared();
  const token = await (await app.ask(`${path}.jwt`)).text();
  const { kid } = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());
  expect(kid).toMatch(/^https:\/\/attune\.example\.org\/keys\//);
  const answer = await app.ask(new URL(kid).pathname);
  expect(answer.headers.get('content-type')).toMatch(/^application\/jwk\+json/);
  expect(await answer.json()).toMatchObject({ kty: 'EC', crv: 'P-256' });
  expect(await (await app.ask(new URL(kid).pathname)).json()).not.toHaveProperty('d');
  expect((await app.ask('/keys/unknown')).status).toBe(404);
});

test('did.json names every key that was ever used', async () => {
  await prepared();
  const answer = await app.ask('/.well-known/did.json');
  expect(answer.status).toBe(200);
  const document = await answer.json();
  expect(document).toMatchObject({ id: 'did:web:attune.example.org' });
  const known = (await everyKey(world.db)).map(({ id }) => id).sort();
  expect(
    keysOfDidDocument(document)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(known);
});

test('an unsealed certificate says so; an unknown or misspelled one is not found; an erased one answers 410', async () => {
  const { number } = await newHolder(world, TEST_CONFIG.publicUrl);
  const pending = await app.ask(`/credentials/${number}`);
  expect([pending.status, pending.headers.get('retry-after')]).toEqual([503, '30']);
  for (const path of ['00000-00000-00000-00000', 'x', '%00', `${number}.exe`, `${number}.json.json`])
    expect((await app.ask(`/credentials/${path}`)).status).toBe(404);
  const erased = await prepared();
  await change(erased.number, { wrappedDataKey: null, userId: null });
  expect((await app.ask(erased.path)).status).toBe(410);
});

test('the bit of a certificate is 0 while it is valid and 1 once it was revoked; the list is signed and may be cached for a minute', async () => {
  const [standing, revoked] = [await prepared(), await prepared()];
  const entryOf = async (path: string) => (await (await app.ask(path)).json()).credentialStatus;
  const entry = await entryOf(revoked.path);
  const bitOf = async ({ statusListIndex, statusListCredential }: Record<string, string>) => {
    const answer = await app.ask(new URL(statusListCredential ?? '').pathname);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
    const text = await answer.text();
    expect(await checkStatusList(text, await everyKey(world.db))).toMatchObject({ ok: true });
    return readBit((JSON.parse(text) as StatusList).credentialSubject.encodedList, Number(statusListIndex));
  };
  expect(await bitOf(entry)).toBe(false);
  await change(revoked.number, { revokedAt: now, revocationReason: 'ISSUED_IN_ERROR' });
  expect(await bitOf(entry)).toBe(true);
  expect(await bitOf(await entryOf(standing.path))).toBe(false);
  for (const path of ['0', '2', '-1', '1e3', '99999999', 'x'])
    expect((await app.ask(`/status/${path}`)).status).toBe(404);
});
