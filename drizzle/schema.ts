/** Every table, for the migration tool and the relations. */
export * from './tables/accounts.ts';
export * from './tables/courses.ts';
export * from './tables/enrollments.ts';
export * from './tables/evaluations.ts';
export * from './tables/events.ts';
export * from './tables/issuance.ts';
export * from './tables/keys.ts';
export * from './tables/log.ts';
export * from './tables/organizations.ts';
export * from './tables/privacy.ts';
export * from './tables/quizzes.ts';
