import type { RequestHandler } from 'express';
import { bareJwk, didDocument, didOf } from '../../certificates/credential/did.ts';
import { parseCertificateNumber } from '../../certificates/number.ts';
import { openCredential } from '../../schema/issuance/operations/openCredential.ts';
import { withdrawnPositions } from '../../schema/issuance/queries/statusLists.ts';
import { everyKey } from '../../schema/keys/queries.ts';
import { type Refusal, refuse } from '../http/refuse.ts';
import { SEALING_SECONDS, STILL_SEALING } from '../http/stillSealing.ts';
import type { Services } from '../services.ts';

const LIST_SECONDS = 60;
export const LIST_CACHE = `public, max-age=${LIST_SECONDS}`;
export const KEYS_CACHE = 'public, max-age=300';
/** A list without changes is signed again once a day, so that a recent date shows that it is still maintained. */
const RESIGN_MS = 24 * 3_600_000;

const NO_CREDENTIAL: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message:
    'There is no credential at this address. The address of a credential ends with the number on its certificate.',
};
const NO_LIST: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message: 'There is no status list with this number.',
};
const NO_KEY: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message: 'There is no key with this id.',
};
const GONE: Refusal = {
  status: 410,
  code: 'GONE',
  title: 'No longer available',
  message: 'The holder’s data was deleted. You can still check a saved copy of the credential or the PDF.',
};

/** The media types of a credential, in the order of preference. */
const CREDENTIAL_TYPES = ['application/vc', 'application/json', 'application/vc+jwt', 'application/jwt', 'text/plain'];

/**
 * GET /credentials/:id: JSON with its proof. Sends the JWT for an address that ends in `.jwt`, or for a request that accepts a
 * JWT or plain text.
 */
export function sendCredential({ db, vault }: Pick<Services, 'db' | 'vault'>): RequestHandler {
  return async (request, response) => {
    const [, written = '', ending] = /^([^.]+)(?:\.(json|jwt))?$/.exec(String(request.params.id)) ?? [];
    const parsed = parseCertificateNumber(written);
    if (!parsed.ok) return refuse(request, response, NO_CREDENTIAL);
    const wanted = request.accepts(CREDENTIAL_TYPES);
    const asToken = ending === 'jwt' || (ending === undefined && /jwt|plain/.test(wanted || ''));
    const kind = asToken ? 'TOKEN' : 'CREDENTIAL';
    const document = await openCredential(db, vault, { number: parsed.number, kind });
    if (document === null) return refuse(request, response, NO_CREDENTIAL);
    if (document === 'gone') return refuse(request, response, GONE);
    if (document === 'pending') return refuse(request, response, STILL_SEALING, SEALING_SECONDS);
    response
      .vary('Accept')
      .set({ ETag: `"${document.sha256}"`, 'X-Robots-Tag': 'noindex, nofollow' })
      .type(asToken ? 'text/plain' : 'application/vc')
      .send(asToken ? document.bytes.toString() : document.bytes);
  };
}

type Lists = Pick<Services, 'db' | 'issuer' | 'settings' | 'clock'>;

/** GET /status/:list: the signed list of revoked and replaced certificates. */
export function sendStatusList(services: Lists): RequestHandler {
  const listOf = statusLister(services);
  return async (request, response) => {
    const asked = String(request.params.list);
    const list = /^[1-9]\d{0,6}$/.test(asked) ? await listOf(Number(asked)) : null;
    if (list === null) return refuse(request, response, NO_LIST);
    response.type('application/vc').send(list);
  };
}

/** GET /.well-known/did.json: every public key of the issuer, as its DID document. */
export function sendDid({ db, settings: { publicUrl } }: Pick<Services, 'db' | 'settings'>): RequestHandler {
  return async (_request, response) => {
    const document = didDocument(didOf(publicUrl), publicUrl, await everyKey(db));
    response.type('application/did+json').send(JSON.stringify(document));
  };
}

/** GET /keys/:id: one public key as a JWK. */
export function sendKey({ db }: Pick<Services, 'db'>): RequestHandler {
  return async (request, response) => {
    const key = (await everyKey(db)).find(({ id }) => id === request.params.id);
    if (key === undefined) return refuse(request, response, NO_KEY);
    response.type('application/jwk+json').send(JSON.stringify(bareJwk(key)));
  };
}

/**
 * Concurrent requests for a list share one query. The list is signed again when a certificate on it was withdrawn, or when its
 * date is a day old.
 */
function statusLister({ db, issuer: { keyring }, settings: { publicUrl }, clock }: Lists) {
  const signed = new Map<number, { of: string; at: Date; text: string }>();
  const underway = new Map<number, Promise<string | null>>();
  const sign = async (list: number): Promise<string | null> => {
    const positions = await withdrawnPositions(db, list);
    if (positions === null) return null;
    const now = clock();
    const of = positions.join();
    const known = signed.get(list);
    if (known !== undefined && known.of === of && now.getTime() - known.at.getTime() < RESIGN_MS) return known.text;
    // JSON-LD loads only when a list is signed, so that the start does not wait for it.
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
}
