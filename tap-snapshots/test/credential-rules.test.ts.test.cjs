/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/credential-rules.test.ts > TAP > one login, and two > must match snapshot 1`] = `
suspect, works
  PG305 the credential for ghcr.io looks wrong: secret "s0", key "ghcr.io": the password holds a line break (echo without -n) | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
hopeless, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expired, hopeless
  PG303 the credential for ghcr.io has expired: secret "s0", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expiring, works
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expiring and suspect, works
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
  PG305 the credential for ghcr.io looks wrong: secret "s0", key "ghcr.io": the user name begins or ends with a blank | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
stale, works
  PG306 the credential for ghcr.io is probably stale: secret "s0", key "ghcr.io", holds an ECR token (12 hours) and was last changed longer ago than such a token lives | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
az acr login, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": a user without a password (after "az acr login" the secret holds only a token that the kubelet ignores) | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
good + suspect, works
  PG207 several credentials match ghcr.io, and one of them is suspect: secret "s1", key "ghcr.io", is tried after secret "s0" | do:drop,secrets:[s1]
good + hopeless, works
  PG207 several credentials match ghcr.io, and one of them is certain to fail: secret "s1", key "ghcr.io", is tried after secret "s0" | do:drop,secrets:[s1]
good + hopeless, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s1", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
good + expired, works
  PG207 several credentials match ghcr.io, and one of them is expired: secret "s1", key "ghcr.io", is tried after secret "s0" | do:drop,secrets:[s1]
good + expired, hopeless
  PG303 the credential for ghcr.io has expired: secret "s1", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
good + expiring and suspect, works
  PG207 several credentials match ghcr.io, and one of them is suspect: secret "s1", key "ghcr.io", is tried after secret "s0" | do:drop,secrets:[s1]
good + stale, works
  PG207 several credentials match ghcr.io, and one of them is stale: secret "s1", key "ghcr.io", is tried after secret "s0" | do:drop,secrets:[s1]
good + anonymous, works
  PG207 several credentials match ghcr.io, and one of them is empty: secret "s1", key "ghcr.io", is tried after secret "s0" | do:drop,secrets:[s1]
good + az acr login, works
  PG207 several credentials match ghcr.io, and one of them is empty: secret "s1", key "ghcr.io", is tried after secret "s0" | do:drop,secrets:[s1]
good + az acr login, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s1", key "ghcr.io": a user without a password (after "az acr login" the secret holds only a token that the kubelet ignores) | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
suspect + good, works
  PG207 several credentials match ghcr.io, and one of them is suspect: secret "s0", key "ghcr.io", is tried before secret "s1" | do:drop,secrets:[s0]
suspect + suspect, works
  PG305 the credential for ghcr.io looks wrong: secret "s0", key "ghcr.io": the password holds a line break (echo without -n) | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
suspect + hopeless, works
  PG305 the credential for ghcr.io looks wrong: secret "s0", key "ghcr.io": the password holds a line break (echo without -n) | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
suspect + hopeless, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s1", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
suspect + expired, works
  PG305 the credential for ghcr.io looks wrong: secret "s0", key "ghcr.io": the password holds a line break (echo without -n) | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
suspect + expired, hopeless
  PG303 the credential for ghcr.io has expired: secret "s1", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
suspect + expiring, works
  PG207 several credentials match ghcr.io, and one of them is suspect: secret "s0", key "ghcr.io", is tried before secret "s1" | do:drop,secrets:[s0]
suspect + expiring and suspect, works
  PG305 the credential for ghcr.io looks wrong: secret "s0", key "ghcr.io": the password holds a line break (echo without -n) | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
suspect + anonymous, works
  PG305 the credential for ghcr.io looks wrong: secret "s0", key "ghcr.io": the password holds a line break (echo without -n) | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
suspect + az acr login, works
  PG305 the credential for ghcr.io looks wrong: secret "s0", key "ghcr.io": the password holds a line break (echo without -n) | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
