// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  ClaimPageQuery,
  ClaimPageQueryVariables,
  DayPageQuery,
  DayPageQueryVariables,
  DayRecordQuery,
  DayRecordQueryVariables,
  DeskCertificateQuery,
  DeskCertificateQueryVariables,
  DeskCertificatesQuery,
  DeskCertificatesQueryVariables,
  DeskEventQuery,
  DeskEventQueryVariables,
  DeskEventsQuery,
  DeskEventsQueryVariables,
  DeskFoundQuery,
  DeskFoundQueryVariables,
  DeskLookQuery,
  DeskLookQueryVariables,
  DeskQuery,
  DeskQueryVariables,
  DoorPageQuery,
  DoorPageQueryVariables,
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
  ReflectionConsentQuery,
  ReflectionConsentQueryVariables,
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
  hash: 'f4e93a6de977b6009379c984f31ff7c25b1ffef3a09900b08fd2a3d1aee91643',
};
export const DayPage: Asked<DayPageQuery, DayPageQueryVariables> = {
  name: 'DayPage',
  hash: 'e5695f792033f5c34f1792d22d46af811c93b7daca852ca1ca09aa0c726af539',
};
export const DayRecord: Asked<DayRecordQuery, DayRecordQueryVariables> = {
  name: 'DayRecord',
  hash: '03c560eb2c4d847533f49a513099cf1978ff09fb0f029832c2d493ce670aa58c',
};
export const DoorPage: Asked<DoorPageQuery, DoorPageQueryVariables> = {
  name: 'DoorPage',
  hash: '4dde4b28c519fb826d5ba232f7e11dd9a6f3d969aaa0b7d500b7dc5f61c85535',
};
export const DeskEvents: Asked<DeskEventsQuery, DeskEventsQueryVariables> = {
  name: 'DeskEvents',
  hash: 'd81fe34cdd21863d89fcb070ae92bba451aff69f9a5360f9f68fb0d4b90f0fed',
};
export const DeskEvent: Asked<DeskEventQuery, DeskEventQueryVariables> = {
  name: 'DeskEvent',
  hash: '8674357eb6fe4c3903f1b39f5951e4da8e6ddabc396336a582fe96cf3e332275',
};
export const Transcripts: Asked<TranscriptsQuery, TranscriptsQueryVariables> = {
  name: 'Transcripts',
  hash: 'cec3ca270e3303ffa1916074d646b04e5c69e3f0ec64004c77fb1fe9273237d9',
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
  hash: '2420c72d4bd87277faede47f8ff200695a14b59232e9a4ef98f650cc280f5bd0',
};
export const Learn: Asked<LearnQuery, LearnQueryVariables> = {
  name: 'Learn',
  hash: '7b0a5403963390cb5c6453d30b641954bc3a9dab8a2c93ddd751ab04726ffbea',
};
export const ModulePage: Asked<ModulePageQuery, ModulePageQueryVariables> = {
  name: 'ModulePage',
  hash: '47f1ab42caca95f97a88b0c43b648955636e145c121cd14f5588cd2c07332b3b',
};
export const ReflectionConsent: Asked<ReflectionConsentQuery, ReflectionConsentQueryVariables> = {
  name: 'ReflectionConsent',
  hash: 'af6f846c25615144a74fb067c7c7ac8ef0a2f2d75380ddb9519aa13dd4f16eef',
};
export const Round: Asked<RoundQuery, RoundQueryVariables> = {
  name: 'Round',
  hash: '7aa7a4b6e359c5cded046c916d44f18db45f2101b18bc26eb9d4d23bfe62d6b5',
};
export const Statement: Asked<StatementQuery, StatementQueryVariables> = {
  name: 'Statement',
  hash: '695eef3c7796010a2de3255a5f9ec9496c269eb40d28dccfca99b24913db2835',
};
export const Evaluation: Asked<EvaluationQuery, EvaluationQueryVariables> = {
  name: 'Evaluation',
  hash: 'faed87105c834dfa332bc886aa06112f97d11e75be4cd33f5177e72e9ef3cba3',
};
export const JoinPage: Asked<JoinPageQuery, JoinPageQueryVariables> = {
  name: 'JoinPage',
  hash: 'c9a2123ab61803fd8d2ed2b9b7668da493af07e894ca569bf32716702ae44919',
};
export const RegisterPage: Asked<RegisterPageQuery, RegisterPageQueryVariables> = {
  name: 'RegisterPage',
  hash: 'b3664eabf96f808eea975c4464d576771a188b33a47f28ada575997b63c741db',
};
export const Registrations: Asked<RegistrationsQuery, RegistrationsQueryVariables> = {
  name: 'Registrations',
  hash: 'abe81e99031ad066221473b6ce52244b62d087e8802399e3273aba21e27fd153',
};
export const RegistrationPage: Asked<RegistrationPageQuery, RegistrationPageQueryVariables> = {
  name: 'RegistrationPage',
  hash: '6825eb15094e501ad4b6efbdd4de93311276d63813649395c9534c5247ef9704',
};
export const WalletCertificate: Asked<WalletCertificateQuery, WalletCertificateQueryVariables> = {
  name: 'WalletCertificate',
  hash: '1c85c2bb543dc32dfef0c4a3078eb51e844ad1684dbac9d73d031cf11c791e9f',
};
export const WalletSealing: Asked<WalletSealingQuery, WalletSealingQueryVariables> = {
  name: 'WalletSealing',
  hash: '43da484671d26ed2a88541d1dc217f077de88ce50de969ebf006cf60427cbe51',
};
export const ClaimPage: Asked<ClaimPageQuery, ClaimPageQueryVariables> = {
  name: 'ClaimPage',
  hash: '9bf2039b09d0ebada99c14b6c6922b3c05572220148e1e482b34f0571592e1e2',
};
export const Wallet: Asked<WalletQuery, WalletQueryVariables> = {
  name: 'Wallet',
  hash: '68f255a3162476b81d5a211025e214b901d64515eabcb839ac3e82913e187a42',
};
export const WalletFound: Asked<WalletFoundQuery, WalletFoundQueryVariables> = {
  name: 'WalletFound',
  hash: 'b9097c3e72d6659e40ee205488352c45f121d89ccd3780e73e0b278bf2eb8cad',
};
export const LicenseList: Asked<LicenseListQuery, LicenseListQueryVariables> = {
  name: 'LicenseList',
  hash: '27f849b06fed2a122606970a4394fb543db282285ff7be8eb4f2699f3a5d12f7',
};
export const Welcome: Asked<WelcomeQuery, WelcomeQueryVariables> = {
  name: 'Welcome',
  hash: '4ef9fcae2a0fa5b025909172dca535a979deff5e1f14fa9f6fed65fef689d1c9',
};
export const Quiz: Asked<QuizQuery, QuizQueryVariables> = {
  name: 'Quiz',
  hash: '7d09b8e073fd29e896930df10b002df36350cbdbecee2de4757722e023fbaf25',
};
