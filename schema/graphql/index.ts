import './scalars.ts';
import './errorTypes.ts';
import '../accounts/graphql.ts';
import '../courses/graphql.ts';
import '../enrollments/mutations.ts';
import '../evaluations/graphql.ts';
import '../issuance/graphql.ts';
import '../organizations/mutations.ts';
import '../privacy/graphql.ts';
import '../quizzes/graphql.ts';
import { builder } from './builder.ts';

/** The whole GraphQL schema. */
export const schema = builder.toSchema();
