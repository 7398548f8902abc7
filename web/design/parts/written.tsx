import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { langOf } from '../../words/written.ts';

const WrittenIn = createContext('en');

/** Says in which language the course of a page is written. */
export const Written = WrittenIn.Provider;

/** The `lang` of what a course says; nothing where the page speaks the same language. */
export const useWritten = (): string | undefined => langOf(useContext(WrittenIn));
