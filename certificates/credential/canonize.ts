import { canonize, type RdfQuad, type RdfTerm } from 'rdf-canonize';
import { loadContext } from './contexts.ts';
import { jsonld } from './offlineJsonld.ts';

/** A signature would not cover a member of the document, or the member cannot be written as RDF. */
export class CanonizeError extends Error {}

const LEAF = 'urn:leaf:';
// Values of these members decide what other members mean, so they belong to the form of a document, not to its content.
const PART_OF_FORM = new Set(['@context', 'type', 'proofPurpose']);
const IRI = /^(?:https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+|urn:uuid:[0-9a-f-]{36}|did:web:[\w\-.%]+(?:#[\w-]+)?)$/;
const MOST_FORMS = 256;

/** Replaces the document's texts by their numbers and collects the texts in `texts`. */
function formOf(value: unknown, texts: string[]): unknown {
  if (typeof value === 'string') return `${LEAF}${texts.push(value) - 1}`;
  if (Array.isArray(value)) return value.map((item) => formOf(item, texts));
  if (value === null || typeof value !== 'object') return value;
  const stated = Object.entries(value).filter(([, held]) => held !== undefined);
  const members = stated.map(([name, held]) => {
    if (!PART_OF_FORM.has(name)) return [name, formOf(held, texts)];
    if (JSON.stringify(held).includes(LEAF)) throw new CanonizeError(`${name} contains a reserved address.`);
    return [name, held];
  });
  return Object.fromEntries(members);
}

const leafIn = (term: RdfTerm): number | null =>
  term.value.startsWith(LEAF) ? Number(term.value.slice(LEAF.length)) : null;

/** Runs the JSON-LD library on a form. Refuses members that the library would drop, because a signature would not cover them. */
async function readForm(form: unknown, count: number): Promise<readonly RdfQuad[]> {
  const quads = await jsonld.toRDF(form, { documentLoader: loadContext, safe: true, base: null });
  const covered = new Set(quads.flatMap(({ subject, object }) => [leafIn(subject), leafIn(object)]));
  for (let leaf = 0; leaf < count; leaf += 1) {
    if (!covered.has(leaf)) throw new CanonizeError(`Text number ${leaf + 1} of the document would not be signed.`);
  }
  return quads;
}

const forms = new Map<string, Promise<readonly RdfQuad[]>>();

/** Expanding JSON-LD costs milliseconds, and credentials of one form differ only in their texts. */
function quadsOf(form: unknown, count: number): Promise<readonly RdfQuad[]> {
  const name = JSON.stringify(form);
  const known = forms.get(name);
  if (known !== undefined) return known;
  const fresh = readForm(form, count);
  forms.set(name, fresh);
  fresh.catch(() => forms.delete(name));
  const [oldest] = forms.keys();
  if (forms.size > MOST_FORMS && oldest !== undefined) forms.delete(oldest);
  return fresh;
}

function filled(term: RdfTerm, texts: readonly string[]): RdfTerm {
  const leaf = leafIn(term);
  if (leaf === null) return term;
  const value = texts[leaf] ?? '';
  if (term.termType === 'NamedNode' && !IRI.test(value)) throw new CanonizeError(`"${value}" is not an address.`);
  return { ...term, value };
}

/**
 * A document in RDFC-1.0 canonical N-Quads, equal to the JSON-LD library's output, by this program's own expansion of the
 * document's form. Uses no network. Throws CanonizeError, ContextError or the library's own error.
 */
export async function canonicalQuads(document: object): Promise<string> {
  const texts: string[] = [];
  const form = formOf(document, texts);
  const quads = await quadsOf(form, texts.length);
  const own = quads.map((quad) => ({
    ...quad,
    subject: filled(quad.subject, texts),
    object: filled(quad.object, texts),
  }));
  return canonize(own, { algorithm: 'RDFC-1.0', maxWorkFactor: 0 });
}
