/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/near-miss.test.ts > TAP > the sentences > one per row of the table 1`] = `
empty-key (50), ghcr.io/org/app:1.0
  secret "regcred" has key "" that names no registry; use "ghcr.io"
empty-key (50), ghcr.io/org/app:1.0
  secret "regcred" has key "https://" that names no registry; use "ghcr.io"
dropped-key (3), ghcr.io/org/app:1.0
  secret "regcred" has a key that the kubelet drops: the part before its "@" holds a character that may not stand there; use "ghcr.io"
login-in-key (95), ghcr.io/org/app:1.0
  secret "regcred" has a key with "@" in it, of which one cannot tell where a login ends
login-in-key (95), ghcr.io/org/app:1.0
  secret "regcred" has a key with "@" in it, of which one cannot tell where a login ends
blank-in-key (1), ghcr.io/org/app:1.0
  secret "regcred" has a key with a blank in front, which no image name has; use "https://ghcr.io"
other-registry (100), ghcr.io/org/app:1.0
  secret "regcred" has key "https:/ghcr.io" for another registry than the image's "ghcr.io"
other-registry (100), ghcr.io/org/app:1.0
  secret "regcred" has key "///ghcr.io" for another registry than the image's "ghcr.io"
other-registry (100), ghcr.io/org/app:1.0
  secret "regcred" has key "https://https://ghcr.io" for another registry than the image's "ghcr.io"
dropped-key (70), ghcr.io/org/app:1.0
  secret "regcred" has a key that the kubelet drops: its host holds a percent escape
token-in-key (5), ghcr.io/org/app:1.0
  secret "regcred" has a key with what looks like a token in it, which is no part of the image's name; use "ghcr.io/"
dropped-key (70), ghcr.io/org/app:1.0
  secret "regcred" has a key that the kubelet drops: its port is not a number
tag-in-key (1), ghcr.io/org/app:1.0
  secret "regcred" has a key with a tag in it, but the kubelet compares names without tags; use "ghcr.io/org/"
other-scheme (1), ghcr.io/org/app:1.0
  secret "regcred" has a key with a scheme that the kubelet does not strip: it strips only "https://" and "http://"; use "ghcr.io"
key-too-long (95), ghcr.io/org/app:1.0
  secret "regcred" has a key that is longer than the name of any registry
dropped-key (70), ghcr.io/org/app:1.0
  secret "regcred" has a key that the kubelet drops: its host holds a character that no host name has
other-registry (100), ghcr.io/org/app:1.0
  secret "regcred" has a key for another registry than the image's "ghcr.io"
other-registry (100), ghcr.io/org/app:1.0
  secret "regcred" has a key for another registry than the image's "ghcr.io"
dropped-key (70), ghcr.io/org/app:1.0
  secret "regcred" has a key that the kubelet drops: its host holds a character that no host name has
unexpanded-variable (20), ghcr.io/org/app:1.0
  secret "regcred" has a key that holds a placeholder nobody filled in; use "ghcr.io"
unexpanded-variable (20), ghcr.io/org/app:1.0
  secret "regcred" has a key that holds a placeholder nobody filled in; use "ghcr.io"
unexpanded-variable (20), ghcr.io/org/app:1.0
  secret "regcred" has a key that holds a placeholder nobody filled in; use "ghcr.io"
unexpanded-variable (20), ghcr.io/org/app:1.0
  secret "regcred" has a key that holds a placeholder nobody filled in; use "ghcr.io"
unexpanded-variable (20), ghcr.io/org/app:1.0
  secret "regcred" has a key that holds a placeholder nobody filled in; use "ghcr.io"
unexpanded-variable (20), ghcr.io/org/app:1.0
  secret "regcred" has a key that holds a placeholder nobody filled in; use "ghcr.io"
other-registry (100), ghcr.io/org/app:1.0
  secret "regcred" has a key for another registry than the image's "ghcr.io"
control-character (1), ghcr.io/org/app:1.0
  secret "regcred" has a key with a line break or another control character at its end, so the kubelet drops it; use "ghcr.io"
control-character (1), ghcr.io/org/app:1.0
  secret "regcred" has a key with a line break or another control character in front, so the kubelet drops it; use "ghcr.io"
