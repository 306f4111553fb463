export interface Message {
  readonly uid: Buffer;
  readonly bytes: Buffer;
}

export interface Counts {
  readonly requests: number;
  readonly unjudged: number;
}

export interface Load {
  readonly open: () => Promise<void>;
  readonly run: (
    messages: readonly Message[],
    expected: { readonly allowed: boolean; readonly patched?: boolean },
    isOver: () => boolean,
    perSecond?: number,
    times?: number[],
  ) => Promise<Counts>;
  readonly close: () => void;
}

export const CONNECTIONS: number;
export function messagesOf(
  reviews: readonly { readonly uid: string; readonly body: Buffer }[],
  path: string,
): readonly Message[];
export function openLoad(server: { readonly port: number; readonly ca: string }): Promise<Load>;
export function forSeconds(seconds: number): () => boolean;
