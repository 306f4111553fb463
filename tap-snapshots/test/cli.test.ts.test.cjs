/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > --verbose 1`] = `
pullgate: there is no command "--verbose"; the commands are serve, check, explain, config, probe, version, help

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > check --__proto__ x clean.yaml 1`] = `
pullgate: there is no option --__proto__
Run pullgate check --help for what it takes.

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > check --fail-no deny clean.yaml 1`] = `
pullgate: there is no option --fail-no; did you mean --fail-on?
Run pullgate check --help for what it takes.

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > check --fail-on denied clean.yaml 1`] = `
pullgate: --fail-on cannot be "denied"; it must be one of deny, warn, never
Run pullgate check --help for what it takes.

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > check --own-pods-mode off clean.yaml 1`] = `
pullgate: there is no option --own-pods-mode; did you mean --owned-pods-mode?
Run pullgate check --help for what it takes.

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > check --server-port 1 clean.yaml 1`] = `
pullgate: there is no option --server-port
Run pullgate check --help for what it takes.

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > check --stric -x -o 1`] = `
pullgate: there is no option --stric; did you mean --strict?
pullgate: there is no option -x
pullgate: -o needs a value: text|json[=FILE]
Run pullgate check --help for what it takes.

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > check --strict=yes clean.yaml 1`] = `
pullgate: --strict takes no value
Run pullgate check --help for what it takes.

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > check -n -R clean.yaml 1`] = `
pullgate: -n needs a value: NAME
Run pullgate check --help for what it takes.

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > check -n a -n b clean.yaml 1`] = `
pullgate: --namespace is given 2 times; once is enough
Run pullgate check --help for what it takes.

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > check -o jsn clean.yaml 1`] = `
pullgate: there is no format "jsn"; did you mean json?

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > check -o json -o text clean.yaml 1`] = `
pullgate: json and text cannot both go to standard output; give one a file: -o json=FILE

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > check -o json= clean.yaml 1`] = `
pullgate: -o json= names no file

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > check 1`] = `
pullgate: nothing to check; name files or directories, or - for standard input

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > chekc 1`] = `
pullgate: there is no command "chekc"; did you mean check?

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > config 1`] = `
pullgate: something is missing; usage: pullgate config check [OPTION]... or pullgate config print [OPTION]... or pullgate config import-node-credentials FILE
Run pullgate config --help for what it takes.

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > config import-node-credentials 1`] = `
pullgate: name the file: pullgate config import-node-credentials FILE

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > config print pullgate.yaml 1`] = `
pullgate: "pullgate.yaml" is one word too many; name a file with --config

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > config prnt 1`] = `
pullgate: pullgate config has no action "prnt"; did you mean print?

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > explain PG101 PG102 1`] = `
pullgate: "PG102" is one word too many
Run pullgate explain --help for what it takes.

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > explain PG25 -o json 1`] = `
pullgate: there is no rule "PG25"; did you mean PG205? An image of that name is docker.io/library/pg25.

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > explain PG250 1`] = `
pullgate: there is no rule "PG250"; did you mean PG205? An image of that name is docker.io/library/pg250.

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > explain registry-mismatch -n shop 1`] = `
pullgate: registry-mismatch is a rule, for which there are no options; an image of that name is docker.io/library/registry-mismatch

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > explain registry-missmatch 1`] = `
pullgate: there is no rule "registry-missmatch"; did you mean registry-mismatch? An image of that name is docker.io/library/registry-missmatch.

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > frobnicate 1`] = `
pullgate: there is no command "frobnicate"; the commands are serve, check, explain, config, probe, version, help

`

exports[`test/cli.test.ts > TAP > a wrong command line ends with 2 and says what was probably meant > version --config x 1`] = `
pullgate: there is no option --config
pullgate: "x" is one word too many
Run pullgate version --help for what it takes.

`

exports[`test/cli.test.ts > TAP > a wrong configuration ends with 2 and tells all mistakes of all sources > must match snapshot 1`] = `
pullgate: the configuration has 4 mistakes:
  pullgate.yaml:1: mode: found "enforced"; it must be one of enforce, warn, audit, off. Did you mean enforce?
  pullgate.yaml:2: registry: there is no such setting. Did you mean registries?
  PULLGATE_MODES: there is no such variable. Did you mean PULLGATE_MODE?
  --dry-run: found "deny"; it must be one of warn, enforce.

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > -f nested/top.yaml -f nested/deeper 1`] = `
deny   nested/deeper/latest.yaml:9  Pod shop/web  init container prepare, container web  PG101  tag "latest" can mean another image tomorrow
       fix: set the image to "docker.io/library/nginx:TAG" (a version, or a digest)
Summary: 2 objects with images in 2 files: 1 denied, 0 warnings, 0 undecided
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > -R nested 1`] = `
deny   nested/deeper/latest.yaml:9  Pod shop/web  init container prepare, container web  PG101  tag "latest" can mean another image tomorrow
       fix: set the image to "docker.io/library/nginx:TAG" (a version, or a digest)
Summary: 2 objects with images in 2 files: 1 denied, 0 warnings, 0 undecided
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > app --cluster-dir cluster -n shop 1`] = `
deny   app/web.yaml:25  Deployment shop/web  container web  PG201  no pull secret for registry.example.com: the pod template names none and ServiceAccount shop/default lists none
       fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred}]
       or:  If the image is public, an operator can list registry.example.com/team/ under registries.public
