import { encodeGlobalID } from '@pothos/plugin-relay';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { builder } from '../../graphql/builder.ts';
import { IntensiveRef } from '../../intensives/graphql/intensive.ts';
import { SegmentKindEnum } from '../../intensives/graphql/parts.ts';
import { type Session, type SessionPart, sessionsOf } from '../queries/sessions.ts';

export const SessionPartType = builder.objectRef<SessionPart>('SessionPart').implement({
  description: 'A part of a day of an event.',
  authScopes: { public: true },
  fields: (t) => ({
    id: t.id({ description: 'The part.', resolve: ({ id }) => encodeGlobalID('IntensiveSegment', id) }),
    title: t.exposeString('title', { description: 'What it is called.' }),
    kind: t.expose('kind', { type: SegmentKindEnum, description: 'What it is. Only instruction counts.' }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'When it begins.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'When it ends.' }),
  }),
});

export const SessionType = builder.objectRef<Session>('EventSession').implement({
  description: 'A day of an event, at whose door people sign in and out.',
  authScopes: { public: true },
  fields: (t) => ({
    id: t.id({ description: 'The session.', resolve: ({ id }) => encodeGlobalID('EventSession', id) }),
    intensive: t.field({ type: IntensiveRef, description: 'The event.', resolve: ({ intensiveId }) => intensiveId }),
    day: t.expose('day', { type: 'Date', description: 'The day there.' }),
    timeZone: t.exposeString('timeZone', { description: 'The zone of the day. Show it beside every time.' }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'When its first part begins.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'When its last part ends.' }),
    parts: t.field({
      type: [SessionPartType],
      complexity: { field: 1, multiplier: 10 },
      description: 'Its parts in order.',
      resolve: ({ parts }) => parts,
    }),
    reportUploadUrl: t.string({
      description: 'Where members POST the report of its online room, for `importAttendanceReport`.',
      resolve: ({ id }, _args, { settings }) => `${settings.publicUrl}/sessions/${id}/attendance-reports`,
    }),
    attendanceUrl: t.string({
      description: 'Where members, signed in, download who was there as CSV.',
      resolve: ({ id }, _args, { settings }) => `${settings.publicUrl}/sessions/${id}/attendance.csv`,
    }),
  }),
});

builder.objectField(IntensiveRef, 'sessions', (t) =>
  t.loadableGroup({
    type: SessionType,
    complexity: { field: 2, multiplier: 5 },
    description: 'Its days in order; none before it is published.',
    load: (ids: IntensiveId[], { db }) => sessionsOf(db, ids),
    group: ({ intensiveId }) => intensiveId,
    resolve: ({ id }) => id,
  }),
);
