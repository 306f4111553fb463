/**
 * Answers that may be at hand. What memory holds is answered at once, and a review that needs nothing else is not made to
 * wait for promises: who asks awaits only what is one.
 */
export type Awaitable<T> = T | Promise<T>;

/** `const known = isLater(answer) ? await answer : answer;` */
export function isLater<T>(answer: Awaitable<T>): answer is Promise<T> {
  return typeof answer === 'object' && answer !== null && 'then' in answer;
}

/** What follows from the answer: at once where it is at hand. */
export function whenKnown<T, U>(answer: Awaitable<T>, use: (value: T) => Awaitable<U>): Awaitable<U> {
  return isLater(answer) ? answer.then(use) : use(answer);
}

type Known<T extends readonly unknown[]> = { readonly [K in keyof T]: Awaited<T[K]> };

/** Several answers that were asked for at the same time; a promise only where one of them is. */
export function together<const T extends readonly unknown[]>(answers: T): Awaitable<Known<T>> {
  // TypeScript does not see that an array without a promise is the array of what its promises would bring.
  return answers.some(isLater) ? Promise.all(answers) : (answers as Known<T>);
}
