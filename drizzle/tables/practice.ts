/** A place in a case. Its choices lead to others by their ids; without choices the part of the case ends here. */
export type Scene = {
  id: string;
  title?: string;
  text: string;
  choices?: { text: string; to: string }[];
  ending?: string;
};
/** What a module gives to practice with. The case begins with its first scene. */
export type Practice = {
  case?: { title: string; scenes: Scene[] };
  writing?: { example: string; rubric: string[] };
};
