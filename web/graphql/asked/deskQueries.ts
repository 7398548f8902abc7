// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  DayPageQuery,
  DayPageQueryVariables,
  DeskAccommodationQuery,
  DeskAccommodationQueryVariables,
  DeskAccommodationsQuery,
  DeskAccommodationsQueryVariables,
  DeskCareQuery,
  DeskCareQueryVariables,
  DeskCertificateQuery,
  DeskCertificateQueryVariables,
  DeskCertificatesQuery,
  DeskCertificatesQueryVariables,
  DeskConsultationsQuery,
  DeskConsultationsQueryVariables,
  DeskEventQuery,
  DeskEventQueryVariables,
  DeskEventsQuery,
  DeskEventsQueryVariables,
  DeskLookQuery,
  DeskLookQueryVariables,
  DeskQuery,
  DeskQueryVariables,
  DoorPageQuery,
  DoorPageQueryVariables,
  EventReportQuery,
  EventReportQueryVariables,
  TeachingPageQuery,
  TeachingPageQueryVariables,
} from '../shapes.ts';

export const DeskAccommodations: Asked<DeskAccommodationsQuery, DeskAccommodationsQueryVariables> = {
  name: 'DeskAccommodations',
  hash: 'cf7c9b8412a7823424e7dc7348a8ed56c39233c6a5ceab611df408f94986d928',
};
export const DeskAccommodation: Asked<DeskAccommodationQuery, DeskAccommodationQueryVariables> = {
  name: 'DeskAccommodation',
  hash: 'c672ee043522d7d5db1d924e0c53ad50735c389c9b7e6fbdda8a06ed768244d9',
};
export const DayPage: Asked<DayPageQuery, DayPageQueryVariables> = {
  name: 'DayPage',
  hash: 'e5695f792033f5c34f1792d22d46af811c93b7daca852ca1ca09aa0c726af539',
};
export const DoorPage: Asked<DoorPageQuery, DoorPageQueryVariables> = {
  name: 'DoorPage',
  hash: '4dde4b28c519fb826d5ba232f7e11dd9a6f3d969aaa0b7d500b7dc5f61c85535',
};
export const DeskEvents: Asked<DeskEventsQuery, DeskEventsQueryVariables> = {
  name: 'DeskEvents',
  hash: '373cd8de8995602d13a2fded4336bbe4190c68104925f2b0d5547052a3acffb6',
};
export const DeskEvent: Asked<DeskEventQuery, DeskEventQueryVariables> = {
  name: 'DeskEvent',
  hash: '17a726f44707f167396b51e51e144737036b715cc33a302313f99a986820b0cd',
};
export const TeachingPage: Asked<TeachingPageQuery, TeachingPageQueryVariables> = {
  name: 'TeachingPage',
  hash: 'bd0bfb59a1aa68fa69f744f4d451d15b0f2df5766331ade6926999d9ebefa3b3',
};
export const DeskCare: Asked<DeskCareQuery, DeskCareQueryVariables> = {
  name: 'DeskCare',
  hash: '5bb390aac060eb5903a9f93d2dce8b9b821922eb9c14db85f7af785b8570e37b',
};
export const DeskConsultations: Asked<DeskConsultationsQuery, DeskConsultationsQueryVariables> = {
  name: 'DeskConsultations',
  hash: 'bac0bc5b5131cfe6cb614864133de9f622789a0e56ce87a28672db11eef6b2ee',
};
export const Desk: Asked<DeskQuery, DeskQueryVariables> = {
  name: 'Desk',
  hash: '5358f739e850616b293812f18eff2876392e9574bf6d7a85028953b8b810f461',
};
export const DeskCertificate: Asked<DeskCertificateQuery, DeskCertificateQueryVariables> = {
  name: 'DeskCertificate',
  hash: '48be1dc09ec573dff19f410cdd68f963b6e50c95559a88524d25db1c361a9795',
};
export const DeskCertificates: Asked<DeskCertificatesQuery, DeskCertificatesQueryVariables> = {
  name: 'DeskCertificates',
  hash: 'ccc9486e746f80d46b784f95b01744df314d455cc8a5c1c118bf12e6dc46bad0',
};
export const DeskLook: Asked<DeskLookQuery, DeskLookQueryVariables> = {
  name: 'DeskLook',
  hash: '70e99c82eeb69e368382b7c85c5dee63576e9493c8810c9b446941eb889f41a0',
};
export const EventReport: Asked<EventReportQuery, EventReportQueryVariables> = {
  name: 'EventReport',
  hash: 'dbe295f27f3216fbc1f0ddbfd9cfbf3e08a19ddeb4afe693024e0f93645b5f32',
};
