/**
 * Loaded into the server (`--import`): tells its parent, when asked, the longest time its event loop stood still and the CPU time that it
 * used since it was asked last, in ms.
 */
let longest = 0;
let cpu = process.cpuUsage();
let last = performance.now();
setInterval(() => {
  const now = performance.now();
  longest = Math.max(longest, now - last - 5);
  last = now;
}, 5).unref();

process.on('message', () => {
  const { user, system } = process.cpuUsage(cpu);
  process.send({ stall: longest, cpu: (user + system) / 1000 });
  cpu = process.cpuUsage();
  longest = 0;
});
process.on('disconnect', () => process.exit());
