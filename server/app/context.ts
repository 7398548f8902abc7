import type { Request } from 'express';
import { MAX_USER_AGENT } from '../../schema/accounts/rules.ts';
import type { Context } from '../../schema/context.ts';
import { countLookup } from '../http/lookups.ts';
import type { Services } from '../services.ts';

/** Builds the context of a request: the viewer, the time and the caller's address. */
export async function contextOf(services: Services, request: Request, requestId: string): Promise<Context> {
  const { publicUrl, studySpeed } = services.settings;
  return {
    db: services.db,
    viewer: await services.readViewer(request),
    now: services.clock(),
    requestId,
    client: { ipAddress: request.ip ?? null, userAgent: request.get('user-agent')?.slice(0, MAX_USER_AGENT) ?? null },
    vault: services.vault,
    settings: { publicUrl, studySpeed },
    countLookup: async (what) => {
      const permission = await countLookup(services, what, request.ip, services.clock());
      return permission.ok ? null : permission.retryAt;
    },
    signPdfLink: services.pdfLinks.signPdfLink,
  };
}
