import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { type ChecklistItem, DUTY_CODES } from '../rules/checklist.ts';
import { CREDIT_FAULT_CODES } from '../rules/creditFaults.ts';
import { RuleSourceType } from './bodyValue.ts';

const ChecklistCode = builder.enumType('ChecklistCode', {
  description: 'What is missing before credit can be offered.',
  values: described([...CREDIT_FAULT_CODES, ...DUTY_CODES], {
    RULE_MISSING: 'The file of the body does not give a rule; state it with your own source and reason.',
    METHOD_NOT_ACCEPTED: 'The body does not accept the calculation.',
    NO_UNIT: 'The body has no unit of credit.',
    NO_LINES: 'No amount was given.',
    NOT_WHOLE: 'The amount is not a whole number of hundredths, or nothing.',
    OFF_STEP: 'The amount is not a multiple of the step of the body.',
    REPEATED_LINE: 'Two amounts have the same format, category and session.',
    FORMAT_NOT_ACCEPTED: 'The body gives no credit for the format.',
    CATEGORY_UNKNOWN: 'The body has no such category.',
    CATEGORY_MISSING: 'The body divides its total into categories.',
    BELOW_SMALLEST: 'The total is below the smallest award of the body.',
    OVER_LARGEST: 'The total is above the largest award of the body.',
    MORE_THAN_CALCULATION: 'The total is more than the calculation justifies.',
    LESS_THAN_CALCULATION: 'The body wants all that the calculation justifies.',
    OFF_BAND: 'The total is not what the band of the calculation earns.',
    MORE_THAN_MEASURED:
      'The calculation states more words, questions or difficulty than the version has. Less is allowed: a body may leave out parts.',
    MORE_THAN_STUDY_TIME:
      'The amount stands for more minutes than the version requires anyone to study. Offer less, or give `studyTimeReason`.',
    OBJECTIVES_TOO_FEW: 'The course has too few objectives.',
    REFERENCES_TOO_FEW: 'The course has too few references.',
    REFERENCE_TOO_OLD: 'A reference is older than the body allows.',
    DISCLOSURE_MISSING: 'A contributor has not disclosed their interests.',
    AUTHOR_MISSING: 'The course names no author or presenter with credentials.',
    REVIEW_MISSING: 'The content was not reviewed.',
    TEST_MISSING: 'The course has no post-test.',
    TEST_TOO_SMALL: 'The post-test has too few questions for the amount.',
    TOO_MANY_TRUE_FALSE: 'Too many questions can be true or false.',
    EVALUATION_MISSING: 'The course has no evaluation.',
    GATE_OUT_OF_REACH: 'A quiz cannot be taken, so that nobody could earn the credit.',
    FORBIDDEN_WORDS: 'A text has words that the body forbids.',
    APPROVAL_DENIED: 'A text of the course says that no body approved it. Publish a version that does not.',
    PILOT_TIMES_MISSING: 'A tester of the pilot has no minutes of instruction.',
    FORMAT_OF_ANOTHER_COURSE: 'The course is in another format.',
    FORMAT_NOT_APPROVED: 'The approval is not for the format.',
    OTHER_COURSE: 'The approval is for another course.',
    BACKDATED: 'The offer would begin before today.',
    DEMANDED_FACT_MISSING: 'Certificates of the body show something that the approval or the amounts do not have.',
    STATEMENT_MISSING:
      'The file of the body has no sentence for this kind of approval; state that of your letter, as the rule statement.',
    STATEMENT_BLANK: 'A blank of the sentence cannot be filled.',
    STATEMENT_TOO_LONG: 'The sentence is too long for a certificate with its blanks filled.',
  }),
});

builder.objectRef<ChecklistItem>('ChecklistItem').implement({
  description: 'One thing that is missing before credit can be offered, and where the duty comes from.',
  fields: (t) => ({
    code: t.expose('code', { type: ChecklistCode, description: 'What is missing, for programs.' }),
    message: t.exposeString('message', { description: 'What is missing and what to do, in words.' }),
    line: t.exposeInt('line', {
      nullable: true,
      description: 'The place of the amount line, from 0; null for the offer as a whole.',
    }),
    rule: t.exposeString('rule', {
      nullable: true,
      description: 'The rule of the body that asks for it; null where every offer needs it.',
    }),
    source: t.field({
      type: RuleSourceType,
      nullable: true,
      description: 'Where that rule was read; null where the file of the body does not give it.',
      resolve: ({ source }) => source,
    }),
  }),
});
