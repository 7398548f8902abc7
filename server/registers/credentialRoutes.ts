import express, { type Request, type Response } from 'express';
import { bareJwk, didDocument, didOf } from '../../certificates/credential/did.ts';
import type { Keyring } from '../../certificates/keys.ts';
import { parseCertificateNumber } from '../../certificates/number.ts';
import type { Database } from '../../drizzle/client.ts';
import type { Vault } from '../../drizzle/encryption.ts';
import { openCredential } from '../../schema/issuance/operations/openCredential.ts';
import { withdrawnPositions } from '../../schema/issuance/queries/statusLists.ts';
import { everyKey } from '../../schema/keys/queries.ts';
import { tell } from '../http/refuse.ts';
import { countLookup } from '../verification/lookups.ts';

type CredentialOptions = {
  db: Database;
  vault: Vault;
  keyring: Keyring;
  publicUrl: string;
  secret: string;
  clock: () => Date;
};

const LIST_SECONDS = 60;
/** A list that nothing changed is signed anew once a day, so that its date says that somebody looks after it. */
const RESIGN_MS = 24 * 3_600_000;

/** What programs verify certificates by: credentials, status lists, the issuer's keys. Open to any page and program. */
export const credentialRoutes = (options: CredentialOptions): express.Router => {
  const { db, publicUrl } = options;
  const routes = express.Router();
  routes.use(['/credentials', '/status', '/keys', '/.well-known/did.json'], (_request, response, next) => {
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' });
    next();
  });
  routes.get('/credentials/:id', (request, response) => sendCredential(options, request, response));
  const listOf = statusLister(options);
  routes.get('/status/:list', async (request, response) => {
    const list = /^[1-9]\d{0,6}$/.test(request.params.list) ? await listOf(Number(request.params.list)) : null;
    if (list === null) return refuse(request, response, 404);
    response.set('Cache-Control', `public, max-age=${LIST_SECONDS}`).type('application/vc').send(list);
  });
  routes.get('/.well-known/did.json', async (_request, response) => {
    const document = didDocument(didOf(publicUrl), publicUrl, await everyKey(db));
    response.set('Cache-Control', 'public, max-age=300').type('application/did+json').send(JSON.stringify(document));
  });
  routes.get('/keys/:id', async (request, response) => {
    const key = (await everyKey(db)).find(({ id }) => id === request.params.id);
    if (key === undefined) return refuse(request, response, 404);
    response
      .set('Cache-Control', 'public, max-age=300')
      .type('application/jwk+json')
      .send(JSON.stringify(bareJwk(key)));
  });
  return routes;
};

/** JSON with its proof; the JWT for `.jwt` or for whoever asks for `application/vc+jwt`, `application/jwt` or plain text. */
const sendCredential = async (
  { db, vault, secret, clock }: CredentialOptions,
  request: Request,
  response: Response,
): Promise<void> => {
  const lookup = await countLookup({ db, secret }, 'ONE', request.ip, clock());
  if (!lookup.ok) {
    response.set('Retry-After', String(Math.max(1, Math.ceil((lookup.retryAt.getTime() - clock().getTime()) / 1000))));
    return refuse(request, response, 429);
  }
  const [, written = '', ending] = /^([^.]+)(?:\.(json|jwt))?$/.exec(String(request.params.id)) ?? [];
  const parsed = parseCertificateNumber(written);
  if (!parsed.ok) return refuse(request, response, 404);
  const wanted = request.accepts([
    'application/vc',
    'application/json',
    'application/vc+jwt',
    'application/jwt',
    'text/plain',
  ]);
  const asToken = ending === 'jwt' || (ending === undefined && /jwt|plain/.test(wanted || ''));
  const kind = asToken ? 'TOKEN' : 'CREDENTIAL';
  const document = await openCredential(db, vault, { number: parsed.number, kind });
  if (document === null) return refuse(request, response, 404);
  if (document === 'gone') return refuse(request, response, 410);
  if (document === 'pending') {
    response.set('Retry-After', '30');
    return refuse(request, response, 503);
  }
  response
    .vary('Accept')
    .set({ ETag: `"${document.sha256}"`, 'X-Robots-Tag': 'noindex, nofollow' })
    .type(asToken ? 'text/plain' : 'application/vc')
    .send(asToken ? document.bytes.toString() : document.bytes);
};

/** Whoever asks for a list at once shares one look into the register. It is signed again when a certificate on it was withdrawn, or its date is a day old. */
const statusLister = ({ db, keyring, publicUrl, clock }: CredentialOptions) => {
  const signed = new Map<number, { of: string; at: Date; text: string }>();
  const underway = new Map<number, Promise<string | null>>();
  const sign = async (list: number): Promise<string | null> => {
    const positions = await withdrawnPositions(db, list);
    if (positions === null) return null;
    const now = clock();
    const of = positions.join();
    const known = signed.get(list);
    if (known !== undefined && known.of === of && now.getTime() - known.at.getTime() < RESIGN_MS) return known.text;
    // JSON-LD is read only when a list is signed: starting does not wait for it.
    const [{ composeStatusList }, { proveCredential }] = await Promise.all([
      import('../../certificates/status/listCredential.ts'),
      import('../../certificates/credential/proof.ts'),
    ]);
    const did = didOf(publicUrl);
    const facts = { did, publicUrl, list, positions, at: now, ttlMillis: LIST_SECONDS * 1000 };
    const proven = await proveCredential(composeStatusList(facts), await keyring.signer('PROOF'), did, now);
    const text = JSON.stringify(proven);
    signed.set(list, { of, at: now, text });
    return text;
  };
  return (list: number): Promise<string | null> => {
    const asked = underway.get(list) ?? sign(list).finally(() => underway.delete(list));
    underway.set(list, asked);
    return asked;
  };
};

const REFUSALS = {
  404: {
    code: 'NOT_FOUND',
    title: 'Not found',
    message: 'Nothing stands under this address. A credential’s address ends with the number on its certificate.',
  },
  410: {
    code: 'GONE',
    title: 'No longer available',
    message: 'The record of its holder was erased. Whoever kept the credential or the PDF can still have it checked.',
  },
  429: {
    code: 'RATE_LIMITED',
    title: 'Too many tries',
    message: 'Too many look-ups from your network. Try again later.',
  },
  503: {
    code: 'PENDING',
    title: 'One moment',
    message: 'This certificate is still being sealed. Ask again in a minute.',
  },
};

const refuse = (request: Request, response: Response, status: keyof typeof REFUSALS): void =>
  tell(request, response, { status, ...REFUSALS[status] });