blank-in-key (1), ghcr.io/org/app:1.0
  secret "regcred" has a key with a blank in front, which no image name has; use "ghcr.io"
blank-in-key (1), acme/app
  secret "regcred" has a key with a blank at its end, which no image name has; use "https://index.docker.io/v1/"
quotes-in-key (1), ghcr.io/org/app:1.0
  secret "regcred" has a key with quotation marks in it, which no image name has; use "ghcr.io"
quotes-in-key (1), ghcr.io/org/app:1.0
  secret "regcred" has a key with quotation marks in it, which no image name has; use "ghcr.io"
non-ascii (1), ghcr.io/org/app:1.0
  secret "regcred" has a key with a character outside ASCII, which no image name has; use "ghcr.io"
non-ascii (1), ghcr.io/org/app:1.0
  secret "regcred" has a key with a character outside ASCII, which no image name has; use "ghcr.io"
non-ascii (5), ghcr.io/org/app:1.0
  secret "regcred" has a key with a character outside ASCII, which no image name has; use "ghcr.io"
other-registry (100), ghcr.io/org/app:1.0
  secret "regcred" has a key for another registry than the image's "ghcr.io"
other-registry (100), ghcr.io/org/app:1.0
  secret "regcred" has key "https://https://ghcr.io" for another registry than the image's "ghcr.io"
other-scheme (1), ghcr.io/org/app:1.0
  secret "regcred" has key "HTTPS://ghcr.io" with the scheme "HTTPS://", but the kubelet strips only "https://" and "http://"; use "ghcr.io"
other-scheme (1), acme/app
  secret "regcred" has key "HTTPS://index.docker.io/v1/" with the scheme "HTTPS://", but the kubelet strips only "https://" and "http://"; use "index.docker.io/v1/"
other-scheme (2), ghcr.io/org/app:1.0
  secret "regcred" has key "Http://ghcr.io/v2" with the scheme "Http://", but the kubelet strips only "https://" and "http://"; use "ghcr.io/v2/"
other-scheme (1), ghcr.io/org/app:1.0
  secret "regcred" has key "oci://ghcr.io" with the scheme "oci://", but the kubelet strips only "https://" and "http://"; use "ghcr.io"
other-scheme (1), ghcr.io/org/app:1.0
  secret "regcred" has key "docker://ghcr.io/org" with the scheme "docker://", but the kubelet strips only "https://" and "http://"; use "ghcr.io/org"
other-registry (100), ghcr.io/org/app:1.0
  secret "regcred" has key "https:/ghcr.io" for another registry than the image's "ghcr.io"
dropped-key (70), ghcr.io/org/app:1.0
  secret "regcred" has key "https:ghcr.io" that the kubelet drops: its port is not a number
other-registry (100), ghcr.io/org/app:1.0
  secret "regcred" has key "https//ghcr.io" for another registry than the image's "ghcr.io"
other-registry (100), ghcr.io/org/app:1.0
  secret "regcred" has key "//ghcr.io" for another registry than the image's "ghcr.io"
other-registry (100), ghcr.io/org/app:1.0
  secret "regcred" has key "https:///ghcr.io" for another registry than the image's "ghcr.io"
dropped-key (70), ghcr.io/org/app:1.0
  secret "regcred" has a key that the kubelet drops: its host holds a character that no host name has
dropped-key (70), ghcr.io/org/app:1.0
  secret "regcred" has a key that the kubelet drops: its host holds a percent escape
dropped-key (70), ghcr.io/org/app:1.0
  secret "regcred" has a key that the kubelet drops: its path holds a "%" without two hex digits behind it
question-mark (15), ghcr.io/org/app:1.0
  secret "regcred" has a key with "?", which is no wildcard: the kubelet cuts the key there; use "ghcr.io"
character-class (3), ghcr.io/org/app:1.0
  secret "regcred" has a key with "[...]" in the host, which current kubelets do not accept, so they drop it; use "ghcr.io"
character-class (3), reg1.example.com/app
  secret "regcred" has a key with "[...]" in the host, which current kubelets do not accept, so they drop it; use "reg1.example.com"
dropped-key (70), [2001:db8::1]:443/app
  secret "regcred" has key "2001:db8::1" that the kubelet drops: its port is not a number
