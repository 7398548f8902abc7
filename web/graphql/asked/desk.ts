// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  AnswerAccommodationMutation,
  AnswerAccommodationMutationVariables,
  MoreAccommodationsQuery,
  MoreAccommodationsQueryVariables,
} from '../shapes.ts';

export const MoreAccommodations: Asked<MoreAccommodationsQuery, MoreAccommodationsQueryVariables> = {
  name: 'MoreAccommodations',
  hash: 'cc0f027755cd95bc8ab794454d8f4c9d9df327ab5e7cabab79b21259e3c40d41',
};
export const AnswerAccommodation: Asked<AnswerAccommodationMutation, AnswerAccommodationMutationVariables> = {
  name: 'AnswerAccommodation',
  hash: '59f8e2b4ca5c16d1bef044033c48fdc63bd91a11cd7bc81fe46319ea1bd9de0c',
};