Summary: 2 objects with images in 2 files: 1 denied, 0 warnings, 0 undecided, 1 other object
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > app --on-unknown deny 1`] = `
undecided: the files hold no ServiceAccount shop/default (1 object)
Summary: 2 objects with images in 2 files: 0 denied, 0 warnings, 1 undecided, 1 other object
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > app --strict --on-unknown deny 1`] = `
undecided: the files hold no ServiceAccount shop/default (1 object)
Summary: 2 objects with images in 2 files: 0 denied, 0 warnings, 1 undecided, 1 other object
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > app --strict 1`] = `
undecided: the files hold no ServiceAccount shop/default (1 object)
Summary: 2 objects with images in 2 files: 0 denied, 0 warnings, 1 undecided, 1 other object
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > app 1`] = `
undecided: the files hold no ServiceAccount shop/default (1 object)
Summary: 2 objects with images in 2 files: 0 denied, 0 warnings, 1 undecided, 1 other object
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > app secret.yaml --cluster-dir cluster -n shop 1`] = `
Summary: 2 objects with images in 3 files: 0 denied, 0 warnings, 0 undecided, 3 other objects
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > app secret.yaml 1`] = `
Summary: 2 objects with images in 3 files: 0 denied, 0 warnings, 0 undecided, 3 other objects
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > app/web.yaml latest.yaml --strict 1`] = `
deny   latest.yaml:9  Pod shop/web  init container prepare, container web  PG101  tag "latest" can mean another image tomorrow
       fix: set the image to "docker.io/library/nginx:TAG" (a version, or a digest)
undecided: the files hold no ServiceAccount shop/default (1 object)
Summary: 2 objects with images in 2 files: 1 denied, 0 warnings, 1 undecided, 1 other object
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > broken.yaml --fail-on never 1`] = `
deny   broken.yaml:14  Pod default/third  container a  PG101  tag "latest" can mean another image tomorrow
       fix: set the image to "registry.k8s.io/pause:TAG" (a version, or a digest)
Summary: 2 objects with images in 1 file: 1 denied, 0 warnings, 0 undecided, 1 unreadable
--- stderr
error: broken.yaml:9: This document is not valid YAML: flow sequence in block collection must be sufficiently indented and end with a ]. It was not checked.

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > broken.yaml 1`] = `
deny   broken.yaml:14  Pod default/third  container a  PG101  tag "latest" can mean another image tomorrow
       fix: set the image to "registry.k8s.io/pause:TAG" (a version, or a digest)
