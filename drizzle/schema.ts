/**
 * Every table with its policy, for the migration tool, the relations and everything derived from policies. To add a table: write
 * it and its policy in tables/<noun>.ts and its id in ids.ts, and generate the migration (CONTRIBUTING.md).
 */
export * from './tables/accommodations.ts';
export * from './tables/accounts.ts';
export * from './tables/accreditation.ts';
export * from './tables/attempts.ts';
export * from './tables/attendance.ts';
export * from './tables/attendanceReports.ts';
export * from './tables/care.ts';
export * from './tables/checkouts.ts';
export * from './tables/courses.ts';
export * from './tables/credits.ts';
export * from './tables/documents.ts';
export * from './tables/enrollments.ts';
export * from './tables/errata.ts';
export * from './tables/evaluations.ts';
export * from './tables/eventEnrollments.ts';
export * from './tables/events.ts';
export * from './tables/files.ts';
export * from './tables/followUps.ts';
export * from './tables/intensiveDays.ts';
export * from './tables/intensivePrices.ts';
export * from './tables/intensives.ts';
export * from './tables/invitationStops.ts';
export * from './tables/issuance.ts';
export * from './tables/keys.ts';
export * from './tables/licenses.ts';
export * from './tables/log.ts';
export * from './tables/mail.ts';
export * from './tables/nameCorrections.ts';
export * from './tables/orders.ts';
export * from './tables/organizations.ts';
export * from './tables/payments.ts';
export * from './tables/privacy.ts';
export * from './tables/quizzes.ts';
export * from './tables/recovery.ts';
export * from './tables/registrations.ts';
export * from './tables/safetyNotices.ts';
export * from './tables/scholarships.ts';
export * from './tables/screenings.ts';
export * from './tables/stripe.ts';
export * from './tables/study.ts';
export * from './tables/teaching.ts';
export * from './tables/transcripts.ts';
export * from './tables/waitlist.ts';
