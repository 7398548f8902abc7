// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  SaveCareSettingsMutation,
  SaveCareSettingsMutationVariables,
} from '../shapes.ts';

export const SaveCareSettings: Asked<SaveCareSettingsMutation, SaveCareSettingsMutationVariables> = {
  name: 'SaveCareSettings',
  hash: 'a629e9165d1f7a2182c08d3f816ef7c5afa060a1170adfb93cf3f843798ddd02',
};
