import * as documents from './graphql/generated.ts';
import { type Route, route } from './route.ts';

/** Every address of whoever works for an organization. Titles and addresses name no course. */
export const deskRoutes: readonly Route[] = [
  route('/desk', documents.Desk, ['desk'], () => import('./desk/desk.tsx')),
  route('/desk/:org', documents.Desk, ['desk'], () => import('./desk/organization.tsx')),
  route('/desk/:org/look', documents.DeskLook, ['desk'], () => import('./desk/look.tsx')),
  route(
    '/desk/:org/certificates',
    documents.DeskCertificates,
    ['desk', 'issuance'],
    () => import('./desk/certificates.tsx'),
  ),
  route(
    '/desk/:org/certificates/:certificate',
    documents.DeskCertificate,
    ['desk', 'issuance'],
    () => import('./desk/certificate.tsx'),
  ),
  route('/desk/:org/intensives', documents.DeskEvents, ['desk', 'attendance'], () => import('./attendance/events.tsx')),
  route(
    '/desk/:org/intensives/:id',
    documents.DeskEvent,
    ['desk', 'attendance', 'careDesk', 'reports'],
    () => import('./attendance/event.tsx'),
  ),
  route(
    '/desk/:org/intensives/:id/teaching',
    documents.TeachingPage,
    ['desk', 'attendance', 'reports'],
    () => import('./attendance/teaching.tsx'),
  ),
  route(
    '/desk/:org/intensives/:id/evaluation',
    documents.EventReport,
    ['desk', 'reports'],
    () => import('./evaluations/report.tsx'),
  ),
  route(
    '/desk/:org/intensives/:id/people/:registration',
    documents.DeskEvent,
    ['desk', 'careDesk'],
    () => import('./careDesk/person.tsx'),
  ),
  route(
    '/desk/:org/intensives/:id/door',
    documents.DeskEvent,
    ['desk', 'attendance', 'careDesk', 'reports'],
    () => import('./attendance/chooseDay.tsx'),
  ),
  route(
    '/desk/:org/intensives/:id/door/:session',
    documents.DoorPage,
    ['desk', 'attendance'],
    () => import('./attendance/door.tsx'),
  ),
  route(
    '/desk/:org/intensives/:id/days/:session',
    documents.DayPage,
    ['desk', 'attendance'],
    () => import('./attendance/day.tsx'),
  ),
  route(
    '/desk/:org/accommodations',
    documents.DeskAccommodations,
    ['desk', 'accommodations'],
    () => import('./accommodations/list.tsx'),
  ),
  route(
    '/desk/:org/accommodations/:request',
    documents.DeskAccommodation,
    ['desk', 'accommodations'],
    () => import('./accommodations/answer.tsx'),
  ),
  route('/desk/:org/care', documents.DeskCare, ['desk', 'careDesk'], () => import('./careDesk/settings.tsx')),
  route(
    '/desk/:org/consultations',
    documents.DeskConsultations,
    ['desk', 'careDesk', 'consultations'],
    () => import('./careDesk/consultations.tsx'),
  ),
];
