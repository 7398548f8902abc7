/** The statement a learner signs before claiming credit. A new wording gets a new version. */
export const ATTESTATION = {
  version: '1',
  text: 'I am the person named here. I read the modules, answered the questions and filled in the evaluation myself, and the time recorded is time I spent on this course.',
} as const;
