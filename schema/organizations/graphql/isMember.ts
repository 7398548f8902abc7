import { createContextCache } from '@pothos/core';
import type { OrganizationId } from '../../../drizzle/ids.ts';
import type { Context } from '../../context.ts';
import { type MembershipRow, membershipsOf } from '../queries.ts';

/** The viewer's memberships, read once per request, however many organizations it shows. */
const viewerMemberships = createContextCache(
  async ({ db, viewer }: Context): Promise<MembershipRow[]> =>
    viewer === null ? [] : membershipsOf(db, viewer.userId),
);

/** Whether the viewer has a role in an organization. */
export async function isMember(context: Context, id: OrganizationId): Promise<boolean> {
  return (await viewerMemberships(context)).some(({ organizationId }) => organizationId === id);
}