suspect + az acr login, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s1", key "ghcr.io": a user without a password (after "az acr login" the secret holds only a token that the kubelet ignores) | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
hopeless + good, works
  PG207 several credentials match ghcr.io, and one of them is certain to fail: secret "s0", key "ghcr.io", is tried before secret "s1" | do:drop,secrets:[s0]
hopeless + good, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
hopeless + suspect, works
  PG305 the credential for ghcr.io looks wrong: secret "s1", key "ghcr.io": the password holds a line break (echo without -n) | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
hopeless + suspect, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
hopeless + hopeless, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
hopeless + expired, hopeless
  PG303 the credential for ghcr.io has expired: secret "s1", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
hopeless + expiring, works
  PG207 several credentials match ghcr.io, and one of them is certain to fail: secret "s0", key "ghcr.io", is tried before secret "s1" | do:drop,secrets:[s0]
  PG304 the credential for ghcr.io expires soon: secret "s1", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
hopeless + expiring, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
hopeless + expiring and suspect, works
  PG304 the credential for ghcr.io expires soon: secret "s1", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
  PG305 the credential for ghcr.io looks wrong: secret "s1", key "ghcr.io": the user name begins or ends with a blank | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
hopeless + expiring and suspect, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
hopeless + stale, works
  PG306 the credential for ghcr.io is probably stale: secret "s1", key "ghcr.io", holds an ECR token (12 hours) and was last changed longer ago than such a token lives | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
hopeless + stale, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
hopeless + anonymous, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
hopeless + az acr login, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expired + good, works
  PG207 several credentials match ghcr.io, and one of them is expired: secret "s0", key "ghcr.io", is tried before secret "s1" | do:drop,secrets:[s0]
expired + good, hopeless
  PG303 the credential for ghcr.io has expired: secret "s0", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expired + suspect, works
  PG305 the credential for ghcr.io looks wrong: secret "s1", key "ghcr.io": the password holds a line break (echo without -n) | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
expired + suspect, hopeless
  PG303 the credential for ghcr.io has expired: secret "s0", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expired + hopeless, hopeless
  PG303 the credential for ghcr.io has expired: secret "s0", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expired + expired, hopeless
  PG303 the credential for ghcr.io has expired: secret "s0", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expired + expiring, works
  PG207 several credentials match ghcr.io, and one of them is expired: secret "s0", key "ghcr.io", is tried before secret "s1" | do:drop,secrets:[s0]
  PG304 the credential for ghcr.io expires soon: secret "s1", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
expired + expiring, hopeless
  PG303 the credential for ghcr.io has expired: secret "s0", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expired + expiring and suspect, works
  PG304 the credential for ghcr.io expires soon: secret "s1", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
  PG305 the credential for ghcr.io looks wrong: secret "s1", key "ghcr.io": the user name begins or ends with a blank | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
expired + expiring and suspect, hopeless
  PG303 the credential for ghcr.io has expired: secret "s0", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expired + stale, works
  PG306 the credential for ghcr.io is probably stale: secret "s1", key "ghcr.io", holds an ECR token (12 hours) and was last changed longer ago than such a token lives | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
expired + stale, hopeless
  PG303 the credential for ghcr.io has expired: secret "s0", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expired + anonymous, hopeless
  PG303 the credential for ghcr.io has expired: secret "s0", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expired + az acr login, hopeless
  PG303 the credential for ghcr.io has expired: secret "s0", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expiring + suspect, works
  PG207 several credentials match ghcr.io, and one of them is suspect: secret "s1", key "ghcr.io", is tried after secret "s0" | do:drop,secrets:[s1]
expiring + hopeless, works
  PG207 several credentials match ghcr.io, and one of them is certain to fail: secret "s1", key "ghcr.io", is tried after secret "s0" | do:drop,secrets:[s1]
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expiring + hopeless, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s1", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
expiring + expired, works
  PG207 several credentials match ghcr.io, and one of them is expired: secret "s1", key "ghcr.io", is tried after secret "s0" | do:drop,secrets:[s1]
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expiring + expired, hopeless
  PG303 the credential for ghcr.io has expired: secret "s1", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
