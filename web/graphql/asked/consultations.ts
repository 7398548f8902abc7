// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  MoreConsultationsQuery,
  MoreConsultationsQueryVariables,
  ScheduleConsultationsMutation,
  ScheduleConsultationsMutationVariables,
} from '../shapes.ts';

export const MoreConsultations: Asked<MoreConsultationsQuery, MoreConsultationsQueryVariables> = {
  name: 'MoreConsultations',
  hash: 'a8a9d52552bc22bb063155519578dc301bda0ce9d7f791c7ae08907c26401b81',
};
export const ScheduleConsultations: Asked<ScheduleConsultationsMutation, ScheduleConsultationsMutationVariables> = {
  name: 'ScheduleConsultations',
  hash: 'eeef546e104159fad4b322dd9b425878eb6b2572d8be8e90fbb820de187b2f34',
};
