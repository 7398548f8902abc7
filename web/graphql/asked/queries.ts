// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  ClaimPageQuery,
  ClaimPageQueryVariables,
  EnrollPageQuery,
  EnrollPageQueryVariables,
  EvaluationQuery,
  EvaluationQueryVariables,
  JoinPageQuery,
  JoinPageQueryVariables,
  LearnQuery,
  LearnQueryVariables,
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
  WelcomeQuery,
  WelcomeQueryVariables,
} from '../shapes.ts';

export const Me: Asked<MeQuery, MeQueryVariables> = {
  name: 'Me',
  hash: 'f4e93a6de977b6009379c984f31ff7c25b1ffef3a09900b08fd2a3d1aee91643',
};
export const EnrollPage: Asked<EnrollPageQuery, EnrollPageQueryVariables> = {
  name: 'EnrollPage',
  hash: '2420c72d4bd87277faede47f8ff200695a14b59232e9a4ef98f650cc280f5bd0',
};
export const Learn: Asked<LearnQuery, LearnQueryVariables> = {
  name: 'Learn',
  hash: '31112ee00da72e71a410de467b13966a62fe082c6fa878828067a957ad1f99be',
};
export const ModulePage: Asked<ModulePageQuery, ModulePageQueryVariables> = {
  name: 'ModulePage',
  hash: '47f1ab42caca95f97a88b0c43b648955636e145c121cd14f5588cd2c07332b3b',
};
export const Round: Asked<RoundQuery, RoundQueryVariables> = {
  name: 'Round',
  hash: '3557837d76f497e482b07bf91a49b031759cd19378a6d0d8f10c7a49c5b792d1',
};
export const Statement: Asked<StatementQuery, StatementQueryVariables> = {
  name: 'Statement',
  hash: '75fba0fc66cda48f549ae75460a771ff7c018526042531b5635fefd113eae46a',
};
export const Evaluation: Asked<EvaluationQuery, EvaluationQueryVariables> = {
  name: 'Evaluation',
  hash: 'faed87105c834dfa332bc886aa06112f97d11e75be4cd33f5177e72e9ef3cba3',
};
export const JoinPage: Asked<JoinPageQuery, JoinPageQueryVariables> = {
  name: 'JoinPage',
  hash: '10f97f2d2281572803aa9a5c78c44157d3f8138dd54f1c9b6bb316228d8db306',
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
  hash: 'e78b4f4ab5242a9ec56b19c981510180148a61649d350e1f3b653bd52f81c1c7',
};
export const ClaimPage: Asked<ClaimPageQuery, ClaimPageQueryVariables> = {
  name: 'ClaimPage',
  hash: 'af0f817f98710734cc760a9bc747705a2fce147e0aec52e1767445e03b778a57',
};
export const Welcome: Asked<WelcomeQuery, WelcomeQueryVariables> = {
  name: 'Welcome',
  hash: '4ef9fcae2a0fa5b025909172dca535a979deff5e1f14fa9f6fed65fef689d1c9',
};
export const Quiz: Asked<QuizQuery, QuizQueryVariables> = {
  name: 'Quiz',
  hash: '7d09b8e073fd29e896930df10b002df36350cbdbecee2de4757722e023fbaf25',
};
