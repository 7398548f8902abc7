import './scalars.ts';
import '../accommodations/graphql.ts';
import '../accounts/graphql.ts';
import '../accreditation/graphql.ts';
import '../attendance/graphql.ts';
import '../care/graphql.ts';
import '../courses/graphql.ts';
import '../credits/graphql.ts';
import '../enrollments/graphql.ts';
import '../evaluations/graphql.ts';
import '../followUps/graphql.ts';
import '../intensives/graphql.ts';
import '../issuance/graphql.ts';
import '../licenses/graphql.ts';
import '../orders/graphql.ts';
import '../organizations/graphql.ts';
import '../privacy/graphql.ts';
import '../quizzes/graphql.ts';
import '../registrations/graphql.ts';
import '../rosters/graphql.ts';
import '../verification/graphql.ts';
import { builder } from './builder.ts';
import { implementErrorCodes } from './errorTypes.ts';

implementErrorCodes();

/** The whole GraphQL schema. */
export const schema = builder.toSchema();
