export const GUARDED_VERSION: string;
export function isGuardedFile(place: string): boolean;
export function guarded(source: string): string;
export function expectGuard(): void;
