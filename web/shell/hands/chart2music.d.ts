// What the text view uses of chart2music, whose package names its types where compilers do not look.
declare module 'chart2music' {
  interface Point {
    x: number;
    y: number;
  }

  interface Axis {
    label?: string;
    format?: (value: number) => string;
    type?: 'linear' | 'log10';
    /** Whether playing follows the places, not the points. */
    continuous?: boolean;
  }

  interface Chart {
    setData(data: Record<string, Point[]>, axes?: { x?: Axis; y?: Axis }, point?: number, group?: string): void;
    getCurrent(): { index: number; group: string };
    cleanUp(): void;
  }

  interface Asked {
    type: 'line';
    element: HTMLElement;
    /** Where it writes what is read out. */
    cc: HTMLElement;
    title: string;
    lang: string;
    data: Record<string, Point[]>;
    axes: { x: Axis; y: Axis };
    options: {
      /** A text in place of its own; false: its own. */
      translationCallback(asked: { id: string }): string | false;
      customHotkeys: { key: { key: string }; force: boolean; callback(): void }[];
    };
  }

  /** `err` says why there is no chart. */
  export function c2mChart(asked: Asked): { err: string | null; data?: Chart };
}
