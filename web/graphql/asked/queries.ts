// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  ClaimPageQuery,
  ClaimPageQueryVariables,
  DeskCertificateQuery,
  DeskCertificateQueryVariables,
  DeskCertificatesQuery,
  DeskCertificatesQueryVariables,
  DeskFoundQuery,
  DeskFoundQueryVariables,
  DeskLookQuery,
  DeskLookQueryVariables,
  DeskQuery,
  DeskQueryVariables,
  EnrollPageQuery,
  EnrollPageQueryVariables,
  EvaluationQuery,
  EvaluationQueryVariables,
  JoinPageQuery,
  JoinPageQueryVariables,
  LearnQuery,
  LearnQueryVariables,
  LicenseListQuery,
  LicenseListQueryVariables,
  MeQuery,
  MeQueryVariables,
  ModulePageQuery,
  ModulePageQueryVariables,
  QuizQuery,
  QuizQueryVariables,
  RegisterPageQuery,
  RegisterPageQueryVariables,
  RegistrationPageQuery,
  RegistrationPageQueryVariables,
  RegistrationsQuery,
  RegistrationsQueryVariables,
  RoundQuery,
  RoundQueryVariables,
  StatementQuery,
  StatementQueryVariables,
  TranscriptOfCycleQuery,
  TranscriptOfCycleQueryVariables,
  TranscriptsQuery,
  TranscriptsQueryVariables,
  WalletCertificateQuery,
  WalletCertificateQueryVariables,
  WalletFoundQuery,
  WalletFoundQueryVariables,
  WalletQuery,
  WalletQueryVariables,
  WalletSealingQuery,
  WalletSealingQueryVariables,
  WelcomeQuery,
  WelcomeQueryVariables,
} from '../shapes.ts';

