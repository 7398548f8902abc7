// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  DeskReissueMutation,
  DeskReissueMutationVariables,
  DeskRevokeMutation,
  DeskRevokeMutationVariables,
} from '../shapes.ts';

export const DeskRevoke: Asked<DeskRevokeMutation, DeskRevokeMutationVariables> = {
  name: 'DeskRevoke',
  hash: 'af753cdc58efe70b0acff34384013935df7ffd1c8829ecad4d9fac3bebfa3e3b',
};
export const DeskReissue: Asked<DeskReissueMutation, DeskReissueMutationVariables> = {
  name: 'DeskReissue',
  hash: '9e48ad7633f5d15391ea603a8c0b2f2e5da5682bf9f2e9ceeb03e885dcee4ba6',
};
