/**
 * Words with which people agree to something or declare something, and rules that bind. They stay as they were written, in every
 * language, until a named speaker has reviewed them: no catalogue has them.
 */
export const serious = {
  readAndAgreed: 'I have read all of this, and I agree.',
  ofAge: (age: number) => `I am ${age} or older.`,
  acceptedRules: 'I have read the rules on refunds and moves, and accept them.',
  refund: (percent: number, until: string) => `${percent} % back ${until}.`,
  jointPlan: 'I agree to this text. Once we have both agreed, the people named above may read it.',
  keepRecord: 'I consent that my record is kept until this day.',
  agreements: {
    PRIVACY: 'I have read the privacy notice.',
    TERMS: 'I agree to the terms of use.',
    THERAPY_DATA: 'I agree that what I write in these places is kept.',
  },
};
