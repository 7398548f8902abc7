// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  CareDataPageQuery,
  CareDataPageQueryVariables,
  CareFormPageQuery,
  CareFormPageQueryVariables,
  CarePlanPageQuery,
  CarePlanPageQueryVariables,
  NeedsPageQuery,
  NeedsPageQueryVariables,
  SharedPlanPageQuery,
  SharedPlanPageQueryVariables,
} from '../shapes.ts';

export const NeedsPage: Asked<NeedsPageQuery, NeedsPageQueryVariables> = {
  name: 'NeedsPage',
  hash: 'ce6a79b6450ac5075d19f7465c9677fae5ec48043e878da3d4766e9eae2c0a6c',
};
export const CareFormPage: Asked<CareFormPageQuery, CareFormPageQueryVariables> = {
  name: 'CareFormPage',
  hash: 'f5b0130d44da54dc6ba3e413986d1a3b6b51818efc9e5b4ca58e6431e67df15d',
};
export const CareDataPage: Asked<CareDataPageQuery, CareDataPageQueryVariables> = {
  name: 'CareDataPage',
  hash: '1fec2fe22a05fbf223a201104c459c32a70b6549e24ccf81b66ff6febedaa28d',
};
export const CarePlanPage: Asked<CarePlanPageQuery, CarePlanPageQueryVariables> = {
  name: 'CarePlanPage',
  hash: '8abc4b6625688764139f9c476579bd911084013258fb88cb84cdcdf31fd18543',
};
export const SharedPlanPage: Asked<SharedPlanPageQuery, SharedPlanPageQueryVariables> = {
  name: 'SharedPlanPage',
  hash: 'e1d3f87f7764e74c5eab75000134c99e085c6c6d0f6ed0d33e13b94948191962',
};