Summary: 2 objects with images in 1 file: 1 denied, 0 warnings, 0 undecided, 1 unreadable
--- stderr
error: broken.yaml:9: This document is not valid YAML: flow sequence in block collection must be sufficiently indented and end with a ]. It was not checked.

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > clean.yaml --cluster-dir nowhere 1`] = `
Summary: 1 object with images in 1 file: 0 denied, 0 warnings, 0 undecided, 1 unreadable
--- stderr
error: nowhere: There is no such file or directory.

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > clean.yaml 1`] = `
Summary: 1 object with images in 1 file: 0 denied, 0 warnings, 0 undecided
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > clean.yaml nowhere.yaml 1`] = `
Summary: 1 object with images in 1 file: 0 denied, 0 warnings, 0 undecided, 1 unreadable
--- stderr
error: nowhere.yaml: There is no such file or directory.

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > duplicate.yaml 1`] = `
Summary: 1 object with images in 1 file: 0 denied, 0 warnings, 0 undecided
--- stderr
warning: duplicate.yaml:8: The key "image" is given more than once in this map: kubectl silently uses the last one, and so did this check.

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > empty --allow-empty 1`] = `
Summary: 0 objects with images in 1 file: 0 denied, 0 warnings, 0 undecided
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > empty 1`] = `
--- stderr
pullgate: the input holds no Kubernetes objects; --allow-empty accepts that

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > hostile.yaml 1`] = `
deny   hostile.yaml:5  Pod default/x\\u{1b}[31m  container a\\u{202e}\\u{a}b  PG103  not a valid image reference: it has a character that is not ASCII
       fix: set the image to "REGISTRY/REPOSITORY:TAG"
Summary: 1 object with images in 1 file: 1 denied, 0 warnings, 0 undecided
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > latest.yaml --fail-on never 1`] = `
deny   latest.yaml:9  Pod shop/web  init container prepare, container web  PG101  tag "latest" can mean another image tomorrow
       fix: set the image to "docker.io/library/nginx:TAG" (a version, or a digest)
Summary: 1 object with images in 1 file: 1 denied, 0 warnings, 0 undecided
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > latest.yaml --mode audit --fail-on warn 1`] = `
audit  latest.yaml:9  Pod shop/web  init container prepare, container web  PG101  tag "latest" can mean another image tomorrow
       fix: set the image to "docker.io/library/nginx:TAG" (a version, or a digest)
Summary: 1 object with images in 1 file: 0 denied, 0 warnings, 1 for the audit, 0 undecided
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > latest.yaml --mode off 1`] = `
Summary: 0 objects with images in 1 file: 0 denied, 0 warnings, 0 undecided, 1 skipped
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > latest.yaml --mode warn --fail-on warn 1`] = `
warn   latest.yaml:9  Pod shop/web  init container prepare, container web  PG101  tag "latest" can mean another image tomorrow
       fix: set the image to "docker.io/library/nginx:TAG" (a version, or a digest)
Summary: 1 object with images in 1 file: 0 denied, 1 warning, 0 undecided
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > latest.yaml --mode warn 1`] = `
warn   latest.yaml:9  Pod shop/web  init container prepare, container web  PG101  tag "latest" can mean another image tomorrow
       fix: set the image to "docker.io/library/nginx:TAG" (a version, or a digest)
Summary: 1 object with images in 1 file: 0 denied, 1 warning, 0 undecided
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > latest.yaml --rules PG101=off 1`] = `
Summary: 1 object with images in 1 file: 0 denied, 0 warnings, 0 undecided
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > latest.yaml 1`] = `
deny   latest.yaml:9  Pod shop/web  init container prepare, container web  PG101  tag "latest" can mean another image tomorrow
       fix: set the image to "docker.io/library/nginx:TAG" (a version, or a digest)
Summary: 1 object with images in 1 file: 1 denied, 0 warnings, 0 undecided
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > nested 1`] = `
Summary: 1 object with images in 1 file: 0 denied, 0 warnings, 0 undecided
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > nowhere.yaml 1`] = `
Summary: 0 objects with images in 0 files: 0 denied, 0 warnings, 0 undecided, 1 unreadable
--- stderr
error: nowhere.yaml: There is no such file or directory.

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > other 1`] = `
Summary: 0 objects with images in 1 file: 0 denied, 0 warnings, 0 undecided, 1 other object
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > warning.yaml --cluster-dir cluster --fail-on warn 1`] = `
warn   warning.yaml:2  Pod shop/pause  PG203  secret "forgotten" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
       fix: set spec.imagePullSecrets to []
Summary: 1 object with images in 1 file: 0 denied, 1 warning, 0 undecided
--- stderr

`

exports[`test/cli.test.ts > TAP > check: the report in text, its diagnostics and its exit code > warning.yaml --cluster-dir cluster 1`] = `
warn   warning.yaml:2  Pod shop/pause  PG203  secret "forgotten" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
       fix: set spec.imagePullSecrets to []
Summary: 1 object with images in 1 file: 0 denied, 1 warning, 0 undecided
--- stderr

`

exports[`test/cli.test.ts > TAP > help of every command, as it is printed > pullgate --help 1`] = `
Would the kubelet be able to pull these images? Pullgate answers while kubectl apply is still waiting.

Usage: pullgate COMMAND [OPTION]...

Commands:
  serve    Answer admission reviews over HTTPS.
  check    Check manifests: would the images in them be pullable?
  explain  Explain the verdict on one image, or show the page of a rule.
  config   Check or print the configuration.
  probe    Post one dry-run review to a running webhook and check its answer.
  version  Show the version.
  help     Show this help, or that of a command.

pullgate COMMAND --help shows the options of a command.

`

exports[`test/cli.test.ts > TAP > help of every command, as it is printed > pullgate check --help 1`] = `
Check manifests: would the images in them be pullable?

Usage: pullgate check [OPTION]... [PATH]...

Options:
  -f, --filename FILE|DIR|-
                            What to check; - is standard input. Can be repeated.
  -R, --recursive           Look into the directories of a directory, too.
  -n, --namespace NAME      Namespace of objects that name none. Default: default.
      --cluster-dir DIR     Directory of manifests that is the cluster: what it and the checked
                            files do not hold is not there.
  -o, --output text|json[=FILE]
                            Format of the report, and a file for it. Default: text. Can be repeated.
      --fail-on deny|warn|never
                            Least severe finding that fails. Default: deny.
      --strict              Fail with code 3 where something could not be decided.
      --allow-empty         No objects in the input are no error.
      --color auto|always|never
                            Colour of the text. Default: auto (a terminal, and NO_COLOR is not set).
      --config FILE         Configuration, a YAML file (also: the variable PULLGATE_CONFIG).
  -h, --help                Show this help.

Settings, which the configuration file and variables such as PULLGATE_MODE can hold, too:
      --mode enforce|warn|audit|off
                            What a finding may do; the label \`pullgate.dev/mode\` of a namespace
                            overrides it. Default: enforce.
      --workloads-mode same|enforce|warn|audit|off
                            Mode for templates (Deployment, Job, ...). Default: same.
      --owned-pods-mode enforce|warn|audit|off
                            Mode for Pods made by the built-in controllers. Default: warn.
      --owned-pods-controllers LIST
                            ServiceAccounts of third-party operators that count as built-in
                            controllers, as \`NAMESPACE/NAME\`: their Pods follow \`ownedPods.mode\`,
                            and what else they make is not judged.
      --dry-run warn|enforce
                            What a finding that rests on the cluster may do in a dry run. Default:
                            warn.
      --on-unknown allow|deny
                            What happens when Pullgate cannot decide (PG901). Default: allow.
      --rules CODE=ACTION   Action per rule; rules left out keep their default.
      --registries-public LIST
                            Registries that need no credential, added to the built-in list.
      --registries-builtin-public true|false
                            Count as public what is known to be: Docker Official Images,
                            repositories of well-known projects, and registries on loopback or of
                            Services. Default: true.
      --registries-private LIST
                            Registries that need a matching secret; the longer matching pattern of
                            all lists wins.
      --registries-node-credentials LIST
                            Registries for which the nodes bring their own credential.
      --registries-unlisted private|public
                            What a registry is that no list names. Default: private.
      --images-preloaded LIST
                            Images that are on every node already: with IfNotPresent they need no
                            credential.
      --images-filled-in-later LIST
                            Words in place of an image that a mutating webhook replaces when the Pod
                            is created, such as \`auto\` of Istio: in a template they are not judged,
                            only in the Pod. Nor is a blank image beside the annotation
                            \`image.openshift.io/triggers\`.
      --credentials-expiring-within NUMBER
                            Seconds before an expiry at which PG304 warns. Default: 3600.
      --cluster-provider auto|eks|gke|aks|openshift|none
                            Whose nodes bring credentials for their own registries. Default: auto.
      --messages-help TEXT  Template of a link, with {code} for the code of the rule; a denial then
                            ends with \`More: ...\`.
      --messages-contact TEXT
                            Whom to ask, a short text at the end of a denial.
      --messages-format lines|singleLine
                            Several problems on lines of their own, or all on one line. Default:
                            lines.
      --messages-other-namespaces true|false
                            Name other namespaces that hold a Secret that is absent here. Default:
                            false.
      --injection-mode off|namespaces|all
                            Where secrets are added: nowhere, in namespaces with the label
                            \`pullgate.dev/inject: "true"\`, or everywhere. Default: off.
      --injection-registries LIST
                            Registries whose images get a secret; empty: all.

The files are not the cluster: a Secret or ServiceAccount that they do not hold may be there. What
rests on it is undecided, is counted, and fails nothing unless --strict is given. --cluster-dir
settles it.

Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 a wrong command line, a wrong
configuration, or input that cannot be read; 3 something could not be decided.

Examples:
  # All manifests of a directory
  pullgate check deploy/
  # What a chart renders
  helm template app chart/ | pullgate check -f - -n shop
  # In CI, with a report for tools
  pullgate check -R . -o text -o json=report.json --fail-on warn
  # Against manifests that stand for the cluster
  pullgate check web.yaml --cluster-dir cluster/

`

exports[`test/cli.test.ts > TAP > help of every command, as it is printed > pullgate config --help 1`] = `
Check or print the configuration.

Usage: pullgate config check [OPTION]...
       pullgate config print [OPTION]...
       pullgate config import-node-credentials FILE

Options:
      --config FILE  Configuration, a YAML file (also: the variable PULLGATE_CONFIG).
  -h, --help         Show this help.

Settings, which the configuration file and variables such as PULLGATE_MODE can hold, too:
      --mode enforce|warn|audit|off
                            What a finding may do; the label \`pullgate.dev/mode\` of a namespace
                            overrides it. Default: enforce.
      --workloads-mode same|enforce|warn|audit|off
                            Mode for templates (Deployment, Job, ...). Default: same.
      --owned-pods-mode enforce|warn|audit|off
                            Mode for Pods made by the built-in controllers. Default: warn.
      --owned-pods-controllers LIST
                            ServiceAccounts of third-party operators that count as built-in
                            controllers, as \`NAMESPACE/NAME\`: their Pods follow \`ownedPods.mode\`,
                            and what else they make is not judged.
      --dry-run warn|enforce
                            What a finding that rests on the cluster may do in a dry run. Default:
                            warn.
      --on-unknown allow|deny
                            What happens when Pullgate cannot decide (PG901). Default: allow.
      --rules CODE=ACTION   Action per rule; rules left out keep their default.
      --registries-public LIST
                            Registries that need no credential, added to the built-in list.
      --registries-builtin-public true|false
                            Count as public what is known to be: Docker Official Images,
                            repositories of well-known projects, and registries on loopback or of
                            Services. Default: true.
      --registries-private LIST
                            Registries that need a matching secret; the longer matching pattern of
                            all lists wins.
      --registries-node-credentials LIST
                            Registries for which the nodes bring their own credential.
      --registries-unlisted private|public
                            What a registry is that no list names. Default: private.
      --images-preloaded LIST
                            Images that are on every node already: with IfNotPresent they need no
                            credential.
      --images-filled-in-later LIST
                            Words in place of an image that a mutating webhook replaces when the Pod
                            is created, such as \`auto\` of Istio: in a template they are not judged,
                            only in the Pod. Nor is a blank image beside the annotation
                            \`image.openshift.io/triggers\`.
      --credentials-expiring-within NUMBER
                            Seconds before an expiry at which PG304 warns. Default: 3600.
      --cluster-provider auto|eks|gke|aks|openshift|none
                            Whose nodes bring credentials for their own registries. Default: auto.
      --cluster-directory TEXT
                            Directory of manifests that is the cluster, in place of a real one.
      --kubeconfig TEXT     Path of a kubeconfig; empty: as kubectl chooses, or in a pod its own
                            ServiceAccount.
      --context TEXT        Context of the kubeconfig; empty: its current one.
      --cluster-secrets cluster|namespaces|named|none
                            Which Secrets Pullgate may read: all, those of cluster.namespaces, those
                            named in cluster.secretNames, or none. Default: cluster.
      --cluster-namespaces LIST
                            The namespaces that are read, where cluster.secrets is namespaces.
      --cluster-secret-names LIST
                            The names of the Secrets that are read, where cluster.secrets is named.
      --messages-help TEXT  Template of a link, with {code} for the code of the rule; a denial then
                            ends with \`More: ...\`.
      --messages-contact TEXT
                            Whom to ask, a short text at the end of a denial.
      --messages-format lines|singleLine
                            Several problems on lines of their own, or all on one line. Default:
                            lines.
      --messages-other-namespaces true|false
                            Name other namespaces that hold a Secret that is absent here. Default:
                            false.
      --injection-mode off|namespaces|all
                            Where secrets are added: nowhere, in namespaces with the label
                            \`pullgate.dev/inject: "true"\`, or everywhere. Default: off.
      --injection-registries LIST
                            Registries whose images get a secret; empty: all.
      --server-host TEXT    Address of the webhook. Default: 127.0.0.1.
      --server-port NUMBER  Port of the webhook (HTTPS); 0 takes a free one. Default: 8443.
      --server-health-host TEXT
                            Address of the health endpoints. Default: 127.0.0.1.
      --server-health-port NUMBER
                            Port of the health endpoints (HTTP); 0 takes a free one. Default: 8081.
      --server-drain-seconds NUMBER
                            Seconds for which reviews are still answered after SIGTERM, not ready;
                            then 2 quiet ones, 25 in all. 0 closes at once. Default: 8.
      --tls-source memory|self|certManager|files
                            Who makes the certificate: nobody but this process, for loopback
                            (memory), Pullgate with a CA of its own kept in a Secret (self),
                            cert-manager, or you (files). Default: memory.
      --tls-secret TEXT     Secret that holds the certificate, for self and certManager. Default:
                            pullgate-tls.
      --tls-namespace TEXT  Namespace of that Secret and of the Service; empty: that of the pod.
      --tls-service TEXT    Service through which the API server calls; the certificate is made for
                            its names. Default: pullgate.
      --tls-validating TEXT
                            ValidatingWebhookConfiguration that has to trust the certificate; empty:
                            none.
      --tls-mutating TEXT   MutatingWebhookConfiguration that has to trust the certificate; empty:
                            none.
      --tls-directory TEXT  Directory with tls.crt and tls.key, and ca.crt where it is to be
                            published, for files.
      --tls-ca-bundle TEXT  CA certificates (PEM) to publish in place of the ca.crt of the
                            directory, for files.
      --tls-client-ca-file TEXT
                            File with CA certificates (PEM): only callers with a client certificate
                            of one of them are answered; empty: everybody. It is read again every
                            tls.poll.
      --tls-client-names LIST
                            Common names (CN), of which the client certificate must have one; empty:
                            any.
      --tls-min-version TLSv1.2|TLSv1.3
                            Oldest version of TLS that is spoken. Default: TLSv1.2.
      --tls-poll TEXT       How often Secret, files and webhook configurations are read, besides
                            being watched: 100ms to 24h. Default: 10s.
      --tls-self-ca-duration TEXT
                            Life of a CA; a new one is made when two thirds of it are over. Default:
                            8760h.
      --tls-self-cert-duration TEXT
                            Life of a certificate. Default: 720h.
      --tls-self-renew-before TEXT
                            How long before its end a certificate is renewed. Default: 360h.
      --tls-self-settle TEXT
                            Wait between the moment when all configurations trust a new CA and its
                            first certificate. Default: 60s.
      --tls-self-retain TEXT
                            How long a CA stays trusted after its last certificate has ended.
                            Default: 24h.
      --tls-self-jitter TEXT
                            Longest random wait before a write, so that replicas seldom meet.
                            Default: 5s.
      --metrics-per-namespace true|false
                            Also count the reviews of each namespace (a label per namespace: mind
                            large clusters). Default: false.
      --log-level trace|debug|info|warn|error|fatal|silent
                            Least severe level that is logged. Default: info.

check tells all mistakes of file, variables and flags at once. print shows the effective
configuration as YAML, each value with where it comes from. import-node-credentials reads a
CredentialProviderConfig of the kubelet and prints registries.nodeCredentials.

Examples:
  # Before it is rolled out
  pullgate config check --config pullgate.yaml
  # What would be in force
  PULLGATE_MODE=warn pullgate config print

`

exports[`test/cli.test.ts > TAP > help of every command, as it is printed > pullgate explain --help 1`] = `
Explain the verdict on one image, or show the page of a rule.

Usage: pullgate explain IMAGE [OPTION]...
       pullgate explain [CODE|NAME]

Options:
  -n, --namespace NAME      Namespace of the Pod. Default: as kubectl has it.
      --service-account NAME
                            ServiceAccount of the Pod. Default: default.
      --pull-secret NAME    Secret in the Pod's own imagePullSecrets. Default: none, so the
                            ServiceAccount's list counts. Can be repeated.
      --cluster-dir DIR     Directory of manifests that is the cluster.
      --kubeconfig FILE     The cluster to ask, as for kubectl. Default: KUBECONFIG or
                            ~/.kube/config.
      --context NAME        Context of the kubeconfig. Default: the current one.
  -o, --output text|json    Format. Default: text.
      --config FILE         Configuration, a YAML file (also: the variable PULLGATE_CONFIG).
  -h, --help                Show this help.

Settings, which the configuration file and variables such as PULLGATE_MODE can hold, too:
      --mode enforce|warn|audit|off
                            What a finding may do; the label \`pullgate.dev/mode\` of a namespace
                            overrides it. Default: enforce.
      --workloads-mode same|enforce|warn|audit|off
                            Mode for templates (Deployment, Job, ...). Default: same.
      --owned-pods-mode enforce|warn|audit|off
                            Mode for Pods made by the built-in controllers. Default: warn.
      --owned-pods-controllers LIST
                            ServiceAccounts of third-party operators that count as built-in
                            controllers, as \`NAMESPACE/NAME\`: their Pods follow \`ownedPods.mode\`,
                            and what else they make is not judged.
      --dry-run warn|enforce
                            What a finding that rests on the cluster may do in a dry run. Default:
                            warn.
      --on-unknown allow|deny
                            What happens when Pullgate cannot decide (PG901). Default: allow.
      --rules CODE=ACTION   Action per rule; rules left out keep their default.
      --registries-public LIST
                            Registries that need no credential, added to the built-in list.
      --registries-builtin-public true|false
                            Count as public what is known to be: Docker Official Images,
                            repositories of well-known projects, and registries on loopback or of
                            Services. Default: true.
      --registries-private LIST
                            Registries that need a matching secret; the longer matching pattern of
                            all lists wins.
      --registries-node-credentials LIST
                            Registries for which the nodes bring their own credential.
      --registries-unlisted private|public
                            What a registry is that no list names. Default: private.
      --images-preloaded LIST
                            Images that are on every node already: with IfNotPresent they need no
                            credential.
      --images-filled-in-later LIST
                            Words in place of an image that a mutating webhook replaces when the Pod
                            is created, such as \`auto\` of Istio: in a template they are not judged,
                            only in the Pod. Nor is a blank image beside the annotation
                            \`image.openshift.io/triggers\`.
      --credentials-expiring-within NUMBER
                            Seconds before an expiry at which PG304 warns. Default: 3600.
      --cluster-provider auto|eks|gke|aks|openshift|none
                            Whose nodes bring credentials for their own registries. Default: auto.
      --messages-help TEXT  Template of a link, with {code} for the code of the rule; a denial then
                            ends with \`More: ...\`.
      --messages-contact TEXT
                            Whom to ask, a short text at the end of a denial.
      --messages-format lines|singleLine
                            Several problems on lines of their own, or all on one line. Default:
                            lines.
      --messages-other-namespaces true|false
                            Name other namespaces that hold a Secret that is absent here. Default:
                            false.
      --injection-mode off|namespaces|all
                            Where secrets are added: nowhere, in namespaces with the label
                            \`pullgate.dev/inject: "true"\`, or everywhere. Default: off.
      --injection-registries LIST
                            Registries whose images get a secret; empty: all.

A word that is the code or the name of a rule shows its page; every other one is an image. The
cluster is asked with a few short reads and your own rights; what they do not cover is told as not
known. No credential and no user name is ever shown.

Exit codes for an image: 0 the Pod would be admitted; 1 it would be denied; 2 a wrong command line,
a wrong configuration, or input that cannot be read; 3 what decides could not be found out.

Examples:
  # In the cluster of kubectl
  pullgate explain registry.example.com/team/web:1.4.2 -n shop
  # With a list of its own, against manifests
  pullgate explain nginx --pull-secret regcred --cluster-dir cluster/
  # A rule, by the code in a message
  pullgate explain PG205
  # By name
  pullgate explain registry-mismatch

`

exports[`test/cli.test.ts > TAP > help of every command, as it is printed > pullgate probe --help 1`] = `
Post one dry-run review to a running webhook and check its answer.

Usage: pullgate probe --url URL [OPTION]...

Options:
      --url URL           Where reviews are posted: https, with the path.
      --ca-file FILE      Certificates (PEM) to trust. Default: the authorities that Node.js comes
                          with.
      --cert-file FILE    Client certificate (PEM) to call with, where the webhook asks for one
                          (tls.clientCaFile).
      --key-file FILE     Its private key (PEM).
      --expect-refusal    The right answer is a refusal (401 or 403): nobody but the API server may
                          ask.
      --timeout DURATION  For the name, the handshake and the answer together. Default: 10s.
  -h, --help              Show this help.

The review is that of a Pod, under dry-run: nothing is created, and whether it is allowed does not
matter. The certificate must be for the host of the URL, as the API server demands.

Exit codes: 0 a well-formed answer came; 1 an answer came that is not right; 2 a wrong command line;
3 no answer came, or its certificate is not trusted.

Examples:
  # In a pod of the cluster
  pullgate probe --url https://pullgate.pullgate.svc/validate --ca-file ca.crt
  # Whether strangers are sent away
  pullgate probe --url https://127.0.0.1:8443/validate --ca-file ca.crt --expect-refusal

`

exports[`test/cli.test.ts > TAP > help of every command, as it is printed > pullgate serve --help 1`] = `
Answer admission reviews over HTTPS.

Usage: pullgate serve [OPTION]...

Options:
      --fallback-config FILE
                            Configuration to start with, denying nothing, where that of --config is
                            wrong; without it a wrong one ends serve with 2.
      --config FILE         Configuration, a YAML file (also: the variable PULLGATE_CONFIG).
  -h, --help                Show this help.

Settings, which the configuration file and variables such as PULLGATE_MODE can hold, too:
      --mode enforce|warn|audit|off
                            What a finding may do; the label \`pullgate.dev/mode\` of a namespace
                            overrides it. Default: enforce.
      --workloads-mode same|enforce|warn|audit|off
                            Mode for templates (Deployment, Job, ...). Default: same.
      --owned-pods-mode enforce|warn|audit|off
                            Mode for Pods made by the built-in controllers. Default: warn.
      --owned-pods-controllers LIST
                            ServiceAccounts of third-party operators that count as built-in
                            controllers, as \`NAMESPACE/NAME\`: their Pods follow \`ownedPods.mode\`,
                            and what else they make is not judged.
      --dry-run warn|enforce
                            What a finding that rests on the cluster may do in a dry run. Default:
                            warn.
      --on-unknown allow|deny
                            What happens when Pullgate cannot decide (PG901). Default: allow.
      --rules CODE=ACTION   Action per rule; rules left out keep their default.
      --registries-public LIST
                            Registries that need no credential, added to the built-in list.
      --registries-builtin-public true|false
                            Count as public what is known to be: Docker Official Images,
                            repositories of well-known projects, and registries on loopback or of
                            Services. Default: true.
      --registries-private LIST
                            Registries that need a matching secret; the longer matching pattern of
                            all lists wins.
      --registries-node-credentials LIST
                            Registries for which the nodes bring their own credential.
      --registries-unlisted private|public
                            What a registry is that no list names. Default: private.
      --images-preloaded LIST
                            Images that are on every node already: with IfNotPresent they need no
                            credential.
      --images-filled-in-later LIST
                            Words in place of an image that a mutating webhook replaces when the Pod
                            is created, such as \`auto\` of Istio: in a template they are not judged,
                            only in the Pod. Nor is a blank image beside the annotation
                            \`image.openshift.io/triggers\`.
      --credentials-expiring-within NUMBER
                            Seconds before an expiry at which PG304 warns. Default: 3600.
      --cluster-provider auto|eks|gke|aks|openshift|none
                            Whose nodes bring credentials for their own registries. Default: auto.
      --cluster-directory TEXT
                            Directory of manifests that is the cluster, in place of a real one.
      --kubeconfig TEXT     Path of a kubeconfig; empty: as kubectl chooses, or in a pod its own
                            ServiceAccount.
      --context TEXT        Context of the kubeconfig; empty: its current one.
      --cluster-secrets cluster|namespaces|named|none
                            Which Secrets Pullgate may read: all, those of cluster.namespaces, those
                            named in cluster.secretNames, or none. Default: cluster.
      --cluster-namespaces LIST
                            The namespaces that are read, where cluster.secrets is namespaces.
      --cluster-secret-names LIST
                            The names of the Secrets that are read, where cluster.secrets is named.
      --messages-help TEXT  Template of a link, with {code} for the code of the rule; a denial then
                            ends with \`More: ...\`.
      --messages-contact TEXT
                            Whom to ask, a short text at the end of a denial.
      --messages-format lines|singleLine
                            Several problems on lines of their own, or all on one line. Default:
                            lines.
      --messages-other-namespaces true|false
                            Name other namespaces that hold a Secret that is absent here. Default:
                            false.
      --injection-mode off|namespaces|all
                            Where secrets are added: nowhere, in namespaces with the label
                            \`pullgate.dev/inject: "true"\`, or everywhere. Default: off.
      --injection-registries LIST
                            Registries whose images get a secret; empty: all.
      --server-host TEXT    Address of the webhook. Default: 127.0.0.1.
      --server-port NUMBER  Port of the webhook (HTTPS); 0 takes a free one. Default: 8443.
      --server-health-host TEXT
                            Address of the health endpoints. Default: 127.0.0.1.
      --server-health-port NUMBER
                            Port of the health endpoints (HTTP); 0 takes a free one. Default: 8081.
      --server-drain-seconds NUMBER
                            Seconds for which reviews are still answered after SIGTERM, not ready;
                            then 2 quiet ones, 25 in all. 0 closes at once. Default: 8.
      --tls-source memory|self|certManager|files
                            Who makes the certificate: nobody but this process, for loopback
                            (memory), Pullgate with a CA of its own kept in a Secret (self),
                            cert-manager, or you (files). Default: memory.
      --tls-secret TEXT     Secret that holds the certificate, for self and certManager. Default:
                            pullgate-tls.
      --tls-namespace TEXT  Namespace of that Secret and of the Service; empty: that of the pod.
      --tls-service TEXT    Service through which the API server calls; the certificate is made for
                            its names. Default: pullgate.
      --tls-validating TEXT
                            ValidatingWebhookConfiguration that has to trust the certificate; empty:
                            none.
      --tls-mutating TEXT   MutatingWebhookConfiguration that has to trust the certificate; empty:
                            none.
      --tls-directory TEXT  Directory with tls.crt and tls.key, and ca.crt where it is to be
                            published, for files.
      --tls-ca-bundle TEXT  CA certificates (PEM) to publish in place of the ca.crt of the
                            directory, for files.
      --tls-client-ca-file TEXT
                            File with CA certificates (PEM): only callers with a client certificate
                            of one of them are answered; empty: everybody. It is read again every
                            tls.poll.
      --tls-client-names LIST
                            Common names (CN), of which the client certificate must have one; empty:
                            any.
      --tls-min-version TLSv1.2|TLSv1.3
                            Oldest version of TLS that is spoken. Default: TLSv1.2.
      --tls-poll TEXT       How often Secret, files and webhook configurations are read, besides
                            being watched: 100ms to 24h. Default: 10s.
      --tls-self-ca-duration TEXT
                            Life of a CA; a new one is made when two thirds of it are over. Default:
                            8760h.
      --tls-self-cert-duration TEXT
                            Life of a certificate. Default: 720h.
      --tls-self-renew-before TEXT
                            How long before its end a certificate is renewed. Default: 360h.
      --tls-self-settle TEXT
                            Wait between the moment when all configurations trust a new CA and its
                            first certificate. Default: 60s.
      --tls-self-retain TEXT
                            How long a CA stays trusted after its last certificate has ended.
                            Default: 24h.
      --tls-self-jitter TEXT
                            Longest random wait before a write, so that replicas seldom meet.
                            Default: 5s.
      --metrics-per-namespace true|false
                            Also count the reviews of each namespace (a label per namespace: mind
                            large clusters). Default: false.
      --log-level trace|debug|info|warn|error|fatal|silent
                            Least severe level that is logged. Default: info.

It reads the cluster that kubectl would use: --kubeconfig, KUBECONFIG or ~/.kube/config; in a pod,
the cluster around it. With --cluster-directory a directory of manifests is the cluster; npm start
in a checkout serves the example that comes with Pullgate. Without further settings it listens on
loopback, with a self-signed certificate made on the spot. The configuration file is read again when
it changes.

SIGTERM drains: not ready any more, it answers for server.drainSeconds and until nobody has asked
for 2 seconds, then it ends. SIGINT ends it at once.

Examples:
  # The cluster of a context, with the rights of its user
  pullgate serve --context kind-dev
  # Your own manifests are the cluster
  pullgate serve --cluster-directory manifests/

`

exports[`test/cli.test.ts > TAP > help of every command, as it is printed > pullgate version --help 1`] = `
Show the version.

Usage: pullgate version

Options:
  -h, --help  Show this help.

`

exports[`test/cli.test.ts > TAP > serve without a cluster says how to get one > no kubeconfig, no pod 1`] = `
pullgate: no cluster to read: there is no kubeconfig (HOME/.kube/config), and Pullgate does not run in a pod with a ServiceAccount token; to try Pullgate without a cluster, give a directory of manifests with --cluster-directory, or run npm start in a checkout

`

exports[`test/cli.test.ts > TAP > the JSON report is a promise > must match snapshot 1`] = `
{
  "version": 1,
  "results": [
    {
      "file": "latest.yaml",
      "line": 1,
      "object": {
        "apiVersion": "v1",
        "kind": "Pod",
        "namespace": "shop",
        "name": "web"
      },
      "decision": "deny",
      "findings": [
        {
          "code": "PG101",
          "rule": "tag-latest",
          "action": "deny",
          "problem": "tag \\"latest\\" can mean another image tomorrow",
          "because": "",
          "fix": "set the image to \\"docker.io/library/nginx:TAG\\" (a version, or a digest)",
          "operator": "",
          "line": 9,
          "containers": [
            {
              "kind": "init",
              "name": "prepare",
              "image": "docker.io/library/nginx:latest",
              "path": "spec.initContainers[0].image",
              "line": 9
            },
            {
              "kind": "container",
              "name": "web",
              "image": "docker.io/library/nginx:latest",
              "path": "spec.containers[0].image",
              "line": 12
            }
          ]
        }
      ],
      "unknown": []
    },
    {
      "file": "app/job.json",
      "line": 1,
      "object": {
        "apiVersion": "batch/v1",
        "kind": "Job",
        "namespace": "default",
        "name": "migrate"
      },
      "decision": "allow",
      "findings": [],
      "unknown": []
    },
    {
      "file": "app/web.yaml",
      "line": 11,
      "object": {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "namespace": "shop",
        "name": "web"
      },
      "decision": "allow",
      "findings": [],
      "unknown": [
        {
          "code": "PG901",
          "rule": "facts-unknown",
          "action": "warn",
          "problem": "could not find out whether there is a pull secret for registry.example.com",
          "because": "the files hold no ServiceAccount shop/default",
          "fix": "",
          "operator": "",
          "line": 25,
          "containers": [
            {
              "kind": "container",
              "name": "web",
              "image": "registry.example.com/team/web:1.4.2",
              "path": "spec.template.spec.containers[0].image",
              "line": 25
            }
          ]
        }
      ]
    },
    {
      "file": "duplicate.yaml",
      "line": 1,
      "object": {
        "apiVersion": "v1",
        "kind": "Pod",
        "namespace": "default",
        "name": "twice"
      },
      "decision": "allow",
      "findings": [],
      "unknown": []
    }
  ],
  "diagnostics": [
    {
      "file": "duplicate.yaml",
      "line": 8,
      "level": "warning",
      "message": "The key \\"image\\" is given more than once in this map: kubectl silently uses the last one, and so did this check."
    }
  ],
  "summary": {
    "objects": 4,
    "files": 4,
    "others": 1,
    "skipped": 0,
    "deny": 1,
    "warn": 0,
    "audit": 0,
    "unknown": 1,
    "unknownReasons": [
      {
        "reason": "the files hold no ServiceAccount shop/default",
        "objects": 1
      }
    ],
    "unreadable": 0
  }
}
`
