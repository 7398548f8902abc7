// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  EnrollMutation,
  EnrollMutationVariables,
} from '../shapes.ts';

export const Enroll: Asked<EnrollMutation, EnrollMutationVariables> = {
  name: 'Enroll',
  hash: 'c6897b8d47c856dc381dd929b94191919fbc581c9be4a3e890f8f1bd68202ed2',
};
