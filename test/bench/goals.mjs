/**
 * What Pullgate as shipped may cost: CPU time per review, as a multiple of what Fastify as it comes takes for an echo of
 * the same review (R1). `apart`: without the calls to the API server, which are counted apart.
 */
export const GOALS = [
  { group: 'create', limit: 1.2, stretch: 1.0 },
  { group: 'update', limit: 0.95, stretch: 0.8 },
  { group: 'large', limit: 0.55, stretch: 0.45 },
  { group: 'deny-object', limit: 1.5 },
  { group: 'deny-cluster', limit: 2.5, apart: true },
  { group: 'mutate-nothing', limit: 1.2 },
  { group: 'mutate-add', limit: 1.5 },
];
