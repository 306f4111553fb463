/** Says at the end of a process, on stderr, how much memory it had at most, in kB. */
process.on('exit', () => process.stderr.write(`peak ${process.resourceUsage().maxRSS}\n`));
