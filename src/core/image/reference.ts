/** What the text of an image says, or why it says nothing. */

/** Why a reference does not parse, in the classes of distribution/reference (wording only; any of them is InvalidImageName). */
export type ImageErrorCode =
  | 'empty'
  | 'invalid-format'
  | 'uppercase'
  | 'name-too-long'
  | 'identifier'
  | 'digest-unsupported'
  | 'digest-length'
  | 'digest-format';

/** A reference as the kubelet reads it (semantics 1.2 to 1.13). */
export interface ImageReference {
  /** The text as written; what the runtime is asked for (semantics 1.14). */
  readonly raw: string;
  /** Full name without tag and digest, `docker.io/library/nginx`: what the keyring is asked about. */
  readonly repository: string;
  /** `repository` up to its first slash, port included (semantics 1.12: never the parsed domain). */
  readonly registry: string;
  /** `repository` after its first slash. */
  readonly path: string;
  readonly tag?: string;
  readonly digest?: string;
  /** True where the text names no registry and Docker Hub is meant (`nginx`, `acme/app`). */
  readonly shortName: boolean;
}

export type ParsedImage =
  | { readonly ok: true; readonly reference: ImageReference }
  | { readonly ok: false; readonly raw: string; readonly error: ImageErrorCode };
