import { type Budget, organizer } from './calls.ts';

/** What it costs to change the look of certificates, and to see it before. */
export const LOOK_BUDGETS: readonly Budget[] = [
  {
    mutation: 'updateCertificateLook',
    roundTrips: 10,
    call: async (world) => {
      const { userId, organizationId } = await organizer(world);
      return { userId, input: { organizationId, design: 'MODERN' } };
    },
  },
  {
    mutation: 'previewCertificateLook',
    roundTrips: 5,
    call: async (world) => {
      const { userId, organizationId } = await organizer(world);
      return { userId, input: { organizationId, design: 'MODERN' } };
    },
  },
];