wildcard-in-port (4), registry.example.com:5050/team/app
  secret "regcred" has key "registry.example.com:*" with a wildcard in the port, so the kubelet drops it; use "registry.example.com:5050"
wildcard-in-port (4), registry.example.com:5050/team/app
  secret "regcred" has key "registry.example.com:50*" with a wildcard in the port, so the kubelet drops it; use "registry.example.com:5050"
port-not-a-number (2), ghcr.io/org/app:1.0
  secret "regcred" has a key with a port that is no number, so the kubelet drops it; use "ghcr.io"
dropped-key (70), ghcr.io/org/app:1.0
  secret "regcred" has key "ghcr.io:80:90" that the kubelet drops: its port is not a number
host-typo (4), ghcr.io/org/app:1.0
  secret "regcred" has key "ghcr.io." whose host is nearly, but not quite, the image's "ghcr.io"; use "ghcr.io"
host-typo (4), ghcr.io/org/app:1.0
  secret "regcred" has key "ghcr..io" whose host is nearly, but not quite, the image's "ghcr.io"; use "ghcr.io"
host-typo (4), ghcr.io/org/app:1.0
  secret "regcred" has key ".ghcr.io" whose host is nearly, but not quite, the image's "ghcr.io"; use "ghcr.io"
version-without-slash (1), acme/app
  secret "regcred" has key "https://index.docker.io/v1" without a final slash, so the kubelet reads "/v1" as a path and not as the version of an API; use "https://index.docker.io/v1/"
version-without-slash (1), ghcr.io/org/app:1.0
  secret "regcred" has key "ghcr.io/v2" without a final slash, so the kubelet reads "/v2" as a path and not as the version of an API; use "ghcr.io/v2/"
path-prefix (8), quay.io/org/app
  secret "regcred" has key "https://quay.io/api/v1/" for the path "/api/v1/" only, but the image's path is "/org/app"; use "quay.io/org/"
path-prefix (8), ghcr.io/org/app:1.0
  secret "regcred" has key "https://ghcr.io/v3/" for the path "/v3/" only, but the image's path is "/org/app"; use "ghcr.io/org/"
path-prefix (8), registry.example.com/team/app:1.4.2
  secret "regcred" has key "https://registry.example.com/v2/_catalog" for the path "/_catalog" only, but the image's path is "/team/app"; use "registry.example.com/team/"
hub-index-path (6), acme/app
  secret "regcred" has key "https://index.docker.io/v1//" with the path "//", but the kubelet uses "index.docker.io" only without a path; use "https://index.docker.io/v1/"
path-prefix (8), ghcr.io/org/app:1.0
  secret "regcred" has key "ghcr.io//" for the path "//" only, but the image's path is "/org/app"; use "ghcr.io/org/"
path-prefix (8), ghcr.io/org/app:1.0
  secret "regcred" has key "ghcr.io//org" for the path "//org" only, but the image's path is "/org/app"; use "ghcr.io/org/"
digest-in-key (1), ghcr.io/org/app:1.0
  secret "regcred" has key "ghcr.io/org/app@sha256:0123" with a digest in it, but the kubelet compares names without digests; use "ghcr.io/org/app"
digest-in-key (1), ghcr.io/org/app:1.0
  secret "regcred" has key "ghcr.io/org/app:1.0@sha256:0123" with a digest in it, but the kubelet compares names without digests; use "ghcr.io/org/app"
tag-in-key (1), ghcr.io/org/app:1.0
  secret "regcred" has key "ghcr.io/org/app:1.0" with a tag in it, but the kubelet compares names without tags; use "ghcr.io/org/app"
wildcard-in-path (1), ghcr.io/org/app:1.0
  secret "regcred" has key "ghcr.io/org/*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "ghcr.io/org/"
wildcard-in-path (1), ghcr.io/org/app:1.0
  secret "regcred" has key "ghcr.io/*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "ghcr.io/"
path-prefix (8), ghcr.io/org/app:1.0
  secret "regcred" has key "ghcr.io/org/app/" for the path "/org/app/" only, but the image's path is "/org/app"; use "ghcr.io/org/"
ipv6-without-port (2), [::1]/app
  secret "regcred" has key "[::1]" for an IPv6 host, which the kubelet matches only where key and image both name a port
