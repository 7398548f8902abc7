import { encodeGlobalID } from '@pothos/plugin-relay';
import type { Request } from 'express';
import { GraphQLError } from 'graphql';
import type { Context } from '../../schema/context.ts';

/** By it an answer says who is signed in, and a page, if it wants, for whom it asks: the id of Viewer. */
const VIEWER_HEADER = 'x-attune-viewer';

/**
 * Tells the page who is signed in. Throws when it asks for somebody else: what a person wrote before their session ended must not be
 * sent for the one who signed in next. Nobody signed in is told as everywhere else.
 */
export function requireSameViewer(request: Request, { viewer }: Pick<Context, 'viewer'>): void {
  if (viewer === null) return;
  const id = encodeGlobalID('User', viewer.userId);
  request.res?.setHeader(VIEWER_HEADER, id);
  const meant = request.get(VIEWER_HEADER);
  if (meant === undefined || meant === id) return;
  throw new GraphQLError('Somebody else is signed in now. Nothing was done. Load the page again.', {
    extensions: { code: 'OTHER_VIEWER', http: { status: 409 } },
  });
}
