export interface Frame {
  readonly functionName: string;
  readonly url: string;
}

export interface Profile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: Frame; readonly children?: readonly number[] }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

export function stageOf(frame: Frame): string | undefined;
export function sharesOf(profile: Profile): ReadonlyMap<string, number>;
