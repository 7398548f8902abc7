import { type Face, openFace } from './face.ts';
import { remembered } from './remembered.ts';

const garamond = (style: string) => `@expo-google-fonts/eb-garamond/${style}/EBGaramond_${style}.ttf`;
const inter = (style: string) => `@expo-google-fonts/inter/${style}/Inter_${style}.ttf`;

const FILES = {
  serif: garamond('400Regular'),
  italic: garamond('400Regular_Italic'),
  strong: garamond('500Medium'),
  sans: inter('400Regular'),
  bold: inter('600SemiBold'),
} as const;

export type FaceRole = keyof typeof FILES;

const opened = new Map<FaceRole, Face>();

/** The face of a role, parsed once per process. EB Garamond and Inter, both under the OFL. */
export function face(role: FaceRole): Face {
  const known = opened.get(role);
  if (known) return known;
  const fresh = openFace(FILES[role]);
  opened.set(role, fresh);
  return fresh;
}

const faceRoles: FaceRole[] = ['serif', 'italic', 'strong', 'sans', 'bold'];

const fallbacks = new Map(faceRoles.map((role) => [role, remembered(2_000, (text) => drawing(role, text))]));

/** The face for this text: the role's own, or the fallback that can draw what the role's cannot. */
export const faceFor = (role: FaceRole, text: string): Face => fallbacks.get(role)?.(text) ?? face(role);

function drawing(role: FaceRole, text: string): Face {
  const own = face(role);
  if (own.draws(text)) return own;
  return (['serif', 'sans'] as const).map(face).find((other) => other.draws(text)) ?? own;
}
