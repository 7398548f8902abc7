export const QUESTION_TYPES = ['SINGLE', 'MULTIPLE', 'TRUE_FALSE', 'MATCHING', 'ORDERING'] as const;
export const OPTION_SIDES = ['CHOICE', 'LEFT', 'RIGHT', 'ITEM'] as const;
