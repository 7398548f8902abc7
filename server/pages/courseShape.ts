import type { DownloadOfPage, FileOfPage } from './files.ts';

/** Somebody to call. */
export type SafetyNotice = {
  country: string;
  title: string;
  for: string | null;
  hours: string | null;
  inWriting: string | null;
  text: string;
  phone: string | null;
  url: string | null;
  checkedOn: string;
  checkedHow: 'CALLED' | 'PAGE' | 'COPY' | 'DIRECTORY' | null;
};

type Key = { key: string };
export type Reference = Key & { citation: string; doi: string | null; url: string | null };
export type Term = Key & { term: string; meaning: string };
export type Grade = 'STRONG' | 'MIXED' | 'CONTESTED' | 'PRACTICE';
export type Claim = Key & { grade: Grade; whatWouldChangeIt: string; sources: Key[] };
/** What the links of a text name. */
export type Marks = {
  claims: Claim[];
  terms: Term[];
  references: Reference[];
  modules: (Key & { position: number; title: string })[];
};

/** What examples/CoursePage.graphql answers. */
export type CourseOfPage = {
  id: string;
  slug: string;
  title: string;
  subtitle: string;
  summary: string;
  notice: string;
  language: string;
  format: string;
  level: string;
  version: string;
  hoursOfStudy: string;
  wordCount: number;
  planning: { minutes: number } | null;
  minimumAge: number;
  specimen: boolean;
  retiredAt: string | null;
  approvalStatus: string;
  audience: string[];
  limitationsAndRisks: string[];
  commercialSupport: string;
  certificateValidMonths: number | null;
  review: { status: string; note: string; reviewedBy: string | null };
  organization: {
    slug: string;
    legalName: string;
    fictional: boolean;
    accommodationContact: string;
    grievanceContact: string;
  };
  objectives: { key: string; text: string }[];
  contributors: { role: string; name: string; credentials: string; disclosure: string; disclosedOn: string }[];
  basedOn: { title: string; author: string | null; publisher: string; note: string | null }[];
  references: Reference[];
  studyCalculation: {
    words: number;
    lowest: string;
    formulas: { name: string; minutes: string; hours: string; source: string }[];
  };
  modules: { position: number; title: string; minimumMinutes: number }[];
  forYourself: { title: string; text: string } | null;
  glossary: Term[];
  claims: (Claim & { text: string; module: { position: number; title: string } })[];
  sample: {
    position: number;
    title: string;
    text: string;
    minimumMinutes: number;
    marks: Marks | null;
    files: FileOfPage[];
  } | null;
  license: { name: string; url: string | null; attribution: string } | null;
  downloads: DownloadOfPage[];
  quizzes: {
    kind: string;
    title: string;
    draw: number;
    passPercent: number | null;
    attempts: number | null;
    cooldownHours: number;
  }[];
  safetyNotices: SafetyNotice[];
  errata: { publishedOn: string; text: string; versions: string[] | null }[];
  creditOffers: {
    offer: {
      id: string;
      body: string;
      number: string | null;
      amountInWords: string | null;
      statement: string;
      opensOn: string;
      lastEnrollmentOn: string | null;
      lastCompletionOn: string | null;
      specimen: boolean;
    };
  }[];
};

export const isLive = ({ format }: { format: string }): boolean => format.startsWith('LIVE_');
