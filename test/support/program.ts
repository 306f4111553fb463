/**
 * Node.js as a user starts it. tap puts its loaders into NODE_OPTIONS of everything a test starts, which costs seconds
 * per process and makes the heap and the start of the program another one.
 */
export const NODE = ['env', '-u', 'NODE_OPTIONS', process.execPath] as const;
