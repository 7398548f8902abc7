import { describe, expect, test } from '@jest/globals';
import { MEMBER_ROLES } from '../../drizzle/tables/organizations.ts';
import { PERMISSIONS, type Permission, permissionOf } from '../../schema/organizations/rules/permissions.ts';

/** Who may do what, as one table: a change of it is a decision. */
const TABLE: Record<Permission, string> = {
  //                        OWNER ORGANIZER INSTRUCTOR AUDITOR
  ANSWER_ACCOMMODATIONS: '  yes   yes       yes        no',
  CHANGE_CERTIFICATE_LOOK: 'yes   yes       no         no',
  CHOOSE_TAX: '             yes   no        no         no',
  CORRECT_ATTENDANCE: '     yes   yes       yes        no',
  DOWNLOAD_CERTIFICATES: '  yes   yes       no         yes',
  GRANT_EXCEPTIONS: '       yes   yes       no         no',
  MANAGE_CARE: '             yes   no        no         no',
  IMPORT_ATTENDANCE: '      yes   yes       yes        no',
  MANAGE_INTENSIVES: '      yes   yes       no         no',
  MANAGE_MONEY: '           yes   yes       no         no',
  MANAGE_REGISTRATIONS: '   yes   yes       no         no',
  OFFER_CREDIT: '           yes   yes       no         no',
  PREVIEW_CERTIFICATES: '   yes   yes       yes        yes',
  READ_APPROVALS: '         yes   yes       yes        yes',
  READ_EVALUATIONS: '       yes   yes       no         no',
  RECORD_APPROVALS: '       yes   no        no         no',
  RECORD_ATTENDANCE: '      yes   yes       yes        no',
  READ_MONEY: '             yes   yes       no         no',
  READ_RECORDS: '           yes   yes       no         yes',
  READ_REGISTRATIONS: '     yes   yes       yes        no',
  READ_ROSTER: '            yes   yes       no         yes',
  REPORT_CREDIT: '          yes   yes       no         no',
  REISSUE_CERTIFICATES: '   yes   no        no         no',
  REVOKE_CERTIFICATES: '    yes   no        no         no',
  STATE_TEACHING: '         yes   yes       no         no',
};

describe.each(Object.entries(TABLE) as [Permission, string][])('%s', (permission, row) => {
  const answers = row.trim().split(/\s+/);
  test.each(MEMBER_ROLES.map((role, at) => [role, answers[at]] as const))('%s: %s', (role, answer) => {
    expect(permissionOf(role, permission).ok).toBe(answer === 'yes');
  });

  test('a stranger learns nothing', () => {
    expect(permissionOf(null, permission)).toEqual({ ok: false, because: 'NOT_A_MEMBER' });
  });

  test('an owner may do everything', () => {
    expect(PERMISSIONS[permission].roles).toContain('OWNER');
  });
});

test('a member in another role learns who may', () => {
  expect(permissionOf('AUDITOR', 'CHANGE_CERTIFICATE_LOOK')).toMatchObject({
    because: 'ROLE',
    message:
      'Only an owner or an organizer of the organization may change how certificates look. Ask one of them. Only the operator of the service can change your role.',
  });
});
