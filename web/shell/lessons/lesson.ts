// What a lesson is made of, as the page gets it from its Markdown.

export interface Question {
  /** HTML, as are the choices. */
  asks: string;
  choices: string[];
  /** The place of the right one. */
  right: number;
}

/** What is opened and set on the page, and how far it is then trained. */
export interface Run {
  /** A link's fragment; none: on with what is open. */
  link: string | null;
  set: Record<string, string>;
  steps: number;
  /** What has to be seen then, for the explanation to be true: a condition, which tests hold it to. */
  holds: string;
}

export type Part =
  | { kind: 'text'; html: string }
  | { kind: 'predict'; question: Question }
  | { kind: 'run'; run: Run; html: string }
  | { kind: 'task'; link: string; condition: string; html: string }
  | { kind: 'recall'; questions: Question[] };

export interface Lesson {
  title: string;
  parts: Part[];
}