ipv6-without-port (4), [::1]/app
  secret "regcred" has key "[::1]:5000" for an IPv6 host, which the kubelet matches only where key and image both name a port
image-without-registry (90), localhost:5000
  secret "regcred" has key "localhost:5000" for another registry; the image names none, which means Docker Hub
hub-index-path (3), acme/app
  secret "regcred" has key "index.docker.io/acme" with the path "/acme", but the kubelet uses "index.docker.io" only without a path; use "docker.io/acme"
hub-index-path (3), acme/app
  secret "regcred" has key "https://index.docker.io/v1/acme" with the path "/acme", but the kubelet uses "index.docker.io" only without a path; use "docker.io/acme"
hub-index-path (6), acme/app
  secret "regcred" has key "index.docker.io/other" with the path "/other", but the kubelet uses "index.docker.io" only without a path; use "https://index.docker.io/v1/"
hub-alias (3), acme/app
  secret "regcred" has key "registry-1.docker.io" for another of Docker's addresses than the image's "docker.io"; use "https://index.docker.io/v1/"
hub-alias (3), acme/app
  secret "regcred" has key "https://hub.docker.com" for another of Docker's addresses than the image's "docker.io"; use "https://index.docker.io/v1/"
hub-alias (3), acme/app
  secret "regcred" has key "https://registry.hub.docker.com/v2/" for another of Docker's addresses than the image's "docker.io"; use "https://index.docker.io/v1/"
hub-alias (3), acme/app
  secret "regcred" has key "index.docker.io:443" for another of Docker's addresses than the image's "docker.io"; use "https://index.docker.io/v1/"
hub-alias-in-image (3), registry-1.docker.io/acme/app
  secret "regcred" has key "https://index.docker.io/v1/" for Docker Hub, but to the kubelet the image's "registry-1.docker.io" is another registry than "docker.io"; use "registry-1.docker.io"
hub-alias-in-image (3), docker.io:443/acme/app
  secret "regcred" has key "https://index.docker.io/v1/" for Docker Hub, but to the kubelet the image's "docker.io:443" is another registry than "docker.io"; use "docker.io:443"
wildcard-too-many-parts (5), acme/app
  secret "regcred" has key "*.docker.io" whose host has 3 parts, but "docker.io" has 2, and a wildcard never stands for none; use "https://index.docker.io/v1/"
hub-library (2), nginx
  secret "regcred" has key "docker.io/nginx" without "library/", under which the kubelet keeps the image: "docker.io/library/nginx"; use "docker.io/library/nginx"
image-without-registry (90), acme/app
  secret "regcred" has key "acme" for another registry; the image names none, which means Docker Hub
image-without-registry (90), nginx
  secret "regcred" has key "nginx" for another registry; the image names none, which means Docker Hub
port-missing-in-key (3), registry.example.com:5050/team/app
  secret "regcred" has key "registry.example.com:" without a port, but the image names port 5050; use "registry.example.com:5050"
default-port-in-key (2), ghcr.io/org/app:1.0
  secret "regcred" has key "ghcr.io:443" with port 443 written out; the image names no port, and the kubelet compares text; use "ghcr.io"
default-port-in-key (2), docker.io/acme/app
  secret "regcred" has key "docker.io:443" with port 443 written out; the image names no port, and the kubelet compares text; use "docker.io"
port-missing-in-key (3), ghcr.io:443/org/app
  secret "regcred" has key "ghcr.io" without a port, but the image names port 443; use "ghcr.io:443"
port-missing-in-key (3), registry.example.com:5050/team/app
  secret "regcred" has key "registry.example.com" without a port, but the image names port 5050; use "registry.example.com:5050"
port-missing-in-key (3), registry.example.com:5050/team/app
  secret "regcred" has key "*.example.com/team" without a port, but the image names port 5050; use "*.example.com:5050/team"
port-missing-in-image (3), registry.example.com/team/app:1.4.2
  secret "regcred" has key "registry.example.com:5000" with port 5000, but the image names no port; use "registry.example.com"
port-differs (5), registry.example.com:5050/team/app
  secret "regcred" has key "registry.example.com:05050" with port 05050, but the image names port 5050; use "registry.example.com:5050"
