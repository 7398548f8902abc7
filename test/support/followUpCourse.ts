import { type Edit, swap } from './packageFaults.ts';

/** Two rounds of the sample course: questions it asked before, and one of each round's own. */
export const FOLLOW_UP_TEXT = `rounds:
  - weeks: 2
    questions:
      - recall: post-1
      - recall: post-3
      - id: later-1
        type: SINGLE
        objective: o3
        module: film
        source: example-2020
        prompt: What comes last?
        options:
          - { text: The end, correct: true, rationale: Nothing follows it. }
          - { text: The start, rationale: All follows it. }
    open: What did you try?
  - weeks: 8
    questions:
      - recall: post-2
      - recall: post-5
      - id: later-2
        type: MATCHING
        objective: o3
        source: example-2020
        prompt: Match each with its opposite.
        pairs:
          - { left: First, right: Last, rationale: They are ends. }
          - { left: Day, right: Night, rationale: They are times. }
    open: What has stayed?
`;

/** The sample course with a third objective, as the rounds of a follow-up need it, and with the file. */
export const withFollowUp =
  (text = FOLLOW_UP_TEXT): Edit =>
  (files) => {
    const second = '  - { id: o2, text: Put three things in order }\n';
    swap('course.yaml', second, `${second}  - { id: o3, text: Tell the end from the beginning }\n`)(files);
    files.set('follow-up.yaml', text);
  };