export const Me: Asked<MeQuery, MeQueryVariables> = {
  name: 'Me',
  hash: '48157c5f5b8e721d8c0f112bb9d96a0e8d1244111ee14784e9d3deb80268d7bd',
};
export const Transcripts: Asked<TranscriptsQuery, TranscriptsQueryVariables> = {
  name: 'Transcripts',
  hash: '9f9bceb2694383e023d1701462564670511b1c876bb168832e30629a72cdc888',
};
export const TranscriptOfCycle: Asked<TranscriptOfCycleQuery, TranscriptOfCycleQueryVariables> = {
  name: 'TranscriptOfCycle',
  hash: 'bbab213ad6ca45350f8f8f5c8fd77a4aeb00ed2ac384d8727d46fc47d0e4fba1',
};
export const Desk: Asked<DeskQuery, DeskQueryVariables> = {
  name: 'Desk',
  hash: '5358f739e850616b293812f18eff2876392e9574bf6d7a85028953b8b810f461',
};
export const DeskCertificate: Asked<DeskCertificateQuery, DeskCertificateQueryVariables> = {
  name: 'DeskCertificate',
  hash: 'aaa5884a08f4e3c416a63dd0852360f67e20fc0aed71555b68b8eb0c43ab3a2a',
};
export const DeskCertificates: Asked<DeskCertificatesQuery, DeskCertificatesQueryVariables> = {
  name: 'DeskCertificates',
  hash: 'ccc9486e746f80d46b784f95b01744df314d455cc8a5c1c118bf12e6dc46bad0',
};
export const DeskFound: Asked<DeskFoundQuery, DeskFoundQueryVariables> = {
  name: 'DeskFound',
  hash: 'b7548c1f21ae9b1a27499ac3301f0bcb9000a40168355d265f33ad4ba1958b7b',
};
export const DeskLook: Asked<DeskLookQuery, DeskLookQueryVariables> = {
  name: 'DeskLook',
  hash: '70e99c82eeb69e368382b7c85c5dee63576e9493c8810c9b446941eb889f41a0',
};
export const EnrollPage: Asked<EnrollPageQuery, EnrollPageQueryVariables> = {
  name: 'EnrollPage',
  hash: 'dc93d854c580127427cc486a20055378c4a5d0b2846a379c8ad3554b7d129fe6',
};
export const Learn: Asked<LearnQuery, LearnQueryVariables> = {
  name: 'Learn',
  hash: '6f4688c8374a69984d0ecd18ab775009cba18f4b3b3849fd982f731fcdd9c730',
};
export const ModulePage: Asked<ModulePageQuery, ModulePageQueryVariables> = {
  name: 'ModulePage',
  hash: '08dbf4d08b61b990375437e661ccfc12c87a27d9599e8c530d851b4467a0984c',
};
export const Round: Asked<RoundQuery, RoundQueryVariables> = {
  name: 'Round',
  hash: 'a0ae9bc4efa084558c4d5ca35f7803d3984ecd7ba89e7732fe602072b8d32799',
};
export const Statement: Asked<StatementQuery, StatementQueryVariables> = {
  name: 'Statement',
  hash: '840cc13add1316e42a927fdf0b7e2a5435cc8e1f6eb9f2d424388073bf393226',
};
export const Evaluation: Asked<EvaluationQuery, EvaluationQueryVariables> = {
  name: 'Evaluation',
  hash: 'a3ca8bed45ecaa34400b6e126cde2cabfdeea25321e0546f2d09a6e85e7ddf63',
};
export const JoinPage: Asked<JoinPageQuery, JoinPageQueryVariables> = {
  name: 'JoinPage',
  hash: '61b52a430871457a9a30d58b2f22334cc8f128712073ee98581191d4956f8fd2',
};
export const RegisterPage: Asked<RegisterPageQuery, RegisterPageQueryVariables> = {
  name: 'RegisterPage',
  hash: 'a93531c6a54cd8f046d64653eec89925d0076a4465139b50d71043295e947adf',
};
export const Registrations: Asked<RegistrationsQuery, RegistrationsQueryVariables> = {
  name: 'Registrations',
  hash: '28ea4c06e99ad689e4f7728c6a31dbc18bf41b547e469d7bed01c0ea9802ca3c',
};
export const RegistrationPage: Asked<RegistrationPageQuery, RegistrationPageQueryVariables> = {
  name: 'RegistrationPage',
  hash: '71d9b997e14561c71026a8973a27f7d3220d1ff63e3d6b7345e8398d570ae550',
};
export const WalletCertificate: Asked<WalletCertificateQuery, WalletCertificateQueryVariables> = {
  name: 'WalletCertificate',
  hash: '5514b073b6c4185082b0a04dfd07c628c7d5b46ac9cddcd1180c7026a44a666e',
};
export const WalletSealing: Asked<WalletSealingQuery, WalletSealingQueryVariables> = {
  name: 'WalletSealing',
  hash: '43da484671d26ed2a88541d1dc217f077de88ce50de969ebf006cf60427cbe51',
};
export const ClaimPage: Asked<ClaimPageQuery, ClaimPageQueryVariables> = {
  name: 'ClaimPage',
  hash: '0986711ff6cad9b51cc9d9e6e38cf5047e95a04e4b798bf39f508296ad6dc83b',
};
export const Wallet: Asked<WalletQuery, WalletQueryVariables> = {
  name: 'Wallet',
  hash: '5894fb269ee26e72f1ac27a7dd3329a5e3293bc6b9b345e37f2328b168b21526',
};
export const WalletFound: Asked<WalletFoundQuery, WalletFoundQueryVariables> = {
  name: 'WalletFound',
  hash: 'b9097c3e72d6659e40ee205488352c45f121d89ccd3780e73e0b278bf2eb8cad',
};
export const LicenseList: Asked<LicenseListQuery, LicenseListQueryVariables> = {
  name: 'LicenseList',
  hash: '36e8b13aaad7dac3d2a3be17cb83b4a0b0a38c8d7f7bee41b9128425ff9ad039',
};
export const Welcome: Asked<WelcomeQuery, WelcomeQueryVariables> = {
  name: 'Welcome',
  hash: '4ef9fcae2a0fa5b025909172dca535a979deff5e1f14fa9f6fed65fef689d1c9',
};
export const Quiz: Asked<QuizQuery, QuizQueryVariables> = {
  name: 'Quiz',
  hash: '53dcc0a47dc3d4e4ca6ff68e66f9505723d2261caceb0aa2af28f9c61a0f3a63',
};
