// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  MeCancelRecoveryMutation,
  MeCancelRecoveryMutationVariables,
  MeRequirePasskeyMutation,
  MeRequirePasskeyMutationVariables,
  MeSaveProfileMutation,
  MeSaveProfileMutationVariables,
  MeStartRecoveryMutation,
  MeStartRecoveryMutationVariables,
} from '../shapes.ts';

export const MeSaveProfile: Asked<MeSaveProfileMutation, MeSaveProfileMutationVariables> = {
  name: 'MeSaveProfile',
  hash: '5b9198e2ba68db722b7c8c08ef42d9864f9aa7e2f963dd2188ff1e1b117ae51e',
};
export const MeRequirePasskey: Asked<MeRequirePasskeyMutation, MeRequirePasskeyMutationVariables> = {
  name: 'MeRequirePasskey',
  hash: 'c19cdb8bde15012bd36a15b9ed23f7931cd0156703035b2c3703d4b295396118',
};
export const MeStartRecovery: Asked<MeStartRecoveryMutation, MeStartRecoveryMutationVariables> = {
  name: 'MeStartRecovery',
  hash: 'e56f8cbe551169af766764b4685a06fc494d9d9d6efd90732942b622e9dd2484',
};
export const MeCancelRecovery: Asked<MeCancelRecoveryMutation, MeCancelRecoveryMutationVariables> = {
  name: 'MeCancelRecovery',
  hash: '9454712a1370c0b14ca71c9add9459b3423b5150435931dfa387e3fe52b3ef57',
};
