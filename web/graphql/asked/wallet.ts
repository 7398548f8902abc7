// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  WalletFoundQuery,
  WalletFoundQueryVariables,
} from '../shapes.ts';

export const WalletFound: Asked<WalletFoundQuery, WalletFoundQueryVariables> = {
  name: 'WalletFound',
  hash: '30acd8d76e988e9b569a37c8c091cd5b1a5b672b2a63a0239c9fa32f6d16c8b3',
};
