// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema

export type * from './shapes.ts';
export * from './asked/deskQueries.ts';
export * from './asked/desk.ts';
export * from './asked/own.ts';
export * from './asked/queries.ts';
export * from './asked/me.ts';
export * from './asked/day.ts';
export * from './asked/door.ts';
export * from './asked/transcripts.ts';
export * from './asked/deskCertificate.ts';
export * from './asked/deskCertificates.ts';
export * from './asked/deskLook.ts';
export * from './asked/enroll.ts';
export * from './asked/player.ts';
export * from './asked/reflection.ts';
export * from './asked/round.ts';
export * from './asked/statement.ts';
export * from './asked/evaluation.ts';
export * from './asked/join.ts';
export * from './asked/register.ts';
export * from './asked/registrations.ts';
export * from './asked/certificate.ts';
export * from './asked/claim.ts';
export * from './asked/wallet.ts';
export * from './asked/licenses.ts';
export * from './asked/privacy.ts';
export * from './asked/quiz.ts';
