import type { TranscriptsQuery } from '../graphql/generated.ts';

type Viewer = NonNullable<TranscriptsQuery['viewer']>;

/** A license with what counts for it. */
export type TranscriptLicense = Viewer['licenses'][number];
export type Transcript = NonNullable<TranscriptLicense['transcript']>;
export type Links = Viewer['transcriptLinks']['nodes'];
