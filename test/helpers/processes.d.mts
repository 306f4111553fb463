export const DIST: string;

/** A process of a measurement, and what it answers to a word. */
export interface Child {
  readonly send: (message: unknown) => void;
  do<Answer>(act: string, more?: object): Promise<Answer>;
  readonly stop: () => Promise<void>;
}

export interface Api extends Child {
  readonly url: string;
  readonly ca: string;
}

export function startApi(): Promise<Api>;
export function startLive(api: Pick<Api, 'url' | 'ca'>, flags?: readonly string[]): Promise<Child>;
export function startFullObjects(api: Pick<Api, 'url' | 'ca'>, flags?: readonly string[]): Promise<Child>;
