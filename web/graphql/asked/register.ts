// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  ApplyMutation,
  ApplyMutationVariables,
  JoinWaitlistMutation,
  JoinWaitlistMutationVariables,
  RegisterForIntensiveMutation,
  RegisterForIntensiveMutationVariables,
  RegisterFreeMutation,
  RegisterFreeMutationVariables,
} from '../shapes.ts';

export const RegisterForIntensive: Asked<RegisterForIntensiveMutation, RegisterForIntensiveMutationVariables> = {
  name: 'RegisterForIntensive',
  hash: '9dbd259e7b75edf1d434c820a9613a67d7112c6cca11de83e20466313e1e0cd8',
};
export const RegisterFree: Asked<RegisterFreeMutation, RegisterFreeMutationVariables> = {
  name: 'RegisterFree',
  hash: '2edd54e9676f53ab4b0a34d0edbebefb52d8333486f74ba482e5fc90ed96f01c',
};
export const Apply: Asked<ApplyMutation, ApplyMutationVariables> = {
  name: 'Apply',
  hash: 'f62c8df06d83daccd159c286cc059a2aa6b055c3b4cc655975ddb8909bc9588c',
};
export const JoinWaitlist: Asked<JoinWaitlistMutation, JoinWaitlistMutationVariables> = {
  name: 'JoinWaitlist',
  hash: '716101d84db8a071f215e45f030dac40d4207b1696925fc3383b9d73fd832671',
};
