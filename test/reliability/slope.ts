/** How much `y` grows with one of `x`: the straight line with the least squares. */
export function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;
  const [x, y] = [mean(points.map(([each]) => each)), mean(points.map(([, each]) => each))];
  const products = points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return products / points.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}
