/** The parts of other people's verifiers that the tests use; these packages ship no types. */
declare module '@digitalbazaar/vc' {
  export function issue(options: {
    credential: object;
    suite: object;
    documentLoader: (url: string) => Promise<{ contextUrl: null; documentUrl: string; document: unknown }>;
  }): Promise<{ proof: object }>;
  export function verifyCredential(options: {
    credential: object;
    suite: object;
    documentLoader: (url: string) => Promise<{ contextUrl: null; documentUrl: string; document: unknown }>;
    checkStatus?: (options: { credential: object }) => Promise<{ verified: boolean }>;
    now: Date;
  }): Promise<{ verified: boolean; error?: { message: string; errors?: Error[] } }>;
}

declare module '@digitalbazaar/data-integrity' {
  type PeerSigner = { algorithm: 'Ed25519'; id: string; sign(options: { data: Uint8Array }): Promise<Uint8Array> };
  export const DataIntegrityProof: new (options: { cryptosuite: object; signer?: PeerSigner; date?: Date }) => object;
}

declare module '@digitalbazaar/ed25519-multikey' {
  type Verifier = { verify(options: { data: Uint8Array; signature: Uint8Array }): Promise<boolean> };
  export function from(method: object): Promise<{ verifier(): Verifier }>;
}

declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: object;
}

declare module 'jsonwebtoken' {
  const jsonwebtoken: {
    verify(
      token: string,
      key: unknown,
      options: { algorithms: string[]; clockTimestamp: number; complete: true },
    ): { header: Record<string, unknown>; payload: Record<string, unknown> };
  };
  export default jsonwebtoken;
}
