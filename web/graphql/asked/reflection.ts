// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  GiveReflectionConsentMutation,
  GiveReflectionConsentMutationVariables,
  KeepReflectionMutation,
  KeepReflectionMutationVariables,
  ReflectionConsentQuery,
  ReflectionConsentQueryVariables,
} from '../shapes.ts';

export const ReflectionConsent: Asked<ReflectionConsentQuery, ReflectionConsentQueryVariables> = {
  name: 'ReflectionConsent',
  hash: 'af6f846c25615144a74fb067c7c7ac8ef0a2f2d75380ddb9519aa13dd4f16eef',
};
export const GiveReflectionConsent: Asked<GiveReflectionConsentMutation, GiveReflectionConsentMutationVariables> = {
  name: 'GiveReflectionConsent',
  hash: '1bfc1cf369fbe18cc3242bfbb04a57d8365bd56f993949e7e179d7040fe47c65',
};
export const KeepReflection: Asked<KeepReflectionMutation, KeepReflectionMutationVariables> = {
  name: 'KeepReflection',
  hash: '2b26509c76d3dd74e2d6b7fb50e27120fd166840f5d80ca5209982439e2d5836',
};
