import type { accommodations } from './en/accommodations.ts';
import type { accounts } from './en/accounts.ts';
import type { attendance } from './en/attendance.ts';
import type { care } from './en/care.ts';
import type { careData } from './en/careData.ts';
import type { careDesk } from './en/careDesk.ts';
import type { careForm } from './en/careForm.ts';
import type { carePlan } from './en/carePlan.ts';
import type { consultations } from './en/consultations.ts';
import type { credits } from './en/credits.ts';
import type { desk } from './en/desk.ts';
import type { enroll } from './en/enroll.ts';
import type { enrollments } from './en/enrollments.ts';
import type { evaluations } from './en/evaluations.ts';
import type { intensives } from './en/intensives.ts';
import type { issuance } from './en/issuance.ts';
import type { join } from './en/join.ts';
import type { keeping } from './en/keeping.ts';
import type { later } from './en/later.ts';
import type { licenses } from './en/licenses.ts';
import type { me } from './en/me.ts';
import type { modules } from './en/modules.ts';
import type { needs } from './en/needs.ts';
import type { player } from './en/player.ts';
import type { practice } from './en/practice.ts';
import type { privacy } from './en/privacy.ts';
import type { quizzes } from './en/quizzes.ts';
import type { reflection } from './en/reflection.ts';
import type { reports } from './en/reports.ts';
import type { round } from './en/round.ts';
import type { shell } from './en/shell.ts';
import type { statement } from './en/statement.ts';
import { type Dates, takeDates } from './format.ts';
import { languageNow } from './written.ts';

/** Everything that the pages say, by noun. A language is a folder with one file for each. */
export type Words = {
  shell: typeof shell;
  accommodations: typeof accommodations;
  accounts: typeof accounts;
  attendance: typeof attendance;
  care: typeof care;
  careData: typeof careData;
  careForm: typeof careForm;
  carePlan: typeof carePlan;
  enrollments: typeof enrollments;
  enroll: typeof enroll;
  round: typeof round;
  player: typeof player;
  practice: typeof practice;
  keeping: typeof keeping;
  later: typeof later;
  modules: typeof modules;
  intensives: typeof intensives;
  needs: typeof needs;
  join: typeof join;
  me: typeof me;
  privacy: typeof privacy;
  quizzes: typeof quizzes;
  reflection: typeof reflection;
  evaluations: typeof evaluations;
  reports: typeof reports;
  statement: typeof statement;
  issuance: typeof issuance;
  credits: typeof credits;
  desk: typeof desk;
  careDesk: typeof careDesk;
  consultations: typeof consultations;
  licenses: typeof licenses;
};
export type Noun = keyof Words;

/** The words that were loaded. A route names the nouns that its page speaks of. */
export const words = {} as Words;

type Loader = () => Promise<Record<string, never>>;
export type Files = Record<string, Loader>;
const english: Files = import.meta.glob<Record<string, never>>('./en/*.ts');
/** Every other language names its files in one of its own, so that pages in English stay as small as they are. */
const others = import.meta.glob<{ files: Files; dates?: Dates }>('./*/files.ts');

/** Loads the words of a noun in the language of the page. */
export async function loadWords(noun: Noun): Promise<void> {
  if (words[noun] !== undefined) return;
  const { files, dates } = (await others[`./${languageNow()}/files.ts`]?.()) ?? { files: {} };
  if (dates !== undefined) takeDates(dates);
  const load = files[`./${noun}.ts`] ?? english[`./en/${noun}.ts`];
  const loaded = (await load?.())?.[noun];
  if (loaded !== undefined) words[noun] = loaded;
}
