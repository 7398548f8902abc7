import { parseId } from '../../../drizzle/ids.ts';

/** Which type of object the ids have that details name. A name that is not here has a value of another kind. */
const TYPES: Record<string, string> = {
  accommodationRequestIds: 'AccommodationRequest',
  approvalId: 'Approval',
  before: 'Course',
  certificateId: 'Certificate',
  continuesId: 'Course',
  courseId: 'Course',
  enrollmentId: 'Enrollment',
  licenseId: 'License',
  licenseIds: 'License',
  licenseVersionId: 'LicenseVersion',
  lineageId: 'Course',
  now: 'Course',
  offerId: 'CreditOffer',
  sameTexts: 'Course',
  successorId: 'Certificate',
  supersedesId: 'Certificate',
  userId: 'User',
  versionId: 'CourseVersion',
};

/** Details with each id turned into a global id, which says the type. */
export function globalDetails(
  details: Record<string, unknown>,
  globalId: (type: string, id: string) => string,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => {
      const type = TYPES[name];
      const global = (id: unknown) =>
        type === undefined || typeof id !== 'string' || parseId(id) === null ? id : globalId(type, id);
      return [name, Array.isArray(value) ? value.map(global) : global(value)];
    }),
  );
}