expiring + expiring, works
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expiring + expiring and suspect, works
  PG207 several credentials match ghcr.io, and one of them is suspect: secret "s1", key "ghcr.io", is tried after secret "s0" | do:drop,secrets:[s1]
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expiring + stale, works
  PG207 several credentials match ghcr.io, and one of them is stale: secret "s1", key "ghcr.io", is tried after secret "s0" | do:drop,secrets:[s1]
expiring + anonymous, works
  PG207 several credentials match ghcr.io, and one of them is empty: secret "s1", key "ghcr.io", is tried after secret "s0" | do:drop,secrets:[s1]
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expiring + az acr login, works
  PG207 several credentials match ghcr.io, and one of them is empty: secret "s1", key "ghcr.io", is tried after secret "s0" | do:drop,secrets:[s1]
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expiring + az acr login, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s1", key "ghcr.io": a user without a password (after "az acr login" the secret holds only a token that the kubelet ignores) | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
expiring and suspect + good, works
  PG207 several credentials match ghcr.io, and one of them is suspect: secret "s0", key "ghcr.io", is tried before secret "s1" | do:drop,secrets:[s0]
expiring and suspect + suspect, works
  PG305 the credential for ghcr.io looks wrong: secret "s0", key "ghcr.io": the user name begins or ends with a blank | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expiring and suspect + hopeless, works
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
  PG305 the credential for ghcr.io looks wrong: secret "s0", key "ghcr.io": the user name begins or ends with a blank | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expiring and suspect + hopeless, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s1", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
expiring and suspect + expired, works
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
  PG305 the credential for ghcr.io looks wrong: secret "s0", key "ghcr.io": the user name begins or ends with a blank | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expiring and suspect + expired, hopeless
  PG303 the credential for ghcr.io has expired: secret "s1", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
expiring and suspect + expiring, works
  PG207 several credentials match ghcr.io, and one of them is suspect: secret "s0", key "ghcr.io", is tried before secret "s1" | do:drop,secrets:[s0]
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expiring and suspect + expiring and suspect, works
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
  PG305 the credential for ghcr.io looks wrong: secret "s0", key "ghcr.io": the user name begins or ends with a blank | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expiring and suspect + anonymous, works
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
  PG305 the credential for ghcr.io looks wrong: secret "s0", key "ghcr.io": the user name begins or ends with a blank | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expiring and suspect + az acr login, works
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
  PG305 the credential for ghcr.io looks wrong: secret "s0", key "ghcr.io": the user name begins or ends with a blank | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
expiring and suspect + az acr login, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s1", key "ghcr.io": a user without a password (after "az acr login" the secret holds only a token that the kubelet ignores) | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
stale + good, works
  PG207 several credentials match ghcr.io, and one of them is stale: secret "s0", key "ghcr.io", is tried before secret "s1" | do:drop,secrets:[s0]
stale + hopeless, works
  PG306 the credential for ghcr.io is probably stale: secret "s0", key "ghcr.io", holds an ECR token (12 hours) and was last changed longer ago than such a token lives | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
stale + hopeless, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s1", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
stale + expired, works
  PG306 the credential for ghcr.io is probably stale: secret "s0", key "ghcr.io", holds an ECR token (12 hours) and was last changed longer ago than such a token lives | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
stale + expired, hopeless
  PG303 the credential for ghcr.io has expired: secret "s1", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
stale + expiring, works
  PG207 several credentials match ghcr.io, and one of them is stale: secret "s0", key "ghcr.io", is tried before secret "s1" | do:drop,secrets:[s0]
stale + stale, works
  PG306 the credential for ghcr.io is probably stale: secret "s0", key "ghcr.io", holds an ECR token (12 hours) and was last changed longer ago than such a token lives | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
stale + anonymous, works
  PG306 the credential for ghcr.io is probably stale: secret "s0", key "ghcr.io", holds an ECR token (12 hours) and was last changed longer ago than such a token lives | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
