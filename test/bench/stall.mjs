/** Loaded into the server (`--import`): tells its parent, when asked, the longest time its event loop stood still, in ms. */
let longest = 0;
let last = performance.now();
setInterval(() => {
  const now = performance.now();
  longest = Math.max(longest, now - last - 5);
  last = now;
}, 5).unref();

process.on('message', () => {
  process.send({ stall: longest });
  longest = 0;
});
process.on('disconnect', () => process.exit());
