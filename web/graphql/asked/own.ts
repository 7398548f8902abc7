// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  AskAccommodationMutation,
  AskAccommodationMutationVariables,
  WithdrawAccommodationMutation,
  WithdrawAccommodationMutationVariables,
} from '../shapes.ts';

export const AskAccommodation: Asked<AskAccommodationMutation, AskAccommodationMutationVariables> = {
  name: 'AskAccommodation',
  hash: '4386f2fab8d3d86d4fd2cb679d3385689c9b2e6771438b4295507bdeeab9d6af',
};
export const WithdrawAccommodation: Asked<WithdrawAccommodationMutation, WithdrawAccommodationMutationVariables> = {
  name: 'WithdrawAccommodation',
  hash: '11720014a3bca5ff5387c34289fed285dbc3ff48ea50ab0d823662ccfb4215de',
};
