/**
 * Which stage of a review a function of Pullgate works for. The first row that fits a file and a function wins; a row
 * without functions takes the whole file, one that ends in a slash the folder. A time belongs to the innermost function on
 * the stack that is in this table, so that what is called from everywhere (src/core/fields.ts, a Map) counts where it was
 * called for. `receive` is also all that no function of Pullgate is on the stack of: sockets, TLS, HTTP and Fastify, and in
 * a denial the answers of the API server.
 */
export const STAGES = [
  'receive',
  'cut',
  'parse',
  'subject',
  'facts',
  'rules',
  'words',
  'answer',
  'metrics',
  'log',
  'gc',
  'other',
];

export const TABLE = [
  { file: 'webhook/body.ts', functions: ['parseJson'], stage: 'parse' },
  { file: 'webhook/body.ts', stage: 'cut' },
  { file: 'webhook/review.ts', functions: ['encodeReview', 'encodePatch', 'toStatus', 'toWarning'], stage: 'answer' },
  { file: 'webhook/review.ts', stage: 'parse' },
  { file: 'webhook/admission-log.ts', stage: 'log' },
  { file: 'webhook/', stage: 'receive' },
  { file: 'log/', stage: 'log' },
  { file: 'metrics/', stage: 'metrics' },
  { file: 'core/subject.ts', stage: 'subject' },
  { file: 'core/subject-types.ts', stage: 'subject' },
  { file: 'core/filled-in.ts', stage: 'subject' },
  { file: 'core/workloads.ts', stage: 'subject' },
  { file: 'core/request.ts', stage: 'subject' },
  { file: 'core/image/', stage: 'subject' },
  { file: 'core/outlook.ts', stage: 'facts' },
  { file: 'core/questions.ts', stage: 'facts' },
  { file: 'core/secret/', stage: 'facts' },
  { file: 'core/registries.ts', stage: 'facts' },
  { file: 'core/match-images.ts', stage: 'facts' },
  { file: 'facts/gather.ts', stage: 'facts' },
  { file: 'facts/objects.ts', stage: 'facts' },
  { file: 'facts/secrets.ts', stage: 'facts' },
  { file: 'facts/oversized.ts', stage: 'facts' },
  { file: 'facts/in-use.ts', stage: 'facts' },
  { file: 'facts/awaitable.ts', stage: 'facts' },
  { file: 'facts/cluster-state.ts', stage: 'facts' },
  { file: 'facts/', stage: 'rules' },
  { file: 'cluster/', stage: 'facts' },
  { file: 'core/message/', stage: 'words' },
  { file: 'core/plan/', stage: 'words' },
  { file: 'core/words/', stage: 'words' },
  { file: 'core/remedy.ts', stage: 'words' },
  { file: 'text/', stage: 'words' },
  { file: 'core/', stage: 'rules' },
  { file: 'cli/', stage: 'receive' },
];