stale + az acr login, works
  PG306 the credential for ghcr.io is probably stale: secret "s0", key "ghcr.io", holds an ECR token (12 hours) and was last changed longer ago than such a token lives | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
stale + az acr login, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s1", key "ghcr.io": a user without a password (after "az acr login" the secret holds only a token that the kubelet ignores) | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
anonymous + good, works
  PG207 several credentials match ghcr.io, and one of them is empty: secret "s0", key "ghcr.io", is tried before secret "s1" | do:drop,secrets:[s0]
anonymous + suspect, works
  PG305 the credential for ghcr.io looks wrong: secret "s1", key "ghcr.io": the password holds a line break (echo without -n) | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
anonymous + hopeless, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s1", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
anonymous + expired, hopeless
  PG303 the credential for ghcr.io has expired: secret "s1", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
anonymous + expiring, works
  PG207 several credentials match ghcr.io, and one of them is empty: secret "s0", key "ghcr.io", is tried before secret "s1" | do:drop,secrets:[s0]
  PG304 the credential for ghcr.io expires soon: secret "s1", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
anonymous + expiring and suspect, works
  PG304 the credential for ghcr.io expires soon: secret "s1", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
  PG305 the credential for ghcr.io looks wrong: secret "s1", key "ghcr.io": the user name begins or ends with a blank | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
anonymous + stale, works
  PG306 the credential for ghcr.io is probably stale: secret "s1", key "ghcr.io", holds an ECR token (12 hours) and was last changed longer ago than such a token lives | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
anonymous + az acr login, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s1", key "ghcr.io": a user without a password (after "az acr login" the secret holds only a token that the kubelet ignores) | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
az acr login + good, works
  PG207 several credentials match ghcr.io, and one of them is empty: secret "s0", key "ghcr.io", is tried before secret "s1" | do:drop,secrets:[s0]
az acr login + good, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": a user without a password (after "az acr login" the secret holds only a token that the kubelet ignores) | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
az acr login + suspect, works
  PG305 the credential for ghcr.io looks wrong: secret "s1", key "ghcr.io": the password holds a line break (echo without -n) | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
az acr login + suspect, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": a user without a password (after "az acr login" the secret holds only a token that the kubelet ignores) | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
az acr login + hopeless, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": a user without a password (after "az acr login" the secret holds only a token that the kubelet ignores) | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
az acr login + expired, hopeless
  PG303 the credential for ghcr.io has expired: secret "s1", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
az acr login + expiring, works
  PG207 several credentials match ghcr.io, and one of them is empty: secret "s0", key "ghcr.io", is tried before secret "s1" | do:drop,secrets:[s0]
  PG304 the credential for ghcr.io expires soon: secret "s1", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
az acr login + expiring, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": a user without a password (after "az acr login" the secret holds only a token that the kubelet ignores) | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
az acr login + expiring and suspect, works
  PG304 the credential for ghcr.io expires soon: secret "s1", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
  PG305 the credential for ghcr.io looks wrong: secret "s1", key "ghcr.io": the user name begins or ends with a blank | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
az acr login + expiring and suspect, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": a user without a password (after "az acr login" the secret holds only a token that the kubelet ignores) | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
az acr login + stale, works
  PG306 the credential for ghcr.io is probably stale: secret "s1", key "ghcr.io", holds an ECR token (12 hours) and was last changed longer ago than such a token lives | do:drop,secrets:[s1] do:log-in,registry:ghcr.io
