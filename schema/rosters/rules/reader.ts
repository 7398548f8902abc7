import type { AuditActor } from '../../../drizzle/tables/events.ts';

/** An auditor reads records of credit and nothing else: what somebody studied for personal growth is not among them. */
export const readsCreditOnly = (as: AuditActor): boolean => as === 'auditor';
