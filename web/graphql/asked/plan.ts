// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  SavePlanMutation,
  SavePlanMutationVariables,
} from '../shapes.ts';

export const SavePlan: Asked<SavePlanMutation, SavePlanMutationVariables> = {
  name: 'SavePlan',
  hash: 'd3a13587e6a8db1564d18b28b06fd06b9424d24aeab450d32394dfd539a8f235',
};
