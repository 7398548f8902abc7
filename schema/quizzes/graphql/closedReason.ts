import { builder } from '../../graphql/builder.ts';

export const ClosedReasonEnum = builder.enumType('QuizClosedReason', {
  description: 'Why a quiz is not open.',
  values: {
    ENROLLMENT_CLOSED: { description: 'The enrollment was claimed or withdrawn.' },
    CONTENT_NOT_DONE: { description: 'The post-test opens when all modules are completed.' },
    CONTENT_DONE: { description: 'The pre-test comes before the course.' },
  },
});
