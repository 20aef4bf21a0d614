import { createContext } from 'preact';

/** The id of the message a component stands on. */
export const MessageContext = createContext('');
