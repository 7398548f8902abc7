import type { Design } from '../facts/parts.ts';
import { type FrontPlan, PLANS, type Plan } from './plans.ts';

/** A front page whose lines stand further apart, so that the licenses of the holder have their place under the name. */
function licensed(plan: Plan, change: (front: FrontPlan) => Partial<FrontPlan>): Plan {
  return { ...plan, front: { ...plan.front, ...change(plan.front) } };
}

/** The same things so much higher; a logo is smaller, because it cannot go up as far. */
function raised({ issuer, heading, ornament, notice, logo }: FrontPlan, by: number): Partial<FrontPlan> {
  return {
    issuer: { ...issuer, y: issuer.y - by, lowered: issuer.lowered - by + 1 },
    heading: { ...heading, y: heading.y - by },
    ornament: { ...ornament, y: ornament.y - by },
    notice: { ...notice, y: notice.y - by },
    logo: { ...logo, top: logo.top - 2, height: logo.height - 6, drop: 2 },
  };
}

const LICENSED: Record<Design, Plan> = {
  CLASSIC: licensed(PLANS.CLASSIC, (front) => ({
    ...raised(front, 9),
    intro: { ...front.intro, y: 167 },
    name: { ...front.name, middle: 203 },
    verb: { ...front.verb, y: 260 },
  })),
  MODERN: licensed(PLANS.MODERN, (front) => ({
    name: { ...front.name, middle: 247 },
    verb: { ...front.verb, y: 305 },
    title: { ...front.title, middle: 348 },
  })),
  QUIET: licensed(PLANS.QUIET, (front) => ({
    ...raised(front, 10),
    intro: { ...front.intro, y: 162 },
    name: { ...front.name, middle: 196 },
  })),
};

/** The plan of a design, with or without licenses to show. */
export const planOf = (design: Design, hasLicenses: boolean): Plan => (hasLicenses ? LICENSED : PLANS)[design];
