// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  DeskPreviewMutation,
  DeskPreviewMutationVariables,
  DeskSaveLookMutation,
  DeskSaveLookMutationVariables,
} from '../shapes.ts';

export const DeskPreview: Asked<DeskPreviewMutation, DeskPreviewMutationVariables> = {
  name: 'DeskPreview',
  hash: 'b8f37853b9b20bfd380bb2ef6c4c9073313fbac7e19c2fe02591686159899453',
};
export const DeskSaveLook: Asked<DeskSaveLookMutation, DeskSaveLookMutationVariables> = {
  name: 'DeskSaveLook',
  hash: 'a30a71253fcf0f14059fce576af2297974a06011c14f830084ede506a3b18370',
};
