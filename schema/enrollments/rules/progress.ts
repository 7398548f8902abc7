import { type ModuleStanding, secondsCounted, secondsRequired } from './standing.ts';

/** The module to continue with: the unfinished one last worked on, else the first unfinished one, else none. */
export function nextModule(modules: ModuleStanding[]): ModuleStanding | null {
  const unfinished = modules.filter((module) => module.completedAt === null);
  const touched = unfinished
    .filter((module) => module.lastActiveAt !== null)
    .sort((a, b) => Number(b.lastActiveAt) - Number(a.lastActiveAt));
  return touched[0] ?? unfinished.sort((a, b) => a.position - b.position)[0] ?? null;
}

export type Progress = {
  modulesCompleted: number;
  modulesTotal: number;
  percent: number;
  secondsCounted: number;
  secondsRequired: number;
};

/** What progress is made of. */
type Studied = {
  modules: readonly Pick<ModuleStanding, 'minSeconds' | 'countedMillis' | 'completedAt'>[];
  studyTimeWaived: boolean;
};

/**
 * The progress of an enrollment. percent is of modules completed, rounded down, so that 100 means all. A module adds to the time
 * counted at most what it asks for, so that more time in one never hides that another lacks some.
 */
export function progressOf({ modules, studyTimeWaived }: Studied): Progress {
  const modulesCompleted = modules.filter((module) => module.completedAt !== null).length;
  return {
    modulesCompleted,
    modulesTotal: modules.length,
    percent: modules.length === 0 ? 100 : Math.floor((100 * modulesCompleted) / modules.length),
    secondsCounted: modules.reduce((sum, module) => sum + Math.min(secondsCounted(module), module.minSeconds), 0),
    secondsRequired: modules.reduce((sum, module) => sum + secondsRequired(module, studyTimeWaived), 0),
  };
}
