import type { MEMBER_ROLES } from '../../../drizzle/tables/organizations.ts';

export type MemberRole = (typeof MEMBER_ROLES)[number];

/**
 * Who may do what for an organization. A person without a role there is told that the thing does not exist. A member whose role
 * is not listed here is told who may do it.
 */
export const PERMISSIONS = {
  ANSWER_ACCOMMODATIONS: { may: 'answer requests for accommodation', roles: ['OWNER', 'ORGANIZER', 'INSTRUCTOR'] },
  CHANGE_CERTIFICATE_LOOK: { may: 'change how certificates look', roles: ['OWNER', 'ORGANIZER'] },
  CORRECT_ATTENDANCE: { may: 'correct who was there', roles: ['OWNER', 'ORGANIZER', 'INSTRUCTOR'] },
  CHOOSE_TAX: { may: 'choose how its sales are taxed', roles: ['OWNER'] },
  DOWNLOAD_CERTIFICATES: { may: 'download the certificates it issued', roles: ['OWNER', 'ORGANIZER', 'AUDITOR'] },
  GRANT_EXCEPTIONS: { may: 'grant an exception', roles: ['OWNER', 'ORGANIZER'] },
  MANAGE_CARE: { may: 'set up how people in its therapy events are met', roles: ['OWNER'] },
  IMPORT_ATTENDANCE: { may: 'import who was in its online rooms', roles: ['OWNER', 'ORGANIZER', 'INSTRUCTOR'] },
  MANAGE_INTENSIVES: { may: 'schedule and change its intensives', roles: ['OWNER', 'ORGANIZER'] },
  MANAGE_MONEY: { may: 'record payments and refund them', roles: ['OWNER', 'ORGANIZER'] },
  MANAGE_REGISTRATIONS: { may: 'admit, move and end registrations', roles: ['OWNER', 'ORGANIZER'] },
  OFFER_CREDIT: { may: 'offer credit', roles: ['OWNER', 'ORGANIZER'] },
  PREVIEW_CERTIFICATES: {
    may: 'preview its certificates',
    roles: ['OWNER', 'ORGANIZER', 'INSTRUCTOR', 'AUDITOR'],
  },
  READ_APPROVALS: { may: 'read its approvals', roles: ['OWNER', 'ORGANIZER', 'INSTRUCTOR', 'AUDITOR'] },
  READ_EVALUATIONS: { may: 'read how its courses were evaluated', roles: ['OWNER', 'ORGANIZER'] },
  RECORD_ATTENDANCE: { may: 'record who is there', roles: ['OWNER', 'ORGANIZER', 'INSTRUCTOR'] },
  RECORD_APPROVALS: { may: 'record what bodies approved', roles: ['OWNER'] },
  READ_MONEY: { may: 'read its orders and reports of money', roles: ['OWNER', 'ORGANIZER'] },
  READ_RECORDS: {
    may: 'read the records of its certificates and its audit log',
    roles: ['OWNER', 'ORGANIZER', 'AUDITOR'],
  },
  READ_REGISTRATIONS: { may: 'read who registered', roles: ['OWNER', 'ORGANIZER', 'INSTRUCTOR'] },
  READ_ROSTER: { may: 'read its rosters', roles: ['OWNER', 'ORGANIZER', 'AUDITOR'] },
  REISSUE_CERTIFICATES: { may: 'issue a certificate under a corrected name', roles: ['OWNER'] },
  REPORT_CREDIT: { may: 'say that credit was reported', roles: ['OWNER', 'ORGANIZER'] },
  STATE_TEACHING: { may: 'state who taught a training', roles: ['OWNER', 'ORGANIZER'] },
  REVOKE_CERTIFICATES: { may: 'revoke a certificate', roles: ['OWNER'] },
} as const satisfies Record<string, { may: string; roles: readonly MemberRole[] }>;
export type Permission = keyof typeof PERMISSIONS;

export type PermissionDecision =
  | { ok: true; role: MemberRole }
  | { ok: false; because: 'NOT_A_MEMBER' }
  | { ok: false; because: 'ROLE'; message: string };

const WORDS: Record<MemberRole, string> = {
  OWNER: 'an owner',
  ORGANIZER: 'an organizer',
  INSTRUCTOR: 'an instructor',
  AUDITOR: 'an auditor',
};

/** Whether a person in this role (null: in none) may do it. */
export function permissionOf(role: MemberRole | null, permission: Permission): PermissionDecision {
  if (role === null) return { ok: false, because: 'NOT_A_MEMBER' };
  const { may, roles } = PERMISSIONS[permission];
  if ((roles as readonly MemberRole[]).includes(role)) return { ok: true, role };
  const who = roles.map((one) => WORDS[one]).join(' or ');
  const message = `Only ${who} of the organization may ${may}. Ask one of them. Only the operator of the service can change your role.`;
  return { ok: false, because: 'ROLE', message };
}

/** Everything that a member in this role may do. */
export function permissionsOf(role: MemberRole): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((one) => permissionOf(role, one).ok);
}

/** What a permission allows, and who has it. */
export function meaningOf(permission: Permission): string {
  const { may, roles } = PERMISSIONS[permission];
  return `May ${may}: ${roles.map((role) => WORDS[role]).join(', ')}.`;
}
