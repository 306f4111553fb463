/** What became of asking registries in one run of a command: part of its JSON report, where fields are only added. */
export interface ProbeSummary {
  /** Images that were to be asked about, each once. */
  readonly images: number;
  /** Those that a registry was asked about, whatever it said. */
  readonly asked: number;
  /** Each reason for which it was not, that of most images first. */
  readonly notAsked: readonly UnaskedImages[];
}

export interface UnaskedImages {
  /** A clause. */
  readonly reason: string;
  readonly images: number;
}