port-differs (5), registry.example.com:5050/team/app
  secret "regcred" has key "https://registry.example.com:5051" with port 5051, but the image names port 5050; use "registry.example.com:5050"
path-prefix (8), ghcr.io/org/app:1.0
  secret "regcred" has key "ghcr.io/Org" for the path "/Org" only, but the image's path is "/org/app"; use "ghcr.io/org/"
path-prefix (8), ghcr.io/org/app:1.0
  secret "regcred" has key "ghcr.io/org/app/backend" for the path "/org/app/backend" only, but the image's path is "/org/app"; use "ghcr.io/org/"
path-prefix (8), harbor.example.com/project2/app
  secret "regcred" has key "harbor.example.com/proj/" for the path "/proj/" only, but the image's path is "/project2/app"; use "harbor.example.com/project2/"
path-prefix (8), registry.example.com/team/app:1.4.2
  secret "regcred" has key "registry.example.com/taem" for the path "/taem" only, but the image's path is "/team/app"; use "registry.example.com/team/"
path-prefix (8), ghcr.io/org/app:1.0
  secret "regcred" has key "ghcr.io/other" for the path "/other" only, but the image's path is "/org/app"; use "ghcr.io/org/"
path-prefix (8), harbor.example.com/app
  secret "regcred" has key "harbor.example.com/project" for the path "/project" only, but the image's path is "/app"; use "harbor.example.com"
other-registry (100), registry.example.com/team/app:1.4.2
  secret "regcred" has key "registry.example.com:5000/other" for another registry than the image's "registry.example.com"
ecr-partition (10), 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/app:1
  secret "regcred" has key "123456789012.dkr.ecr.eu-west-1.amazonaws.com" for ECR under "amazonaws.com", but the image is under "amazonaws.com.cn"; use "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn"
ecr-account (9), 123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app:1
  secret "regcred" has key "999999999999.dkr.ecr.eu-west-1.amazonaws.com" for the AWS account 999999999999, but the image is in account 123456789012; use "123456789012.dkr.ecr.eu-west-1.amazonaws.com"
ecr-region (8), 123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app:1
  secret "regcred" has key "https://123456789012.dkr.ecr.us-east-1.amazonaws.com" for the ECR region "us-east-1", but the image is in "eu-west-1"; use "123456789012.dkr.ecr.eu-west-1.amazonaws.com"
ecr-endpoint (7), 123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app:1
  secret "regcred" has key "123456789012.dkr.ecr-fips.eu-west-1.amazonaws.com" for the ECR endpoint "dkr.ecr-fips", but the image names "dkr.ecr"; use "123456789012.dkr.ecr.eu-west-1.amazonaws.com"
artifact-location (8), europe-docker.pkg.dev/proj/repo/app
  secret "regcred" has key "us-docker.pkg.dev" for the Artifact Registry location "us", but the image is in "europe"; use "europe-docker.pkg.dev"
gcr-host (8), eu.gcr.io/proj/app
  secret "regcred" has key "https://gcr.io" for the Container Registry host "gcr.io", but the image is on "eu.gcr.io"; use "eu.gcr.io"
google-project (8), eu.gcr.io/proj/app
  secret "regcred" has key "eu.gcr.io/other" for the Google project "other", but the image is in "proj"; use "eu.gcr.io"
google-project (8), europe-docker.pkg.dev/proj/repo/app
  secret "regcred" has key "europe-docker.pkg.dev/other/repo" for the Google project "other", but the image is in "proj"; use "europe-docker.pkg.dev"
gcr-or-artifact-registry (9), us-docker.pkg.dev/proj/repo/app
  secret "regcred" has key "https://gcr.io" for another of Google's registries than the image's "us-docker.pkg.dev"; use "us-docker.pkg.dev"
acr-cloud (8), acme.azurecr.cn/app
  secret "regcred" has key "acme.azurecr.io" for another Azure cloud than the image's "acme.azurecr.cn"; use "acme.azurecr.cn"
github-host (6), ghcr.io/org/app:1.0
  secret "regcred" has key "https://github.com" for "github.com", but the container registry of GitHub is "ghcr.io"; use "ghcr.io"
github-host (6), ghcr.io/org/app:1.0
  secret "regcred" has key "docker.pkg.github.com" for "docker.pkg.github.com", but the container registry of GitHub is "ghcr.io"; use "ghcr.io"