az acr login + stale, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": a user without a password (after "az acr login" the secret holds only a token that the kubelet ignores) | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
az acr login + anonymous, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": a user without a password (after "az acr login" the secret holds only a token that the kubelet ignores) | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
az acr login + az acr login, hopeless
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": a user without a password (after "az acr login" the secret holds only a token that the kubelet ignores) | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
`

exports[`test/credential-rules.test.ts > TAP > what else makes a difference > must match snapshot 1`] = `
{"kinds":["expired"],"state":"hopeless","need":"public","keys":1}
  PG303 the credential for ghcr.io has expired: secret "s0", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s0] (the image is public and needs no login; a bad one stops the pull)
{"kinds":["expired"],"state":"hopeless","need":"public","keys":2}
  PG303 the credential for ghcr.io has expired: secret "s0", key "ghcr.io", holds a token that says so itself | do:log-in,registry:ghcr.io
{"kinds":["suspect"],"state":"works","need":"public","keys":1}
  PG305 the credential for ghcr.io looks wrong: secret "s0", key "ghcr.io": the password holds a line break (echo without -n) | do:drop,secrets:[s0] (the image is public and needs no login; a bad one stops the pull)
{"kinds":["suspect"],"state":"works","need":"public","keys":2}
  PG305 the credential for ghcr.io looks wrong: secret "s0", key "ghcr.io": the password holds a line break (echo without -n) | do:log-in,registry:ghcr.io
{"kinds":["hopeless"],"state":"hopeless","need":"public","keys":1}
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:drop,secrets:[s0] (the image is public and needs no login; a bad one stops the pull)
{"kinds":["hopeless"],"state":"hopeless","need":"public","keys":2}
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:log-in,registry:ghcr.io
{"kinds":["expiring"],"state":"works","need":"public","keys":1}
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s0] (the image is public and needs no login; a bad one stops the pull)
{"kinds":["expiring"],"state":"works","need":"public","keys":2}
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour | do:log-in,registry:ghcr.io
{"kinds":["stale"],"state":"works","need":"public","keys":1}
  PG306 the credential for ghcr.io is probably stale: secret "s0", key "ghcr.io", holds an ECR token (12 hours) and was last changed longer ago than such a token lives | do:drop,secrets:[s0] (the image is public and needs no login; a bad one stops the pull)
{"kinds":["stale"],"state":"works","need":"public","keys":2}
  PG306 the credential for ghcr.io is probably stale: secret "s0", key "ghcr.io", holds an ECR token (12 hours) and was last changed longer ago than such a token lives | do:log-in,registry:ghcr.io
{"kinds":["expired"],"state":"hopeless","need":"node","keys":1}
  PG303 the credential for ghcr.io has expired: secret "s0", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["expired"],"state":"hopeless","need":"node","keys":2}
  PG303 the credential for ghcr.io has expired: secret "s0", key "ghcr.io", holds a token that says so itself | do:log-in,registry:ghcr.io
{"kinds":["suspect"],"state":"works","need":"node","keys":1}
  PG305 the credential for ghcr.io looks wrong: secret "s0", key "ghcr.io": the password holds a line break (echo without -n) | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["suspect"],"state":"works","need":"node","keys":2}
  PG305 the credential for ghcr.io looks wrong: secret "s0", key "ghcr.io": the password holds a line break (echo without -n) | do:log-in,registry:ghcr.io
{"kinds":["hopeless"],"state":"hopeless","need":"node","keys":1}
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["hopeless"],"state":"hopeless","need":"node","keys":2}
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:log-in,registry:ghcr.io
{"kinds":["expiring"],"state":"works","need":"node","keys":1}
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["expiring"],"state":"works","need":"node","keys":2}
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour | do:log-in,registry:ghcr.io
{"kinds":["stale"],"state":"works","need":"node","keys":1}
  PG306 the credential for ghcr.io is probably stale: secret "s0", key "ghcr.io", holds an ECR token (12 hours) and was last changed longer ago than such a token lives | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["stale"],"state":"works","need":"node","keys":2}
  PG306 the credential for ghcr.io is probably stale: secret "s0", key "ghcr.io", holds an ECR token (12 hours) and was last changed longer ago than such a token lives | do:log-in,registry:ghcr.io
{"kinds":["expired"],"state":"hopeless","madeBy":"External Secrets"}
  PG303 the credential for ghcr.io has expired: secret "s0", key "ghcr.io", holds a token that says so itself | do:renew,secret:s0,by:External Secrets
{"kinds":["suspect"],"state":"works","madeBy":"External Secrets"}
{"kinds":["hopeless"],"state":"hopeless","madeBy":"External Secrets"}
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:renew,secret:s0,by:External Secrets
{"kinds":["expiring"],"state":"works","madeBy":"External Secrets"}
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour
{"kinds":["stale"],"state":"works","madeBy":"External Secrets"}
  PG306 the credential for ghcr.io is probably stale: secret "s0", key "ghcr.io", holds an ECR token (12 hours) and was last changed longer ago than such a token lives | do:renew,secret:s0,by:External Secrets
{"kinds":["expired"],"state":"hopeless","madeBy":"its owner"}
  PG303 the credential for ghcr.io has expired: secret "s0", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["suspect"],"state":"works","madeBy":"its owner"}
{"kinds":["hopeless"],"state":"hopeless","madeBy":"its owner"}
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["expiring"],"state":"works","madeBy":"its owner"}
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["stale"],"state":"works","madeBy":"its owner"}
  PG306 the credential for ghcr.io is probably stale: secret "s0", key "ghcr.io", holds an ECR token (12 hours) and was last changed longer ago than such a token lives | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["expired"],"state":"hopeless","madeBy":"GitLab Runner"}
  PG303 the credential for ghcr.io has expired: secret "s0", key "ghcr.io", holds a token that says so itself | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["suspect"],"state":"works","madeBy":"GitLab Runner"}
{"kinds":["hopeless"],"state":"hopeless","madeBy":"GitLab Runner"}
  PG305! the credential for ghcr.io cannot work: secret "s0", key "ghcr.io": user or password is not UTF-8 text, which the kubelet cannot send | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["expiring"],"state":"works","madeBy":"GitLab Runner"}
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["stale"],"state":"works","madeBy":"GitLab Runner"}
  PG306 the credential for ghcr.io is probably stale: secret "s0", key "ghcr.io", holds an ECR token (12 hours) and was last changed longer ago than such a token lives | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["expiring"],"state":"works","within":1}
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 seconds | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["expiring"],"state":"works","within":59}
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 59 seconds | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["expiring"],"state":"works","within":60}
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 minutes | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["expiring"],"state":"works","within":90}
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 90 seconds | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["expiring"],"state":"works","within":120}
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 2 minutes | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["expiring"],"state":"works","within":3599}
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 3599 seconds | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["expiring"],"state":"works","within":3600}
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 1 hour | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["expiring"],"state":"works","within":5400}
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 90 minutes | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["expiring"],"state":"works","within":7200}
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 2 hours | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["expiring"],"state":"works","within":86400}
  PG304 the credential for ghcr.io expires soon: secret "s0", key "ghcr.io", holds a token that is valid for less than 24 hours | do:drop,secrets:[s0] do:log-in,registry:ghcr.io
{"kinds":["good","expired"],"state":"works","sameSecret":true}
  PG207 several credentials match ghcr.io, and one of them is expired: secret "s", key "ghcr.io", is tried after secret "s"
{"kinds":["expired","good"],"state":"works","sameSecret":true}
  PG207 several credentials match ghcr.io, and one of them is expired: secret "s", key "ghcr.io", is tried before secret "s"
{"kinds":["expired","good"],"state":"works","image":"acme/app:1"}
  PG207 several credentials match docker.io (Docker Hub), and one of them is expired: secret "s0", key "ghcr.io", is tried before secret "s1" | do:drop,secrets:[s0]
