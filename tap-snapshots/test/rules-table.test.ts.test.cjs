/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/rules-table.test.ts > TAP > the words of each flaw, and of each kind of login that is stale > must match snapshot 1`] = `
not-utf8: user or password is not UTF-8 text, which the kubelet cannot send
no-password: a user without a password (after "az acr login" the secret holds only a token that the kubelet ignores)
user-doubled-dollar: the user name has a doubled dollar sign: "$$" stands for "$" in Compose files only
user-not-of-registry: this registry has no such user
docker-hub-email-user: the user is an e-mail address; Docker Hub wants the user name
robot-user-shell: the user is just "robot": the shell probably ate the rest of robot$name
github-fine-grained-on-ghcr: a fine-grained GitHub token (github_pat_...), which GitHub Packages does not accept
github-token-truncated: a GitHub token of the wrong length
google-key-broken: the user says _json_key, but the password is no service account key
token-for-other-registry: the token was issued for another registry
user-command: the user name is a command line and not its output
password-command: the password is a command line and not its output
user-placeholder: the user name is a placeholder that nobody filled in
password-placeholder: the password is a placeholder that nobody filled in
user-invisible: the user name holds an invisible character (a byte order mark, a zero-width or a no-break space)
password-invisible: the password holds an invisible character (a byte order mark, a zero-width or a no-break space)
user-newline: the user name holds a line break
password-newline: the password holds a line break (echo without -n)
user-control: the user name holds a control character
password-control: the password holds a control character
user-blank: the user name begins or ends with a blank
password-blank: the password begins or ends with a blank
user-quoted: the user name is in quotes
password-quoted: the password is in quotes
user-inner-blank: the user name has a blank inside
password-inner-blank: the password has a blank inside
ecr: holds an ECR token (12 hours) and was last changed longer ago than such a token lives
acr-token: holds an Azure registry token (3 hours) and was last changed longer ago than such a token lives
google-oauth: holds a Google access token (1 hour) and was last changed longer ago than such a token lives
google-json-key: holds a token and was last changed longer ago than such a token lives
github-token: holds a token and was last changed longer ago than such a token lives
github-app-token: holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
github-fine-grained: holds a token and was last changed longer ago than such a token lives
gitlab-job-token: holds a GitLab job token and was last changed longer ago than such a token lives
docker-hub-token: holds a token and was last changed longer ago than such a token lives
jwt: holds a token and was last changed longer ago than such a token lives
other: holds a token and was last changed longer ago than such a token lives
`

exports[`test/rules-table.test.ts > TAP > what each rule is > must match snapshot 1`] = `
PG101; tag-latest; the tag is :latest; deny; image; judges pods; setting rules; credentials false; leads false; wants -; 2 sources
PG102; tag-missing; no tag and no digest; deny; image; judges pods; setting rules; credentials false; leads false; wants -; 2 sources
PG103; image-invalid; the image reference does not parse; deny; image; judges pods; setting rules; credentials false; leads true; wants candidates,serviceAccount; 2 sources
PG104; digest-required; no digest; off; image; judges pods; setting rules; credentials false; leads false; wants -; 2 sources
PG105; registry-missing; the registry was probably forgotten; warn; image; judges pods; setting rules; credentials false; leads false; wants candidates,serviceAccount; 3 sources
PG201; pull-secret-missing; no pull secret; deny; image; judges pods; setting rules; credentials true; leads false; wants -; 2 sources
PG202; secret-not-found; the named pull secret does not exist; deny; image; judges pods; setting rules; credentials true; leads false; wants candidates,serviceAccount; 3 sources
PG203; secret-not-found-unneeded; a named pull secret does not exist, and is not needed; warn; pod; judges pods; setting rules; credentials false; leads false; wants serviceAccount; 1 sources
PG204; secret-wrong-type; the named secret is no pull secret; deny; image; judges pods; setting rules; credentials true; leads false; wants -; 2 sources
PG205; registry-mismatch; the pull secrets are for other registries; deny; image; judges pods; setting rules; credentials true; leads false; wants -; 1 sources
PG206; secret-not-referenced; a matching secret is not named; deny; image; judges pods; setting rules; credentials true; leads false; wants -; 2 sources
PG207; secrets-overlap; a bad credential is tried before a good one; warn; image; judges pods; setting rules; credentials false; leads false; wants -; 1 sources
PG208; secret-legacy; a pull secret of the legacy type; warn; pod; judges pods; setting rules; credentials false; leads false; wants -; 2 sources
PG301; secret-malformed; a malformed pull secret stops every pull of the pod; deny; pod; judges pods; setting rules; credentials false; leads true; wants candidates,serviceAccount; 2 sources
PG302; credential-empty; the credential is empty; deny; image; judges pods; setting rules; credentials true; leads false; wants -; 2 sources
PG303; credential-expired; the credential has expired; deny; image; judges pods; setting rules; credentials true; leads false; wants -; 2 sources
PG304; credential-expiring; the credential expires soon; warn; image; judges pods; setting rules; credentials false; leads false; wants -; 1 sources
PG305; credential-suspect; the credential looks wrong; warn; image; judges pods; setting rules; credentials true; leads false; wants -; 2 sources
PG306; credential-stale; the credential is probably stale; warn; image; judges pods; setting rules; credentials false; leads false; wants -; 2 sources
PG401; service-account-missing; the ServiceAccount does not exist; warn; pod; judges pods; setting rules; credentials false; leads false; wants serviceAccounts; 1 sources
PG402; service-account-shadowed; the pod's list hides the ServiceAccount's; deny; image; judges pods; setting rules; credentials true; leads false; wants -; 1 sources
PG403; wrong-service-account; another ServiceAccount has the secret; deny; image; judges pods; setting rules; credentials true; leads false; wants -; 1 sources
PG404; account-annotation-missing; the ServiceAccount lacks an annotation that the nodes ask for; deny; image; judges pods; setting rules; credentials true; leads false; wants -; 2 sources
PG501; registry-refused; the registry refuses the pull; warn; image; judges pods; setting rules, may-deny; credentials false; leads false; wants -; 2 sources
PG502; image-not-found; the image is not there; warn; image; judges pods; setting rules, may-deny; credentials false; leads false; wants -; 2 sources
PG503; registry-rate-limited; the registry limits pulls; warn; image; judges pods; setting rules, never-denies; credentials false; leads false; wants -; 2 sources
PG504; registry-unreachable; the registry cannot be reached; warn; image; judges pods; setting rules, never-denies; credentials false; leads false; wants -; 1 sources
PG505; platform-missing; the image has no variant for the platform of the nodes; warn; image; judges pods; setting rules, may-deny; credentials false; leads false; wants -; 3 sources
PG601; static-pod; a static pod needs a credential; warn; image; judges mirrors; setting rules; credentials false; leads false; wants -; 3 sources
PG901; facts-unknown; Pullgate could not find out; warn; image; judges pods; setting onUnknown; credentials false; leads false; wants -; 1 sources
`

exports[`test/rules-table.test.ts > TAP > what the causes and injection want to know > must match snapshot 1`] = `
PG302 hopeless: candidates,serviceAccount
PG402 lacking: serviceAccount,listed
PG204 lacking: candidates,serviceAccount
PG202 lacking: candidates,elsewhere,serviceAccount
PG403 lacking: candidates,serviceAccounts,serviceAccount
PG206 lacking: candidates,serviceAccount
PG404 lacking: candidates,serviceAccount
PG205 lacking: candidates,serviceAccount
PG201 lacking: candidates,serviceAccount
together: serviceAccount,listed,candidates,elsewhere,serviceAccounts
together: candidates,serviceAccount
injection: candidates,serviceAccount
all: serviceAccount,candidates,serviceAccounts,imagesInUse
`
