import type { Request } from 'express';
import type { Timestamper } from '../certificates/keys.ts';
import type { Database } from '../drizzle/client.ts';
import type { Vault } from '../drizzle/encryption.ts';
import type { Viewer } from '../schema/context.ts';
import type { Withdrawal } from '../schema/issuance/queries.ts';
import type { Issuer } from '../schema/issuance/rules/issuer.ts';
import type { Log } from './http/logging.ts';
import type { Config } from './settings/config.ts';

/** Every mail that the service sends. Each resolves when the mail was handed over, and rejects when it could not be. */
export type Mails = {
  signInCode(to: string, code: string): Promise<void>;
  certificateReady(to: string): Promise<void>;
  certificateWithdrawn(to: string, withdrawal: Withdrawal): Promise<void>;
};

export type PdfLinks = {
  /** The address of a certificate's PDF with a signature that opens it for ten minutes, without a session. */
  signPdfLink(number: string, now: Date): string;
  /** Whether a link's query opens this number now. */
  checkPdfLink(number: string, query: { expires?: unknown; signature?: unknown }, now: Date): PdfLinkCheck;
};
export type PdfLinkCheck = 'UNSIGNED' | 'VALID' | 'INVALID';

/** What routes and jobs work with: made once by service.ts. A part takes `Pick<Services, ...>` of what it uses. */
export type Services = {
  db: Database;
  vault: Vault;
  /** The keys, the press and the log that certificates are made with. */
  issuer: Issuer;
  /** The timestamp authority of TSA_URL; null without one. */
  timestamper: Timestamper | null;
  pdfLinks: PdfLinks;
  /** Who sends a request; null when nobody is signed in. */
  readViewer: (request: Request) => Promise<Viewer | null>;
  mail: Mails;
  clock: () => Date;
  settings: Config;
  /** SESSION_SECRET, for keyed hashes: what counted acts are keyed with. */
  secret: string;
  log: Log;
};
