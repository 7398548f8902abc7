// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  ChangeLicenseMutation,
  ChangeLicenseMutationVariables,
  DropLicenseMutation,
  DropLicenseMutationVariables,
  HoldLicenseMutation,
  HoldLicenseMutationVariables,
} from '../shapes.ts';

export const HoldLicense: Asked<HoldLicenseMutation, HoldLicenseMutationVariables> = {
  name: 'HoldLicense',
  hash: '14f70e463f04f9cffc214e52c2c79c8cd2a8bf3fb4204e8627c0a5a1e1b04f3d',
};
export const ChangeLicense: Asked<ChangeLicenseMutation, ChangeLicenseMutationVariables> = {
  name: 'ChangeLicense',
  hash: '7d125185d57a6b7f567c4846cc434631caf55051d4ae6ec958eb99bea45a9a6f',
};
export const DropLicense: Asked<DropLicenseMutation, DropLicenseMutationVariables> = {
  name: 'DropLicense',
  hash: 'cbb9935059b69ac8a8b94b675c86018cc42f83fe3056fae9be345a597e556545',
};
