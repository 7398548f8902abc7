// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  DeskFoundQuery,
  DeskFoundQueryVariables,
} from '../shapes.ts';

export const DeskFound: Asked<DeskFoundQuery, DeskFoundQueryVariables> = {
  name: 'DeskFound',
  hash: 'b7548c1f21ae9b1a27499ac3301f0bcb9000a40168355d265f33ad4ba1958b7b',
};
