// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  LicenseListQuery,
  LicenseListQueryVariables,
  TaughtPageQuery,
  TaughtPageQueryVariables,
  TranscriptsQuery,
  TranscriptsQueryVariables,
  WalletCertificateQuery,
  WalletCertificateQueryVariables,
  WalletQuery,
  WalletQueryVariables,
} from '../shapes.ts';

export const Transcripts: Asked<TranscriptsQuery, TranscriptsQueryVariables> = {
  name: 'Transcripts',
  hash: 'ca9c1ce2b358a5f9f5429f3d73ee6588a40df43a02c1cd75f5925e1941cf8188',
};
export const TaughtPage: Asked<TaughtPageQuery, TaughtPageQueryVariables> = {
  name: 'TaughtPage',
  hash: '29c8fb309082e3639f64765dede5decca28dd0844220de7682fadbbefbd0ca90',
};
export const WalletCertificate: Asked<WalletCertificateQuery, WalletCertificateQueryVariables> = {
  name: 'WalletCertificate',
  hash: 'e08a517e247781678a712e03949ad53d10d7eb939fb2d3934ab127929bbdf9aa',
};
export const Wallet: Asked<WalletQuery, WalletQueryVariables> = {
  name: 'Wallet',
  hash: 'd1b1b706a3f722b206e229ca3de657c77e7eb7842a4ecbfa68e54d6203ab8fcb',
};
export const LicenseList: Asked<LicenseListQuery, LicenseListQueryVariables> = {
  name: 'LicenseList',
  hash: '27f849b06fed2a122606970a4394fb543db282285ff7be8eb4f2699f3a5d12f7',
};
