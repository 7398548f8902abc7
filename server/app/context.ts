import type { Request } from 'express';
import type { Database } from '../../drizzle/client.ts';
import type { Vault } from '../../drizzle/encryption.ts';
import { MAX_USER_AGENT } from '../../schema/accounts/rules.ts';
import type { Context, Viewer } from '../../schema/context.ts';
import type { PdfLinks } from '../documents/pdfLinks.ts';
import { countLookup } from '../verification/lookups.ts';

/** What every request needs of the process. */
export type Services = {
  db: Database;
  readViewer: (request: Request) => Promise<Viewer | null>;
  clock: () => Date;
  vault: Vault;
  settings: Context['settings'];
  pdfLinks: PdfLinks;
  /** SESSION_SECRET: what counted acts are keyed with. */
  secret: string;
};

/** Makes what a request carries: who asks, now, from where. */
export const contextOf = async (services: Services, request: Request, requestId: string): Promise<Context> => ({
  db: services.db,
  viewer: await services.readViewer(request),
  now: services.clock(),
  requestId,
  client: { ipAddress: request.ip ?? null, userAgent: request.get('user-agent')?.slice(0, MAX_USER_AGENT) ?? null },
  vault: services.vault,
  settings: services.settings,
  countLookup: async (what) => {
    const permission = await countLookup(services, what, request.ip, services.clock());
    return permission.ok ? null : permission.retryAt;
  },
  signPdfLink: services.pdfLinks.signPdfLink,
});