`

exports[`test/credential-rules.test.ts > TAP > why the kubelet skips a secret > must match snapshot 1`] = `
type Opaque ghcr.io/a/b: its type is "Opaque", so the kubelet skips it
type Opaque quay.io/a: its type is "Opaque", so the kubelet skips it
type Opaque ghcr.io/a/b: its type is "Opaque", so the kubelet skips it, although its data key "config.json" holds a matching credential
type Opaque quay.io/a: its type is "Opaque", so the kubelet skips it; its data key "config.json" holds other registries
type Opaque ghcr.io/a/b: its type is "Opaque", so the kubelet skips it, although its data key "config.json" holds a matching credential, encoded twice
type Opaque quay.io/a: its type is "Opaque", so the kubelet skips it; its data key "config.json" holds other registries, encoded twice
type kubernetes.io/dockercfg ghcr.io/a/b: its type is "kubernetes.io/dockercfg", so the kubelet skips it
type kubernetes.io/dockercfg quay.io/a: its type is "kubernetes.io/dockercfg", so the kubelet skips it
type kubernetes.io/dockercfg ghcr.io/a/b: its type is "kubernetes.io/dockercfg", so the kubelet skips it, although its data key "config.json" holds a matching credential
type kubernetes.io/dockercfg quay.io/a: its type is "kubernetes.io/dockercfg", so the kubelet skips it; its data key "config.json" holds other registries
type kubernetes.io/dockercfg ghcr.io/a/b: its type is "kubernetes.io/dockercfg", so the kubelet skips it, although its data key "config.json" holds a matching credential, encoded twice
type kubernetes.io/dockercfg quay.io/a: its type is "kubernetes.io/dockercfg", so the kubelet skips it; its data key "config.json" holds other registries, encoded twice
type kubernetes.io/dockerconfigjson ghcr.io/a/b: its type is "kubernetes.io/dockerconfigjson", so the kubelet skips it
type kubernetes.io/dockerconfigjson quay.io/a: its type is "kubernetes.io/dockerconfigjson", so the kubelet skips it
type kubernetes.io/dockerconfigjson ghcr.io/a/b: its type is "kubernetes.io/dockerconfigjson", so the kubelet skips it, although its data key "config.json" holds a matching credential
type kubernetes.io/dockerconfigjson quay.io/a: its type is "kubernetes.io/dockerconfigjson", so the kubelet skips it; its data key "config.json" holds other registries
type kubernetes.io/dockerconfigjson ghcr.io/a/b: its type is "kubernetes.io/dockerconfigjson", so the kubelet skips it, although its data key "config.json" holds a matching credential, encoded twice
type kubernetes.io/dockerconfigjson quay.io/a: its type is "kubernetes.io/dockerconfigjson", so the kubelet skips it; its data key "config.json" holds other registries, encoded twice
key-missing Opaque ghcr.io/a/b: it lacks the data key ".dockerconfigjson", so the kubelet skips it
key-missing Opaque quay.io/a: it lacks the data key ".dockerconfigjson", so the kubelet skips it
key-missing Opaque ghcr.io/a/b: it lacks the data key ".dockerconfigjson", so the kubelet skips it, although its data key "config.json" holds a matching credential
key-missing Opaque quay.io/a: it lacks the data key ".dockerconfigjson", so the kubelet skips it; its data key "config.json" holds other registries
key-missing Opaque ghcr.io/a/b: it lacks the data key ".dockerconfigjson", so the kubelet skips it, although its data key "config.json" holds a matching credential, encoded twice
key-missing Opaque quay.io/a: it lacks the data key ".dockerconfigjson", so the kubelet skips it; its data key "config.json" holds other registries, encoded twice
key-missing kubernetes.io/dockercfg ghcr.io/a/b: it lacks the data key ".dockercfg", so the kubelet skips it
key-missing kubernetes.io/dockercfg quay.io/a: it lacks the data key ".dockercfg", so the kubelet skips it
key-missing kubernetes.io/dockercfg ghcr.io/a/b: it lacks the data key ".dockercfg", so the kubelet skips it, although its data key "config.json" holds a matching credential
key-missing kubernetes.io/dockercfg quay.io/a: it lacks the data key ".dockercfg", so the kubelet skips it; its data key "config.json" holds other registries
key-missing kubernetes.io/dockercfg ghcr.io/a/b: it lacks the data key ".dockercfg", so the kubelet skips it, although its data key "config.json" holds a matching credential, encoded twice
key-missing kubernetes.io/dockercfg quay.io/a: it lacks the data key ".dockercfg", so the kubelet skips it; its data key "config.json" holds other registries, encoded twice
key-missing kubernetes.io/dockerconfigjson ghcr.io/a/b: it lacks the data key ".dockerconfigjson", so the kubelet skips it
key-missing kubernetes.io/dockerconfigjson quay.io/a: it lacks the data key ".dockerconfigjson", so the kubelet skips it
key-missing kubernetes.io/dockerconfigjson ghcr.io/a/b: it lacks the data key ".dockerconfigjson", so the kubelet skips it, although its data key "config.json" holds a matching credential
key-missing kubernetes.io/dockerconfigjson quay.io/a: it lacks the data key ".dockerconfigjson", so the kubelet skips it; its data key "config.json" holds other registries
key-missing kubernetes.io/dockerconfigjson ghcr.io/a/b: it lacks the data key ".dockerconfigjson", so the kubelet skips it, although its data key "config.json" holds a matching credential, encoded twice
key-missing kubernetes.io/dockerconfigjson quay.io/a: it lacks the data key ".dockerconfigjson", so the kubelet skips it; its data key "config.json" holds other registries, encoded twice
key-empty Opaque ghcr.io/a/b: its data key ".dockerconfigjson" is empty, so the kubelet skips it
key-empty Opaque quay.io/a: its data key ".dockerconfigjson" is empty, so the kubelet skips it
key-empty Opaque ghcr.io/a/b: its data key ".dockerconfigjson" is empty, so the kubelet skips it, although its data key "config.json" holds a matching credential
key-empty Opaque quay.io/a: its data key ".dockerconfigjson" is empty, so the kubelet skips it; its data key "config.json" holds other registries
key-empty Opaque ghcr.io/a/b: its data key ".dockerconfigjson" is empty, so the kubelet skips it, although its data key "config.json" holds a matching credential, encoded twice
key-empty Opaque quay.io/a: its data key ".dockerconfigjson" is empty, so the kubelet skips it; its data key "config.json" holds other registries, encoded twice
key-empty kubernetes.io/dockercfg ghcr.io/a/b: its data key ".dockercfg" is empty, so the kubelet skips it
key-empty kubernetes.io/dockercfg quay.io/a: its data key ".dockercfg" is empty, so the kubelet skips it
key-empty kubernetes.io/dockercfg ghcr.io/a/b: its data key ".dockercfg" is empty, so the kubelet skips it, although its data key "config.json" holds a matching credential
key-empty kubernetes.io/dockercfg quay.io/a: its data key ".dockercfg" is empty, so the kubelet skips it; its data key "config.json" holds other registries
key-empty kubernetes.io/dockercfg ghcr.io/a/b: its data key ".dockercfg" is empty, so the kubelet skips it, although its data key "config.json" holds a matching credential, encoded twice
key-empty kubernetes.io/dockercfg quay.io/a: its data key ".dockercfg" is empty, so the kubelet skips it; its data key "config.json" holds other registries, encoded twice
key-empty kubernetes.io/dockerconfigjson ghcr.io/a/b: its data key ".dockerconfigjson" is empty, so the kubelet skips it
key-empty kubernetes.io/dockerconfigjson quay.io/a: its data key ".dockerconfigjson" is empty, so the kubelet skips it
key-empty kubernetes.io/dockerconfigjson ghcr.io/a/b: its data key ".dockerconfigjson" is empty, so the kubelet skips it, although its data key "config.json" holds a matching credential
key-empty kubernetes.io/dockerconfigjson quay.io/a: its data key ".dockerconfigjson" is empty, so the kubelet skips it; its data key "config.json" holds other registries
key-empty kubernetes.io/dockerconfigjson ghcr.io/a/b: its data key ".dockerconfigjson" is empty, so the kubelet skips it, although its data key "config.json" holds a matching credential, encoded twice
key-empty kubernetes.io/dockerconfigjson quay.io/a: its data key ".dockerconfigjson" is empty, so the kubelet skips it; its data key "config.json" holds other registries, encoded twice
`
