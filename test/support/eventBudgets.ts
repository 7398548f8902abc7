import { ACCOMMODATION_BUDGETS } from './accommodationBudgets.ts';
import { ATTENDANCE_BUDGETS } from './attendanceBudgets.ts';
import { CALENDAR_BUDGETS } from './calendarBudgets.ts';
import type { Budget } from './calls.ts';
import { INTENSIVE_BUDGETS } from './intensiveBudgets.ts';
import { ORDER_BUDGETS } from './orderBudgets.ts';
import { REGISTRATION_BUDGETS } from './registrationBudgets.ts';

/** What the mutations of events, of the people who come to them and of their money may cost. */
export const EVENT_BUDGETS: readonly Budget[] = [
  ...ACCOMMODATION_BUDGETS,
  ...ATTENDANCE_BUDGETS,
  ...CALENDAR_BUDGETS,
  ...INTENSIVE_BUDGETS,
  ...REGISTRATION_BUDGETS,
  ...ORDER_BUDGETS,
];
