import { FILE_KINDS } from '../../../drizzle/tables/files.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import type { DownloadRow, FileRow } from '../queries/files.ts';
import { hashName } from '../rules/package/files/kinds.ts';

const FileKindEnum = builder.enumType('FileKind', {
  description: 'What kind of file it is, as its bytes say.',
  values: described(FILE_KINDS, {
    SVG: 'A drawing without script, which loads nothing.',
    PNG: 'A picture.',
    WEBP: 'A picture.',
    JPEG: 'A picture.',
    PDF: 'A document to take along.',
    MP3: 'A sound.',
    M4A: 'A sound.',
    MP4: 'A film.',
    WEBM: 'A film.',
    VTT: 'Captions of a film.',
  }),
});

/** Where a file is read: nobody knows the name who was not told. */
const urlOf = (publicUrl: string, file: Pick<FileRow, 'sha256' | 'kind'>): string =>
  `${publicUrl}/files/${hashName(file)}`;

/** @public other nouns show it. */
export const CourseFileType = builder.objectRef<FileRow>('CourseFile').implement({
  description: 'A file of a course: a picture, a recording, a document. Its bytes never change under its address.',
  fields: (t) => ({
    path: t.exposeString('path', {
      description: 'Its name in the course, by which texts show or link it: files/loop.svg.',
    }),
    url: t.string({
      description: 'Where it is read, by the hash of its bytes. It needs no session, and may be kept for a year.',
      resolve: (file, _args, { settings }) => urlOf(settings.publicUrl, file),
    }),
    kind: t.field({ type: FileKindEnum, description: 'Its kind.', resolve: (file) => file.kind }),
    sizeBytes: t.exposeInt('sizeBytes', { description: 'Its size in bytes; 20,000,000 at most.' }),
    width: t.exposeInt('width', { nullable: true, description: 'Of a picture, its width in pixels.' }),
    height: t.exposeInt('height', { nullable: true, description: 'Of a picture, its height in pixels.' }),
    pages: t.exposeInt('pages', {
      nullable: true,
      description: 'Of a printable sheet, how many pages it has; null for any other file.',
    }),
    transcript: t.exposeString('transcript', {
      nullable: true,
      description: 'Of a recording, what is said and shown in it, in Markdown.',
    }),
    captionsUrl: t.string({
      nullable: true,
      description: 'Of a recording, where its captions are read (WebVTT); null when it has none.',
      resolve: ({ captionsSha256 }, _args, { settings }) =>
        captionsSha256 === null ? null : urlOf(settings.publicUrl, { sha256: captionsSha256, kind: 'VTT' }),
    }),
    attribution: t.exposeString('attribution', {
      nullable: true,
      description: 'Whom to name for it; null where it is the course’s own.',
    }),
    license: t.exposeString('license', { nullable: true, description: 'Its license, where it is not the course’s.' }),
  }),
});

/** @public enrollments show it with its address. */
export const DownloadType = builder.objectRef<DownloadRow>('CourseDownload').implement({
  description:
    'A document that learners of a course may take along: one that its authors list, or a printable sheet of its kit.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'What it is.' }),
    forWhom: t.exposeString('forWhom', { description: 'For whom it is.' }),
    kind: t.field({ type: FileKindEnum, description: 'Its kind.', resolve: ({ file }) => file.kind }),
    sizeBytes: t.int({
      description: 'Its size in bytes; of a printable sheet, that for A4.',
      resolve: ({ file }) => file.sizeBytes,
    }),
    pages: t.int({
      nullable: true,
      description: 'Of a printable sheet, how many pages it has on A4; null for any other document.',
      resolve: ({ file }) => file.pages,
    }),
    file: t.field({
      type: CourseFileType,
      nullable: true,
      description:
        'The file, where anybody may have it; null where only enrolled people may, who find it at their enrollment.',
      resolve: ({ anybody, file }) => (anybody ? file : null),
    }),
    letter: t.field({
      type: CourseFileType,
      nullable: true,
      description: 'A printable sheet for Letter paper, for whoever has its file; null for any other document.',
      resolve: ({ anybody, letter }) => (anybody ? letter : null),
    }),
  }),
});