host-case (2), ghcr.io/org/app:1.0
  secret "regcred" has key "GHCR.io" whose host differs from the image's "ghcr.io" in letter case, which the kubelet compares; use "ghcr.io"
image-without-registry (90), acme/app
  secret "regcred" has key "https://INDEX.docker.io/v1/" for another registry; the image names none, which means Docker Hub
host-case (2), [2001:db8::1]:443/app
  secret "regcred" has key "[2001:DB8::1]:443" whose host differs from the image's "[2001:db8::1]" in letter case, which the kubelet compares; use "[2001:db8::1]:443"
host-case (2), MYREG/app
  secret "regcred" has key "myreg" whose host differs from the image's "MYREG" in letter case, which the kubelet compares; use "MYREG"
loopback-name (4), localhost:5000/app
  secret "regcred" has key "127.0.0.1:5000" for "127.0.0.1", but the image says "localhost", and the kubelet compares text; use "localhost:5000"
wildcard-alone (7), ghcr.io/org/app:1.0
  secret "regcred" has key "*" whose wildcard stands for one part of a host, but "ghcr.io" has 2; use "ghcr.io"
wildcard-too-few-parts (7), 123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app:1
  secret "regcred" has key "*.amazonaws.com" whose host has 3 parts, but "123456789012.dkr.ecr.eu-west-1.amazonaws.com" has 6, and a wildcard stands for one; use "123456789012.dkr.ecr.eu-west-1.amazonaws.com"
wildcard-too-few-parts (5), a.b.azurecr.io/app
  secret "regcred" has key "*.azurecr.io" whose host has 3 parts, but "a.b.azurecr.io" has 4, and a wildcard stands for one; use "a.b.azurecr.io"
wildcard-too-many-parts (5), ghcr.io/org/app:1.0
  secret "regcred" has key "*.ghcr.io" whose host has 3 parts, but "ghcr.io" has 2, and a wildcard never stands for none; use "ghcr.io"
other-registry (100), registry.eu.example.com/app
  secret "regcred" has key "registry.us.*.com" for another registry than the image's "registry.eu.example.com"
other-registry (100), registry.example.com/team/app:1.4.2
  secret "regcred" has key "harbor.*.com" for another registry than the image's "registry.example.com"
other-registry (100), registry.example.com/team/app:1.4.2
  secret "regcred" has key "*.example.org" for another registry than the image's "registry.example.com"
sub-domain-missing (6), registry.gitlab.com/group/project
  secret "regcred" has key "gitlab.com" for the host "gitlab.com" alone, but the image is on its sub-domain "registry.gitlab.com"; use "registry.gitlab.com"
other-registry (100), ghcr.io/org/app:1.0
  secret "regcred" has key "www.ghcr.io" for another registry than the image's "ghcr.io"
host-typo (4), ghcr.io/org/app:1.0
  secret "regcred" has key "gchr.io" whose host is nearly, but not quite, the image's "ghcr.io"; use "ghcr.io"
host-typo (4), registry.example.com/team/app:1.4.2
  secret "regcred" has key "registry.exmaple.com/team" whose host is nearly, but not quite, the image's "registry.example.com"; use "registry.example.com/team"
other-registry (100), registry.example.com/team/app:1.4.2
  secret "regcred" has key "registry.example.test" for another registry than the image's "registry.example.com"
sub-domain-differs (12), registry.example.com/team/app:1.4.2
  secret "regcred" has key "harbor.example.com" for "harbor" under "example.com", but the image is on "registry" there; use "registry.example.com"
image-without-registry (90), web
  secret "regcred" has key "registry.example.com" for another registry; the image names none, which means Docker Hub
other-registry (100), ghcr.io/org/app:1.0
  secret "regcred" has key "quay.io" for another registry than the image's "ghcr.io"
other-registry (100), docker.io/acme/app
  secret "regcred" has key "quay.io" for another registry than the image's "docker.io"
other-registry (100), gcr.io/proj/app
  secret "regcred" has key "ghcr.io" for another registry than the image's "gcr.io"
other-registry (100), registry.k8s.io/pause
  secret "regcred" has key "*.azurecr.io" for another registry than the image's "registry.k8s.io"
`
