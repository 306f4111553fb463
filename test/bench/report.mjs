/** A result as a person reads it in a terminal. */
import { show } from './ratios.mjs';

export function printReport({ machine, run, groups }) {
  const place = machine.pinned ? 'the server on a core of its own' : 'no cores of their own';
  print(
    `Node.js ${machine.node} ${machine.flags.join(' ')}, ${machine.cores} x ${machine.cpu}, ${place}, load ${machine.load}`,
  );
  print(`${run.generations} generations of processes, ${run.rounds} rounds, slices of ${run.seconds} s`);
  print('CPU time per review over that of R1, median (first to third quartile) of pairs of one round');
  for (const { group, servers } of groups) {
    print(`\n${group}`);
    for (const server of servers) print(`  ${server.name.padEnd(14)} ${cells(server).join('   ')}`);
  }
  print(`\n${'goal'.padEnd(22)} ${'limit'.padEnd(6)} ${'as shipped'.padEnd(18)} ${'R1 again / R1'.padEnd(18)} verdict`);
  for (const { group, limit, isApart, equal, verdict, servers } of groups) {
    const own = servers.find(({ name }) => name === 'as shipped');
    const ratio = own === undefined ? 'not measured' : show(isApart ? (own.apart ?? own.ratio) : own.ratio);
    const name = isApart ? `${group}, no calls` : group;
    print(`${name.padEnd(22)} ${limit.toFixed(2).padEnd(6)} ${ratio.padEnd(18)} ${show(equal).padEnd(18)} ${verdict}`);
  }
}

function cells({ ratio, calls, callUs, apart, cpuUs, perSecond, waiting, rss }) {
  return [
    show(ratio),
    `${cpuUs.toFixed(cpuUs < 1000 ? 1 : 0)} us`.padStart(8),
    `${perSecond.toFixed(0)}/s`.padStart(7),
    `${(rss / 2 ** 20).toFixed(0)} MB`,
    `waited ${(waiting * 100).toFixed(0)} %`,
    ...(calls === undefined
      ? []
      : [`${calls.toFixed(2)} calls of ${callUs.toFixed(0)} us, without them ${show(apart)}`]),
  ];
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
