import { type Demo, type Message, own_file, type Values } from '../base/protocol.ts';

/** A file of the visitor's in use, kept so that the trainer can have it again after it died. */
export interface OwnFile {
  name: string;
  /** A copy of what it holds. */
  bytes(): Promise<ArrayBuffer>;
  use: Message;
}

/** The names of the parameters that say what a demo's data are, of which a visitor's own can be one. */
export const data_names = ({ params }: Demo): string[] =>
  params.filter(({ choices }) => choices.includes(own_file)).map(({ name }) => name);

/** Whether a run with these values, or with the texts of them, trains on such a file. */
export const uses_own_file = (values: Values): boolean => Object.values(values).includes(own_file);
