// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  AskForNameMutation,
  AskForNameMutationVariables,
  ShowNameMutation,
  ShowNameMutationVariables,
  TakeNameBackMutation,
  TakeNameBackMutationVariables,
  WalletSealingQuery,
  WalletSealingQueryVariables,
} from '../shapes.ts';

export const WalletSealing: Asked<WalletSealingQuery, WalletSealingQueryVariables> = {
  name: 'WalletSealing',
  hash: '43da484671d26ed2a88541d1dc217f077de88ce50de969ebf006cf60427cbe51',
};
export const ShowName: Asked<ShowNameMutation, ShowNameMutationVariables> = {
  name: 'ShowName',
  hash: '12b6acef765b72632c5efce13327255dcffa39238eee9ec218fda4d7e6c0738d',
};
export const AskForName: Asked<AskForNameMutation, AskForNameMutationVariables> = {
  name: 'AskForName',
  hash: '0d54f4eafbc90b9ad14cb8d47ffe829e2c74c677043e57c1f13fb74439dfc9ad',
};
export const TakeNameBack: Asked<TakeNameBackMutation, TakeNameBackMutationVariables> = {
  name: 'TakeNameBack',
  hash: '53fa8fafea93d0ec1f97035479098b733630a6a1820a0ae03a969575cd25f00c',
};
