export const practice = {
  title: 'Practice',
  note: 'Nothing here is kept or scored, and your certificate does not need it. You may leave it out, and you can always choose otherwise.',
  whatNow: 'What do you do?',
  chosen: (text: string) => `You chose: ${text}`,
  ends: 'This part ends here.',
  again: 'Begin again',
  back: 'Choose otherwise',
  compare: 'Compare with an example',
  compareNote: 'One answer of many. Look in yours for:',
  example: 'The example',
};
