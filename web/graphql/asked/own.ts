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
  hash: '62a0a8676645789d85b6efeed9c50c27215e7f8cb9dfa20a96d51bc30926013f',
};
export const WithdrawAccommodation: Asked<WithdrawAccommodationMutation, WithdrawAccommodationMutationVariables> = {
  name: 'WithdrawAccommodation',
  hash: 'c91b316b3e887402fe904497bf1311151d79a52671768939cbd28cd7dd1330a7',
};
