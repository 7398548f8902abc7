// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  DropReportedMutation,
  DropReportedMutationVariables,
  ReportCertificateMutation,
  ReportCertificateMutationVariables,
  ShareTranscriptMutation,
  ShareTranscriptMutationVariables,
  StopSharingMutation,
  StopSharingMutationVariables,
  TranscriptOfCycleQuery,
  TranscriptOfCycleQueryVariables,
} from '../shapes.ts';

export const TranscriptOfCycle: Asked<TranscriptOfCycleQuery, TranscriptOfCycleQueryVariables> = {
  name: 'TranscriptOfCycle',
  hash: '896c02f385a4f73490b77635f09f03d2694429452dab290372d77e77f4dc4e74',
};
export const ShareTranscript: Asked<ShareTranscriptMutation, ShareTranscriptMutationVariables> = {
  name: 'ShareTranscript',
  hash: 'a76df38926c6ad4b340f11ed987fcd5b8211eea68ced693a7cacc2d18a74bb40',
};
export const StopSharing: Asked<StopSharingMutation, StopSharingMutationVariables> = {
  name: 'StopSharing',
  hash: '64ca52f07a6c906f0abdf2411f5e25fab0c6b07abe55dfbd93eac16343e6e04c',
};
export const ReportCertificate: Asked<ReportCertificateMutation, ReportCertificateMutationVariables> = {
  name: 'ReportCertificate',
  hash: '78280b73ee961542cec5c3c722d77522f5e67df8c17c2a672fbd1fed3b7c03b9',
};
export const DropReported: Asked<DropReportedMutation, DropReportedMutationVariables> = {
  name: 'DropReported',
  hash: 'e5262536ccfda04f92d801d8cbcf66633b3f089d1e5433a21977308519e93a14',
};
