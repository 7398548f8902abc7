// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  ShowNameMutation,
  ShowNameMutationVariables,
} from '../shapes.ts';

export const ShowName: Asked<ShowNameMutation, ShowNameMutationVariables> = {
  name: 'ShowName',
  hash: '12b6acef765b72632c5efce13327255dcffa39238eee9ec218fda4d7e6c0738d',
};
