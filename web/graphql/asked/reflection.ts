// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  GiveReflectionConsentMutation,
  GiveReflectionConsentMutationVariables,
  KeepReflectionMutation,
  KeepReflectionMutationVariables,
} from '../shapes.ts';

export const GiveReflectionConsent: Asked<GiveReflectionConsentMutation, GiveReflectionConsentMutationVariables> = {
  name: 'GiveReflectionConsent',
  hash: '1bfc1cf369fbe18cc3242bfbb04a57d8365bd56f993949e7e179d7040fe47c65',
};
export const KeepReflection: Asked<KeepReflectionMutation, KeepReflectionMutationVariables> = {
  name: 'KeepReflection',
  hash: '2b26509c76d3dd74e2d6b7fb50e27120fd166840f5d80ca5209982439e2d5836',
};
