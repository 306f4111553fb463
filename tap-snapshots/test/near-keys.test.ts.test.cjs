/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/near-keys.test.ts > TAP > slips of a key, registry by registry > must match snapshot 1`] = `
ghcr.io/org/app
  "ghcr.io": matches
  "ghcr.io:443": default-port-in-key 2, ghcr.io
  "ghcr.io:80": port-missing-in-image 3, ghcr.io
  "ghcr.io:5001": port-missing-in-image 3, ghcr.io
  "ghcr.io:*": wildcard-in-port 1, ghcr.io
  "ghcr.io:port": port-not-a-number 2, ghcr.io
  "GHCR.IO": host-case 2, ghcr.io
  "*.ghcr.io": wildcard-too-many-parts 5, ghcr.io
  "*.io": matches
  "ghcr.*": matches
  "*": wildcard-alone 7, ghcr.io
  "ghc.rio": host-typo 4, ghcr.io
  "hcr.io": host-typo 4, ghcr.io
  "ghcxr.iox": host-typo 5, ghcr.io
  "ghc.rio/other": host-typo 7, ghcr.io
  "ghcr.io.": host-typo 4, ghcr.io
  "https://ghcr.io/v1/org/app": matches
  "https://ghcr.io/v2": version-without-slash 1, https://ghcr.io/v2/
  "https://ghcr.io/v2/_catalog": path-prefix 8, ghcr.io/org/
  "https://ghcr.io/api": path-prefix 8, ghcr.io/org/
  "ghcr.io/ORG/APP": path-prefix 8, ghcr.io/org/
  "ghcr.io/org/app:1.0": tag-in-key 1, ghcr.io/org/app
  "ghcr.io/org/app@sha256:0123": digest-in-key 1, ghcr.io/org/app
  "ghcr.io/org/app/": path-prefix 8, ghcr.io/org/
  "ghcr.io/org/app/*": wildcard-in-path 9, ghcr.io/org/
  "ghcr.io/*": wildcard-in-path 1, ghcr.io/
  "ghcr.io//org/app": path-prefix 8, ghcr.io/org/
  "ghcr.io/other": path-prefix 8, ghcr.io/org/
  "HTTPS://ghcr.io": other-scheme 1, ghcr.io
  "oci://ghcr.io": other-scheme 1, ghcr.io
  " ghcr.io": blank-in-key 1, ghcr.io
  "ghcr.io ": blank-in-key 1, ghcr.io
  "ghcr.io\\n": control-character 1, ghcr.io
  "\\"ghcr.io\\"": quotes-in-key 1, ghcr.io
  "\\"ghcr.io/other\\"": quotes-in-key 9, ghcr.io/org/
  "ghcr.io?x": matches
  "ghcr.io/<org>": unexpanded-variable 20, ghcr.io
  "ghcr.io/ghp_0123456789abcdef": token-in-key 5, ghcr.io/
  "me:pw@ghcr.io/other": path-prefix 8, ghcr.io/org/
  "ghcr.io​": non-ascii 1, ghcr.io
  "*.*": matches
  "https://github.com/org": github-host 6, ghcr.io
  "docker.pkg.github.com": github-host 6, ghcr.io
  "npm.pkg.github.com": github-host 6, ghcr.io
acme/app
  "docker.io": matches
  "docker.io:443": default-port-in-key 2, docker.io
  "docker.io:80": port-missing-in-image 3, docker.io
  "docker.io:5001": port-missing-in-image 3, docker.io
  "docker.io:*": wildcard-in-port 1, docker.io
  "docker.io:port": port-not-a-number 2, docker.io
  "DOCKER.IO": host-case 2, docker.io
  "*.docker.io": wildcard-too-many-parts 5, https://index.docker.io/v1/
  "*.io": matches
  "docker.*": matches
  "*": wildcard-alone 7, https://index.docker.io/v1/
  "www.docker.io": hub-alias 3, https://index.docker.io/v1/
  "dockre.io": host-typo 4, docker.io
  "ocker.io": host-typo 4, docker.io
  "docxker.iox": host-typo 5, docker.io
  "dockre.io/other": host-typo 7, https://index.docker.io/v1/
  "docker.io.": host-typo 4, docker.io
  "https://docker.io/v1/acme/app": matches
  "https://docker.io/v2": version-without-slash 1, https://docker.io/v2/
  "https://docker.io/v2/_catalog": path-prefix 8, docker.io/acme/
  "https://docker.io/api": path-prefix 8, docker.io/acme/
  "docker.io/ACME/APP": path-prefix 8, docker.io/acme/
  "docker.io/acme/app:1.0": tag-in-key 1, docker.io/acme/app
  "docker.io/acme/app@sha256:0123": digest-in-key 1, docker.io/acme/app
  "docker.io/acme/app/": path-prefix 8, docker.io/acme/
  "docker.io/acme/app/*": wildcard-in-path 9, docker.io/acme/
  "docker.io/*": wildcard-in-path 1, docker.io/
  "docker.io//acme/app": path-prefix 8, docker.io/acme/
  "docker.io/other": path-prefix 8, docker.io/acme/
  "HTTPS://docker.io": other-scheme 1, docker.io
  "oci://docker.io": other-scheme 1, docker.io
  " docker.io": blank-in-key 1, docker.io
  "docker.io ": blank-in-key 1, docker.io
  "docker.io\\n": control-character 1, docker.io
  "\\"docker.io\\"": quotes-in-key 1, docker.io
  "\\"docker.io/other\\"": quotes-in-key 9, docker.io/acme/
  "docker.io?x": matches
  "docker.io/<org>": unexpanded-variable 20, https://index.docker.io/v1/
  "docker.io/ghp_0123456789abcdef": token-in-key 5, docker.io/
  "me:pw@docker.io/other": path-prefix 8, docker.io/acme/
  "docker.io​": non-ascii 1, docker.io
  "*.*": matches
  "https://index.docker.io/v1/": matches
  "https://index.docker.io/v1": version-without-slash 1, https://index.docker.io/v1/
  "https://index.docker.io/v2/acme": hub-index-path 3, docker.io/acme
  "index.docker.io:443": hub-alias 3, https://index.docker.io/v1/
  "https://hub.docker.com": hub-alias 3, https://index.docker.io/v1/
  "registry.hub.docker.com": hub-alias 3, https://index.docker.io/v1/
  "docker.io/library": path-prefix 8, docker.io/acme/
  "docker.io/nginx": path-prefix 8, docker.io/acme/
  "docker.com": hub-alias 3, https://index.docker.io/v1/
nginx
  "docker.io": matches
  "docker.io:443": default-port-in-key 2, docker.io
  "docker.io:80": port-missing-in-image 3, docker.io
  "docker.io:5001": port-missing-in-image 3, docker.io
  "docker.io:*": wildcard-in-port 1, docker.io
  "docker.io:port": port-not-a-number 2, docker.io
  "DOCKER.IO": host-case 2, docker.io
  "*.docker.io": wildcard-too-many-parts 5, https://index.docker.io/v1/
  "*.io": matches
  "docker.*": matches
  "*": wildcard-alone 7, https://index.docker.io/v1/
  "www.docker.io": hub-alias 3, https://index.docker.io/v1/
  "dockre.io": host-typo 4, docker.io
  "ocker.io": host-typo 4, docker.io
  "docxker.iox": host-typo 5, docker.io
  "dockre.io/other": host-typo 7, https://index.docker.io/v1/
  "docker.io.": host-typo 4, docker.io
  "https://docker.io/v1/library/nginx": matches
  "https://docker.io/v2": version-without-slash 1, https://docker.io/v2/
  "https://docker.io/v2/_catalog": path-prefix 8, docker.io/library/
  "https://docker.io/api": path-prefix 8, docker.io/library/
  "docker.io/LIBRARY/NGINX": path-prefix 8, docker.io/library/
  "docker.io/library/nginx:1.0": tag-in-key 1, docker.io/library/nginx
  "docker.io/library/nginx@sha256:0123": digest-in-key 1, docker.io/library/nginx
  "docker.io/library/nginx/": path-prefix 8, docker.io/library/
  "docker.io/library/nginx/*": wildcard-in-path 9, docker.io/library/
  "docker.io/*": wildcard-in-path 1, docker.io/
  "docker.io//library/nginx": path-prefix 8, docker.io/library/
  "docker.io/other": path-prefix 8, docker.io/library/
  "HTTPS://docker.io": other-scheme 1, docker.io
  "oci://docker.io": other-scheme 1, docker.io
  " docker.io": blank-in-key 1, docker.io
  "docker.io ": blank-in-key 1, docker.io
  "docker.io\\n": control-character 1, docker.io
  "\\"docker.io\\"": quotes-in-key 1, docker.io
  "\\"docker.io/other\\"": quotes-in-key 9, docker.io/library/
  "docker.io?x": matches
  "docker.io/<org>": unexpanded-variable 20, https://index.docker.io/v1/
  "docker.io/ghp_0123456789abcdef": token-in-key 5, docker.io/
  "me:pw@docker.io/other": path-prefix 8, docker.io/library/
  "docker.io​": non-ascii 1, docker.io
  "*.*": matches
  "https://index.docker.io/v1/": matches
  "https://index.docker.io/v1": version-without-slash 1, https://index.docker.io/v1/
  "https://index.docker.io/v2/acme": hub-index-path 6, https://index.docker.io/v1/
  "index.docker.io:443": hub-alias 3, https://index.docker.io/v1/
  "https://hub.docker.com": hub-alias 3, https://index.docker.io/v1/
  "registry.hub.docker.com": hub-alias 3, https://index.docker.io/v1/
  "docker.io/library": matches
  "docker.io/nginx": hub-library 2, docker.io/library/nginx
  "docker.com": hub-alias 3, https://index.docker.io/v1/
docker.io/acme/app
  "docker.io": matches
  "docker.io:443": default-port-in-key 2, docker.io
  "docker.io:80": port-missing-in-image 3, docker.io
  "docker.io:5001": port-missing-in-image 3, docker.io
  "docker.io:*": wildcard-in-port 1, docker.io
  "docker.io:port": port-not-a-number 2, docker.io
  "DOCKER.IO": host-case 2, docker.io
  "*.docker.io": wildcard-too-many-parts 5, https://index.docker.io/v1/
  "*.io": matches
  "docker.*": matches
  "*": wildcard-alone 7, https://index.docker.io/v1/
  "www.docker.io": hub-alias 3, https://index.docker.io/v1/
  "dockre.io": host-typo 4, docker.io
  "ocker.io": host-typo 4, docker.io
  "docxker.iox": host-typo 5, docker.io
  "dockre.io/other": host-typo 7, https://index.docker.io/v1/
  "docker.io.": host-typo 4, docker.io
  "https://docker.io/v1/acme/app": matches
  "https://docker.io/v2": version-without-slash 1, https://docker.io/v2/
  "https://docker.io/v2/_catalog": path-prefix 8, docker.io/acme/
  "https://docker.io/api": path-prefix 8, docker.io/acme/
  "docker.io/ACME/APP": path-prefix 8, docker.io/acme/
  "docker.io/acme/app:1.0": tag-in-key 1, docker.io/acme/app
  "docker.io/acme/app@sha256:0123": digest-in-key 1, docker.io/acme/app
  "docker.io/acme/app/": path-prefix 8, docker.io/acme/
  "docker.io/acme/app/*": wildcard-in-path 9, docker.io/acme/
  "docker.io/*": wildcard-in-path 1, docker.io/
  "docker.io//acme/app": path-prefix 8, docker.io/acme/
  "docker.io/other": path-prefix 8, docker.io/acme/
  "HTTPS://docker.io": other-scheme 1, docker.io
  "oci://docker.io": other-scheme 1, docker.io
  " docker.io": blank-in-key 1, docker.io
  "docker.io ": blank-in-key 1, docker.io
  "docker.io\\n": control-character 1, docker.io
  "\\"docker.io\\"": quotes-in-key 1, docker.io
  "\\"docker.io/other\\"": quotes-in-key 9, docker.io/acme/
  "docker.io?x": matches
  "docker.io/<org>": unexpanded-variable 20, https://index.docker.io/v1/
  "docker.io/ghp_0123456789abcdef": token-in-key 5, docker.io/
  "me:pw@docker.io/other": path-prefix 8, docker.io/acme/
  "docker.io​": non-ascii 1, docker.io
  "*.*": matches
  "https://index.docker.io/v1/": matches
  "https://index.docker.io/v1": version-without-slash 1, https://index.docker.io/v1/
  "https://index.docker.io/v2/acme": hub-index-path 3, docker.io/acme
  "index.docker.io:443": hub-alias 3, https://index.docker.io/v1/
  "https://hub.docker.com": hub-alias 3, https://index.docker.io/v1/
  "registry.hub.docker.com": hub-alias 3, https://index.docker.io/v1/
  "docker.io/library": path-prefix 8, docker.io/acme/
  "docker.io/nginx": path-prefix 8, docker.io/acme/
  "docker.com": hub-alias 3, https://index.docker.io/v1/
registry-1.docker.io/acme/app
  "registry-1.docker.io": matches
  "registry-1.docker.io:443": default-port-in-key 2, registry-1.docker.io
  "registry-1.docker.io:80": port-missing-in-image 3, registry-1.docker.io
  "registry-1.docker.io:5001": port-missing-in-image 3, registry-1.docker.io
  "registry-1.docker.io:*": wildcard-in-port 1, registry-1.docker.io
  "registry-1.docker.io:port": port-not-a-number 2, registry-1.docker.io
  "REGISTRY-1.DOCKER.IO": host-case 2, registry-1.docker.io
  "*.registry-1.docker.io": wildcard-too-many-parts 5, registry-1.docker.io
  "*.docker.io": matches
  "registry-1.docker.*": matches
  "*.io": wildcard-too-few-parts 5, registry-1.docker.io
  "docker.io": sub-domain-missing 6, registry-1.docker.io
  "other.docker.io": sub-domain-differs 12, registry-1.docker.io
  "registry-1d.ocker.io": host-typo 4, registry-1.docker.io
  "egistry-1.docker.io": host-typo 4, registry-1.docker.io
  "regxistry-1.docker.iox": host-typo 5, registry-1.docker.io
  "registry-1d.ocker.io/other": host-typo 7, registry-1.docker.io
  "registry-1.docker.io.": host-typo 4, registry-1.docker.io
  "https://registry-1.docker.io/v1/acme/app": matches
  "https://registry-1.docker.io/v2": version-without-slash 1, https://registry-1.docker.io/v2/
  "https://registry-1.docker.io/v2/_catalog": path-prefix 8, registry-1.docker.io/acme/
  "https://registry-1.docker.io/api": path-prefix 8, registry-1.docker.io/acme/
  "registry-1.docker.io/ACME/APP": path-prefix 8, registry-1.docker.io/acme/
  "registry-1.docker.io/acme/app:1.0": tag-in-key 1, registry-1.docker.io/acme/app
  "registry-1.docker.io/acme/app@sha256:0123": digest-in-key 1, registry-1.docker.io/acme/app
  "registry-1.docker.io/acme/app/": path-prefix 8, registry-1.docker.io/acme/
  "registry-1.docker.io/acme/app/*": wildcard-in-path 9, registry-1.docker.io/acme/
  "registry-1.docker.io/*": wildcard-in-path 1, registry-1.docker.io/
  "registry-1.docker.io//acme/app": path-prefix 8, registry-1.docker.io/acme/
  "registry-1.docker.io/other": path-prefix 8, registry-1.docker.io/acme/
  "HTTPS://registry-1.docker.io": other-scheme 1, registry-1.docker.io
  "oci://registry-1.docker.io": other-scheme 1, registry-1.docker.io
  " registry-1.docker.io": blank-in-key 1, registry-1.docker.io
  "registry-1.docker.io ": blank-in-key 1, registry-1.docker.io
  "registry-1.docker.io\\n": control-character 1, registry-1.docker.io
  "\\"registry-1.docker.io\\"": quotes-in-key 1, registry-1.docker.io
  "\\"registry-1.docker.io/other\\"": quotes-in-key 9, registry-1.docker.io/acme/
  "registry-1.docker.io?x": matches
  "registry-1.docker.io/<org>": unexpanded-variable 20, registry-1.docker.io
  "registry-1.docker.io/ghp_0123456789abcdef": token-in-key 5, registry-1.docker.io/
  "me:pw@registry-1.docker.io/other": path-prefix 8, registry-1.docker.io/acme/
  "registry-1.docker.io​": non-ascii 1, registry-1.docker.io
  "*": wildcard-alone 7, registry-1.docker.io
  "https://index.docker.io/v1/": hub-alias-in-image 3, registry-1.docker.io
  "https://index.docker.io/v1": version-without-slash 4, registry-1.docker.io
  "https://index.docker.io/v2/acme": sub-domain-differs 12, registry-1.docker.io
  "index.docker.io:443": sub-domain-differs 14, registry-1.docker.io
  "docker.io/library": sub-domain-missing 9, registry-1.docker.io
  "docker.io/nginx": sub-domain-missing 9, registry-1.docker.io
registry.example.com/team/app
  "registry.example.com": matches
  "registry.example.com:443": default-port-in-key 2, registry.example.com
  "registry.example.com:80": port-missing-in-image 3, registry.example.com
  "registry.example.com:5001": port-missing-in-image 3, registry.example.com
  "registry.example.com:*": wildcard-in-port 1, registry.example.com
  "registry.example.com:port": port-not-a-number 2, registry.example.com
  "REGISTRY.EXAMPLE.COM": host-case 2, registry.example.com
  "*.registry.example.com": wildcard-too-many-parts 5, registry.example.com
  "*.example.com": matches
  "registry.example.*": matches
  "*.com": wildcard-too-few-parts 5, registry.example.com
  "example.com": sub-domain-missing 6, registry.example.com
  "other.example.com": sub-domain-differs 12, registry.example.com
  "registry.eaxmple.com": host-typo 4, registry.example.com
  "egistry.example.com": host-typo 4, registry.example.com
  "regxistry.example.comx": host-typo 5, registry.example.com
  "registry.eaxmple.com/other": host-typo 7, registry.example.com
  "registry.example.com.": host-typo 4, registry.example.com
  "https://registry.example.com/v1/team/app": matches
  "https://registry.example.com/v2": version-without-slash 1, https://registry.example.com/v2/
  "https://registry.example.com/v2/_catalog": path-prefix 8, registry.example.com/team/
  "https://registry.example.com/api": path-prefix 8, registry.example.com/team/
  "registry.example.com/TEAM/APP": path-prefix 8, registry.example.com/team/
  "registry.example.com/team/app:1.0": tag-in-key 1, registry.example.com/team/app
  "registry.example.com/team/app@sha256:0123": digest-in-key 1, registry.example.com/team/app
  "registry.example.com/team/app/": path-prefix 8, registry.example.com/team/
  "registry.example.com/team/app/*": wildcard-in-path 9, registry.example.com/team/
  "registry.example.com/*": wildcard-in-path 1, registry.example.com/
  "registry.example.com//team/app": path-prefix 8, registry.example.com/team/
  "registry.example.com/other": path-prefix 8, registry.example.com/team/
  "HTTPS://registry.example.com": other-scheme 1, registry.example.com
  "oci://registry.example.com": other-scheme 1, registry.example.com
  " registry.example.com": blank-in-key 1, registry.example.com
  "registry.example.com ": blank-in-key 1, registry.example.com
  "registry.example.com\\n": control-character 1, registry.example.com
  "\\"registry.example.com\\"": quotes-in-key 1, registry.example.com
  "\\"registry.example.com/other\\"": quotes-in-key 9, registry.example.com/team/
  "registry.example.com?x": matches
  "registry.example.com/<org>": unexpanded-variable 20, registry.example.com
  "registry.example.com/ghp_0123456789abcdef": token-in-key 5, registry.example.com/
  "me:pw@registry.example.com/other": path-prefix 8, registry.example.com/team/
  "registry.example.com​": non-ascii 1, registry.example.com
  "*": wildcard-alone 7, registry.example.com
  "*.example.com/other": path-prefix 8, registry.example.com/team/
  "*.*.example.com": wildcard-too-many-parts 5, registry.example.com
registry.example.com:5000/team/app
  "registry.example.com": port-missing-in-key 3, registry.example.com:5000
  "registry.example.com:5000": matches
  "registry.example.com:443": port-differs 5, registry.example.com:5000
  "registry.example.com:80": port-differs 5, registry.example.com:5000
  "registry.example.com:5001": port-differs 5, registry.example.com:5000
  "registry.example.com:*": wildcard-in-port 4, registry.example.com:5000
  "registry.example.com:port": port-not-a-number 5, registry.example.com:5000
  "REGISTRY.EXAMPLE.COM:5000": host-case 2, registry.example.com:5000
  "*.registry.example.com:5000": wildcard-too-many-parts 5, registry.example.com:5000
  "*.example.com:5000": matches
  "registry.example.*:5000": matches
  "*.com": wildcard-too-few-parts 7, registry.example.com:5000
  "example.com:5000": sub-domain-missing 6, registry.example.com:5000
  "other.example.com:5000": sub-domain-differs 12, registry.example.com:5000
  "registry.eaxmple.com:5000": host-typo 4, registry.example.com:5000
  "egistry.example.com:5000": host-typo 4, registry.example.com:5000
  "regxistry.example.comx:5000": host-typo 5, registry.example.com:5000
  "registry.eaxmple.com": host-typo 6, registry.example.com:5000
  "registry.eaxmple.com:5000/other": host-typo 7, registry.example.com:5000
  "registry.example.com.:5000": host-typo 4, registry.example.com:5000
  "https://registry.example.com:5000/v1/team/app": matches
  "https://registry.example.com:5000/v2": version-without-slash 1, https://registry.example.com:5000/v2/
  "https://registry.example.com:5000/v2/_catalog": path-prefix 8, registry.example.com:5000/team/
  "https://registry.example.com:5000/api": path-prefix 8, registry.example.com:5000/team/
  "registry.example.com:5000/TEAM/APP": path-prefix 8, registry.example.com:5000/team/
  "registry.example.com:5000/team/app:1.0": tag-in-key 1, registry.example.com:5000/team/app
  "registry.example.com:5000/team/app@sha256:0123": digest-in-key 1, registry.example.com:5000/team/app
  "registry.example.com:5000/team/app/": path-prefix 8, registry.example.com:5000/team/
  "registry.example.com:5000/team/app/*": wildcard-in-path 9, registry.example.com:5000/team/
  "registry.example.com:5000/*": wildcard-in-path 1, registry.example.com:5000/
  "registry.example.com:5000//team/app": path-prefix 8, registry.example.com:5000/team/
  "registry.example.com:5000/other": path-prefix 8, registry.example.com:5000/team/
  "HTTPS://registry.example.com:5000": other-scheme 1, registry.example.com:5000
  "oci://registry.example.com:5000": other-scheme 1, registry.example.com:5000
  " registry.example.com:5000": blank-in-key 1, registry.example.com:5000
  "registry.example.com:5000 ": blank-in-key 1, registry.example.com:5000
  "registry.example.com:5000\\n": control-character 1, registry.example.com:5000
  "\\"registry.example.com:5000\\"": quotes-in-key 1, registry.example.com:5000
  "\\"registry.example.com:5000/other\\"": quotes-in-key 9, registry.example.com:5000/team/
  "registry.example.com:5000?x": matches
  "registry.example.com:5000/<org>": unexpanded-variable 20, registry.example.com:5000
  "registry.example.com:5000/ghp_0123456789abcdef": token-in-key 5, registry.example.com:5000/
  "me:pw@registry.example.com:5000/other": path-prefix 8, registry.example.com:5000/team/
  "registry.example.com:5000​": non-ascii 1, registry.example.com:5000
  "*": wildcard-alone 9, registry.example.com:5000
  "example.com": sub-domain-missing 8, registry.example.com:5000
  "*.*.example.com": wildcard-too-many-parts 7, registry.example.com:5000
[::1]:5000/app
  "[::1]": port-missing-in-key 3, [::1]:5000
  "[::1]:5000": matches
  "[::1]:443": port-differs 5, [::1]:5000
  "[::1]:80": port-differs 5, [::1]:5000
  "[::1]:5001": port-differs 5, [::1]:5000
  "[::1]:*": wildcard-in-port 4, [::1]:5000
  "*:5000": matches
  "https://[::1]:5000/v1/app": matches
  "https://[::1]:5000/v2": version-without-slash 1, https://[::1]:5000/v2/
  "https://[::1]:5000/v2/_catalog": path-prefix 8, [::1]:5000
  "https://[::1]:5000/api": path-prefix 8, [::1]:5000
  "[::1]:5000/APP": path-prefix 8, [::1]:5000
  "[::1]:5000/app:1.0": tag-in-key 1, [::1]:5000/app
  "[::1]:5000/app@sha256:0123": digest-in-key 1, [::1]:5000/app
  "[::1]:5000/app/": path-prefix 8, [::1]:5000
  "[::1]:5000/app/*": wildcard-in-path 9, [::1]:5000
  "[::1]:5000/*": wildcard-in-path 1, [::1]:5000/
  "[::1]:5000//app": path-prefix 8, [::1]:5000
  "[::1]:5000/other": path-prefix 8, [::1]:5000
  "HTTPS://[::1]:5000": other-scheme 1, [::1]:5000
  "oci://[::1]:5000": other-scheme 1, [::1]:5000
  " [::1]:5000": blank-in-key 1, [::1]:5000
  "[::1]:5000 ": blank-in-key 1, [::1]:5000
  "[::1]:5000\\n": control-character 1, [::1]:5000
  "\\"[::1]:5000\\"": quotes-in-key 1, [::1]:5000
  "\\"[::1]:5000/other\\"": quotes-in-key 9, [::1]:5000
  "[::1]:5000?x": matches
  "[::1]:5000/<org>": unexpanded-variable 20, [::1]:5000
  "[::1]:5000/ghp_0123456789abcdef": token-in-key 5, [::1]:5000/
  "me:pw@[::1]:5000/other": path-prefix 8, [::1]:5000
  "[::1]:5000​": non-ascii 1, [::1]:5000
  "*": port-missing-in-key 3, *:5000
  "localhost": loopback-name 6, [::1]:5000
  "127.0.0.1:5000": loopback-name 4, [::1]:5000
  "0.0.0.0:5000": loopback-name 4, [::1]:5000
[::1]/app
  "[::1]": ipv6-without-port 2
  "[::1]:443": ipv6-without-port 4
  "[::1]:80": ipv6-without-port 4
  "[::1]:5001": ipv6-without-port 4
  "[::1]:*": wildcard-in-port 3
  "*": matches
  "https://[::1]/v1/app": ipv6-without-port 2
  "https://[::1]/v2": version-without-slash 3
  "https://[::1]/v2/_catalog": ipv6-without-port 5
  "https://[::1]/api": ipv6-without-port 5
  "[::1]/APP": ipv6-without-port 5
  "[::1]/app:1.0": tag-in-key 3
  "[::1]/app@sha256:0123": digest-in-key 3
  "[::1]/app/": ipv6-without-port 5
  "[::1]/app/*": wildcard-in-path 6
  "[::1]/*": wildcard-in-path 3
  "[::1]//app": ipv6-without-port 5
  "[::1]/other": ipv6-without-port 5
  "[::1]:5001/other": ipv6-without-port 7
  "HTTPS://[::1]": other-scheme 3
  "oci://[::1]": other-scheme 3
  " [::1]": blank-in-key 3
  "[::1] ": blank-in-key 3
  "[::1]\\n": control-character 3
  "\\"[::1]\\"": quotes-in-key 3
  "\\"[::1]/other\\"": quotes-in-key 6
  "[::1]?x": question-mark 15
  "[::1]/<org>": unexpanded-variable 22
  "[::1]/ghp_0123456789abcdef": token-in-key 7
  "me:pw@[::1]/other": ipv6-without-port 5
  "[::1]​": non-ascii 3
  "localhost": loopback-name 4
  "127.0.0.1:5000": loopback-name 6
  "0.0.0.0:5000": loopback-name 6
  "[::1]:5000/other": ipv6-without-port 7
localhost:5000/app
  "localhost": port-missing-in-key 3, localhost:5000
  "localhost:5000": matches
  "localhost:443": port-differs 5, localhost:5000
  "localhost:80": port-differs 5, localhost:5000
  "localhost:5001": port-differs 5, localhost:5000
  "localhost:*": wildcard-in-port 4, localhost:5000
  "localhost:port": port-not-a-number 5, localhost:5000
  "LOCALHOST:5000": host-case 2, localhost:5000
  "*.localhost:5000": wildcard-too-many-parts 5, localhost:5000
  "*:5000": matches
  "locahlost:5000": host-typo 4, localhost:5000
  "ocalhost:5000": host-typo 4, localhost:5000
  "locxalhostx:5000": host-typo 5, localhost:5000
  "locahlost": host-typo 6, localhost:5000
  "locahlost:5000/other": host-typo 7, localhost:5000
  "localhost.:5000": host-typo 4, localhost:5000
  "https://localhost:5000/v1/app": matches
  "https://localhost:5000/v2": version-without-slash 1, https://localhost:5000/v2/
  "https://localhost:5000/v2/_catalog": path-prefix 8, localhost:5000
  "https://localhost:5000/api": path-prefix 8, localhost:5000
  "localhost:5000/APP": path-prefix 8, localhost:5000
  "localhost:5000/app:1.0": tag-in-key 1, localhost:5000/app
  "localhost:5000/app@sha256:0123": digest-in-key 1, localhost:5000/app
  "localhost:5000/app/": path-prefix 8, localhost:5000
  "localhost:5000/app/*": wildcard-in-path 9, localhost:5000
  "localhost:5000/*": wildcard-in-path 1, localhost:5000/
  "localhost:5000//app": path-prefix 8, localhost:5000
  "localhost:5000/other": path-prefix 8, localhost:5000
  "HTTPS://localhost:5000": other-scheme 1, localhost:5000
  "oci://localhost:5000": other-scheme 1, localhost:5000
  " localhost:5000": blank-in-key 1, localhost:5000
  "localhost:5000 ": blank-in-key 1, localhost:5000
  "localhost:5000\\n": control-character 1, localhost:5000
  "\\"localhost:5000\\"": quotes-in-key 1, localhost:5000
  "\\"localhost:5000/other\\"": quotes-in-key 9, localhost:5000
  "localhost:5000?x": matches
  "localhost:5000/<org>": unexpanded-variable 20, localhost:5000
  "localhost:5000/ghp_0123456789abcdef": token-in-key 5, localhost:5000/
  "me:pw@localhost:5000/other": path-prefix 8, localhost:5000
  "localhost:5000​": non-ascii 1, localhost:5000
  "*": port-missing-in-key 3, *:5000
  "127.0.0.1:5000": loopback-name 4, localhost:5000
  "0.0.0.0:5000": loopback-name 4, localhost:5000
  "[::1]:5000/other": loopback-name 7, localhost:5000
MYREG/app
  "MYREG": matches
  "MYREG:443": default-port-in-key 2, MYREG
  "MYREG:80": port-missing-in-image 3, MYREG
  "MYREG:5001": port-missing-in-image 3, MYREG
  "MYREG:*": wildcard-in-port 1, MYREG
  "*.MYREG": wildcard-too-many-parts 5, MYREG
  "*": matches
  "MYRxEGx": host-typo 5, MYREG
  "MYREG.": host-typo 4, MYREG
  "https://MYREG/v1/app": matches
  "https://MYREG/v2": version-without-slash 1, https://MYREG/v2/
  "https://MYREG/v2/_catalog": path-prefix 8, MYREG
  "https://MYREG/api": path-prefix 8, MYREG
  "MYREG/APP": path-prefix 8, MYREG
  "MYREG/app:1.0": tag-in-key 1, MYREG/app
  "MYREG/app@sha256:0123": digest-in-key 1, MYREG/app
  "MYREG/app/": path-prefix 8, MYREG
  "MYREG/app/*": wildcard-in-path 9, MYREG
  "MYREG/*": wildcard-in-path 1, MYREG/
  "MYREG//app": path-prefix 8, MYREG
  "MYREG/other": path-prefix 8, MYREG
  "HTTPS://MYREG": other-scheme 1, MYREG
  "oci://MYREG": other-scheme 1, MYREG
  "MYREG?x": matches
  "MYREG/<org>": unexpanded-variable 20, MYREG
  "https://index.docker.io/v1/": matches
  "https://index.docker.io/v1": version-without-slash 1, https://index.docker.io/v1/
  "myreg": host-case 2, MYREG
123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app
  "123456789012.dkr.ecr.eu-west-1.amazonaws.com": matches
  "123456789012.dkr.ecr.eu-west-1.amazonaws.com:443": default-port-in-key 2, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "123456789012.dkr.ecr.eu-west-1.amazonaws.com:80": port-missing-in-image 3, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "123456789012.dkr.ecr.eu-west-1.amazonaws.com:5001": port-missing-in-image 3, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "123456789012.dkr.ecr.eu-west-1.amazonaws.com:*": wildcard-in-port 1, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "123456789012.dkr.ecr.eu-west-1.amazonaws.com:port": port-not-a-number 2, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "123456789012.DKR.ECR.EU-WEST-1.AMAZONAWS.COM": host-case 2, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "*.123456789012.dkr.ecr.eu-west-1.amazonaws.com": wildcard-too-many-parts 5, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "*.dkr.ecr.eu-west-1.amazonaws.com": matches
  "123456789012.dkr.ecr.eu-west-1.amazonaws.*": matches
  "*.ecr.eu-west-1.amazonaws.com": wildcard-too-few-parts 5, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "dkr.ecr.eu-west-1.amazonaws.com": sub-domain-missing 6, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "other.dkr.ecr.eu-west-1.amazonaws.com": sub-domain-differs 12, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "123456789012.dkr.ecr.e-uwest-1.amazonaws.com": ecr-region 8, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "23456789012.dkr.ecr.eu-west-1.amazonaws.com": host-typo 4, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "123x456789012.dkr.ecr.eu-west-1.amazonaws.comx": host-typo 5, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "123456789012.dkr.ecr.e-uwest-1.amazonaws.com/other": ecr-region 8, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "123456789012.dkr.ecr.eu-west-1.amazonaws.com.": host-typo 4, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v1/team/app": matches
  "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2": version-without-slash 1, https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/
  "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/_catalog": path-prefix 8, 123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/
  "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/api": path-prefix 8, 123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/
  "123456789012.dkr.ecr.eu-west-1.amazonaws.com/TEAM/APP": path-prefix 8, 123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/
  "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app:1.0": tag-in-key 1, 123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app
  "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app@sha256:0123": digest-in-key 1, 123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app
  "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app/": path-prefix 8, 123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/
  "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app/*": wildcard-in-path 9, 123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/
  "123456789012.dkr.ecr.eu-west-1.amazonaws.com/*": wildcard-in-path 1, 123456789012.dkr.ecr.eu-west-1.amazonaws.com/
  "123456789012.dkr.ecr.eu-west-1.amazonaws.com//team/app": path-prefix 8, 123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/
  "123456789012.dkr.ecr.eu-west-1.amazonaws.com/other": path-prefix 8, 123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/
  "HTTPS://123456789012.dkr.ecr.eu-west-1.amazonaws.com": other-scheme 1, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "oci://123456789012.dkr.ecr.eu-west-1.amazonaws.com": other-scheme 1, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  " 123456789012.dkr.ecr.eu-west-1.amazonaws.com": blank-in-key 1, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "123456789012.dkr.ecr.eu-west-1.amazonaws.com ": blank-in-key 1, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "123456789012.dkr.ecr.eu-west-1.amazonaws.com\\n": control-character 1, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "\\"123456789012.dkr.ecr.eu-west-1.amazonaws.com\\"": quotes-in-key 1, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "\\"123456789012.dkr.ecr.eu-west-1.amazonaws.com/other\\"": quotes-in-key 9, 123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/
  "123456789012.dkr.ecr.eu-west-1.amazonaws.com?x": matches
  "123456789012.dkr.ecr.eu-west-1.amazonaws.com/<org>": unexpanded-variable 20, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "123456789012.dkr.ecr.eu-west-1.amazonaws.com/ghp_0123456789abcdef": token-in-key 5, 123456789012.dkr.ecr.eu-west-1.amazonaws.com/
  "me:pw@123456789012.dkr.ecr.eu-west-1.amazonaws.com/other": path-prefix 8, 123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/
  "123456789012.dkr.ecr.eu-west-1.amazonaws.com​": non-ascii 1, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "*": wildcard-alone 7, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "123456789012.dkr.ecr.us-east-1.amazonaws.com": ecr-region 8, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "210987654321.dkr.ecr.eu-west-1.amazonaws.com": ecr-account 9, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "210987654321.dkr.ecr.us-east-1.amazonaws.com": ecr-account 9, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "123456789012.dkr.ecr-fips.eu-west-1.amazonaws.com": ecr-endpoint 7, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com": ecr-region 8, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
  "123456789012.dkr-ecr.eu-west-1.on.aws": ecr-partition 10, 123456789012.dkr.ecr.eu-west-1.amazonaws.com
123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/app
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn": matches
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn:443": default-port-in-key 2, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn:80": port-missing-in-image 3, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn:5001": port-missing-in-image 3, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn:*": wildcard-in-port 1, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn:port": port-not-a-number 2, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "123456789012.DKR.ECR.CN-NORTH-1.AMAZONAWS.COM.CN": host-case 2, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "*.123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn": wildcard-too-many-parts 5, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "*.dkr.ecr.cn-north-1.amazonaws.com.cn": matches
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.*": matches
  "*.ecr.cn-north-1.amazonaws.com.cn": wildcard-too-few-parts 5, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "dkr.ecr.cn-north-1.amazonaws.com.cn": sub-domain-missing 6, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "other.dkr.ecr.cn-north-1.amazonaws.com.cn": sub-domain-differs 12, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "123456789012.dkr.ecr.cn-onrth-1.amazonaws.com.cn": ecr-region 8, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "23456789012.dkr.ecr.cn-north-1.amazonaws.com.cn": host-typo 4, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "123x456789012.dkr.ecr.cn-north-1.amazonaws.com.cnx": host-typo 5, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "123456789012.dkr.ecr.cn-onrth-1.amazonaws.com.cn/other": ecr-region 8, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn.": host-typo 4, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "https://123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/v1/team/app": matches
  "https://123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/v2": version-without-slash 1, https://123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/v2/
  "https://123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/v2/_catalog": path-prefix 8, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/
  "https://123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/api": path-prefix 8, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/TEAM/APP": path-prefix 8, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/app:1.0": tag-in-key 1, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/app
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/app@sha256:0123": digest-in-key 1, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/app
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/app/": path-prefix 8, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/app/*": wildcard-in-path 9, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/*": wildcard-in-path 1, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn//team/app": path-prefix 8, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/other": path-prefix 8, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/
  "HTTPS://123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn": other-scheme 1, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "oci://123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn": other-scheme 1, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  " 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn": blank-in-key 1, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn ": blank-in-key 1, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn\\n": control-character 1, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "\\"123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn\\"": quotes-in-key 1, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "\\"123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/other\\"": quotes-in-key 9, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn?x": matches
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/<org>": unexpanded-variable 20, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/ghp_0123456789abcdef": token-in-key 5, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/
  "me:pw@123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/other": path-prefix 8, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn​": non-ascii 1, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "*": wildcard-alone 7, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "123456789012.dkr.ecr.us-east-1.amazonaws.com": ecr-partition 10, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "210987654321.dkr.ecr.eu-west-1.amazonaws.com": ecr-partition 10, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "210987654321.dkr.ecr.us-east-1.amazonaws.com": ecr-partition 10, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "123456789012.dkr.ecr-fips.eu-west-1.amazonaws.com": ecr-partition 10, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com": ecr-partition 10, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
  "123456789012.dkr-ecr.eu-west-1.on.aws": ecr-partition 10, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
us-docker.pkg.dev/proj/repo/app
  "us-docker.pkg.dev": matches
  "us-docker.pkg.dev:443": default-port-in-key 2, us-docker.pkg.dev
  "us-docker.pkg.dev:80": port-missing-in-image 3, us-docker.pkg.dev
  "us-docker.pkg.dev:5001": port-missing-in-image 3, us-docker.pkg.dev
  "us-docker.pkg.dev:*": wildcard-in-port 1, us-docker.pkg.dev
  "us-docker.pkg.dev:port": port-not-a-number 2, us-docker.pkg.dev
  "US-DOCKER.PKG.DEV": host-case 2, us-docker.pkg.dev
  "*.us-docker.pkg.dev": wildcard-too-many-parts 5, us-docker.pkg.dev
  "*.pkg.dev": matches
  "us-docker.pkg.*": matches
  "*.dev": wildcard-too-few-parts 5, us-docker.pkg.dev
  "pkg.dev": sub-domain-missing 6, us-docker.pkg.dev
  "other.pkg.dev": sub-domain-differs 12, us-docker.pkg.dev
  "us-docke.rpkg.dev": host-typo 4, us-docker.pkg.dev
  "s-docker.pkg.dev": artifact-location 8, us-docker.pkg.dev
  "us-xdocker.pkg.devx": host-typo 5, us-docker.pkg.dev
  "us-docke.rpkg.dev/other": host-typo 7, us-docker.pkg.dev
  "us-docker.pkg.dev.": host-typo 4, us-docker.pkg.dev
  "https://us-docker.pkg.dev/v1/proj/repo/app": matches
  "https://us-docker.pkg.dev/v2": version-without-slash 1, https://us-docker.pkg.dev/v2/
  "https://us-docker.pkg.dev/v2/_catalog": google-project 8, us-docker.pkg.dev/proj/
  "https://us-docker.pkg.dev/api": google-project 8, us-docker.pkg.dev/proj/
  "us-docker.pkg.dev/PROJ/REPO/APP": google-project 8, us-docker.pkg.dev/proj/
  "us-docker.pkg.dev/proj/repo/app:1.0": tag-in-key 1, us-docker.pkg.dev/proj/repo/app
  "us-docker.pkg.dev/proj/repo/app@sha256:0123": digest-in-key 1, us-docker.pkg.dev/proj/repo/app
  "us-docker.pkg.dev/proj/repo/app/": path-prefix 8, us-docker.pkg.dev/proj/
  "us-docker.pkg.dev/proj/repo/app/*": wildcard-in-path 9, us-docker.pkg.dev/proj/
  "us-docker.pkg.dev/*": wildcard-in-path 1, us-docker.pkg.dev/
  "us-docker.pkg.dev//proj/repo/app": path-prefix 8, us-docker.pkg.dev/proj/
  "us-docker.pkg.dev/other": google-project 8, us-docker.pkg.dev/proj/
  "HTTPS://us-docker.pkg.dev": other-scheme 1, us-docker.pkg.dev
  "oci://us-docker.pkg.dev": other-scheme 1, us-docker.pkg.dev
  " us-docker.pkg.dev": blank-in-key 1, us-docker.pkg.dev
  "us-docker.pkg.dev ": blank-in-key 1, us-docker.pkg.dev
  "us-docker.pkg.dev\\n": control-character 1, us-docker.pkg.dev
  "\\"us-docker.pkg.dev\\"": quotes-in-key 1, us-docker.pkg.dev
  "\\"us-docker.pkg.dev/other\\"": quotes-in-key 9, us-docker.pkg.dev/proj/
  "us-docker.pkg.dev?x": matches
  "us-docker.pkg.dev/<org>": unexpanded-variable 20, us-docker.pkg.dev
  "us-docker.pkg.dev/ghp_0123456789abcdef": token-in-key 5, us-docker.pkg.dev/
  "me:pw@us-docker.pkg.dev/other": google-project 8, us-docker.pkg.dev/proj/
  "us-docker.pkg.dev​": non-ascii 1, us-docker.pkg.dev
  "*": wildcard-alone 7, us-docker.pkg.dev
  "https://gcr.io": gcr-or-artifact-registry 9, us-docker.pkg.dev
  "us.gcr.io": gcr-or-artifact-registry 9, us-docker.pkg.dev
  "eu.gcr.io/other": gcr-or-artifact-registry 9, us-docker.pkg.dev
  "europe-docker.pkg.dev": artifact-location 8, us-docker.pkg.dev
  "us-docker.pkg.dev/other/repo": google-project 8, us-docker.pkg.dev/proj/
  "us-docker.pkg.dev/proj/other": path-prefix 8, us-docker.pkg.dev/proj/
eu.gcr.io/proj/app
  "eu.gcr.io": matches
  "eu.gcr.io:443": default-port-in-key 2, eu.gcr.io
  "eu.gcr.io:80": port-missing-in-image 3, eu.gcr.io
  "eu.gcr.io:5001": port-missing-in-image 3, eu.gcr.io
  "eu.gcr.io:*": wildcard-in-port 1, eu.gcr.io
  "eu.gcr.io:port": port-not-a-number 2, eu.gcr.io
  "EU.GCR.IO": host-case 2, eu.gcr.io
  "*.eu.gcr.io": wildcard-too-many-parts 5, eu.gcr.io
  "*.gcr.io": matches
  "eu.gcr.*": matches
  "*.io": wildcard-too-few-parts 5, eu.gcr.io
  "gcr.io": gcr-host 8, eu.gcr.io
  "other.gcr.io": gcr-host 8, eu.gcr.io
  "eu.grc.io": host-typo 4, eu.gcr.io
  "u.gcr.io": gcr-host 8, eu.gcr.io
  "eu.xgcr.iox": host-typo 5, eu.gcr.io
  "eu.grc.io/other": host-typo 7, eu.gcr.io
  "eu.gcr.io.": host-typo 4, eu.gcr.io
  "https://eu.gcr.io/v1/proj/app": matches
  "https://eu.gcr.io/v2": version-without-slash 1, https://eu.gcr.io/v2/
  "https://eu.gcr.io/v2/_catalog": google-project 8, eu.gcr.io/proj/
  "https://eu.gcr.io/api": google-project 8, eu.gcr.io/proj/
  "eu.gcr.io/PROJ/APP": google-project 8, eu.gcr.io/proj/
  "eu.gcr.io/proj/app:1.0": tag-in-key 1, eu.gcr.io/proj/app
  "eu.gcr.io/proj/app@sha256:0123": digest-in-key 1, eu.gcr.io/proj/app
  "eu.gcr.io/proj/app/": path-prefix 8, eu.gcr.io/proj/
  "eu.gcr.io/proj/app/*": wildcard-in-path 9, eu.gcr.io/proj/
  "eu.gcr.io/*": wildcard-in-path 1, eu.gcr.io/
  "eu.gcr.io//proj/app": path-prefix 8, eu.gcr.io/proj/
  "eu.gcr.io/other": google-project 8, eu.gcr.io/proj/
  "HTTPS://eu.gcr.io": other-scheme 1, eu.gcr.io
  "oci://eu.gcr.io": other-scheme 1, eu.gcr.io
  " eu.gcr.io": blank-in-key 1, eu.gcr.io
  "eu.gcr.io ": blank-in-key 1, eu.gcr.io
  "eu.gcr.io\\n": control-character 1, eu.gcr.io
  "\\"eu.gcr.io\\"": quotes-in-key 1, eu.gcr.io
  "\\"eu.gcr.io/other\\"": quotes-in-key 9, eu.gcr.io/proj/
  "eu.gcr.io?x": matches
  "eu.gcr.io/<org>": unexpanded-variable 20, eu.gcr.io
  "eu.gcr.io/ghp_0123456789abcdef": token-in-key 5, eu.gcr.io/
  "me:pw@eu.gcr.io/other": google-project 8, eu.gcr.io/proj/
  "eu.gcr.io​": non-ascii 1, eu.gcr.io
  "*": wildcard-alone 7, eu.gcr.io
  "https://gcr.io": gcr-host 8, eu.gcr.io
  "us.gcr.io": gcr-host 8, eu.gcr.io
  "europe-docker.pkg.dev": gcr-or-artifact-registry 9, eu.gcr.io
  "us-docker.pkg.dev/other/repo": gcr-or-artifact-registry 9, eu.gcr.io
  "us-docker.pkg.dev/proj/other": gcr-or-artifact-registry 9, eu.gcr.io
acme.azurecr.io/app
  "acme.azurecr.io": matches
  "acme.azurecr.io:443": default-port-in-key 2, acme.azurecr.io
  "acme.azurecr.io:80": port-missing-in-image 3, acme.azurecr.io
  "acme.azurecr.io:5001": port-missing-in-image 3, acme.azurecr.io
  "acme.azurecr.io:*": wildcard-in-port 1, acme.azurecr.io
  "acme.azurecr.io:port": port-not-a-number 2, acme.azurecr.io
  "ACME.AZURECR.IO": host-case 2, acme.azurecr.io
  "*.acme.azurecr.io": wildcard-too-many-parts 5, acme.azurecr.io
  "*.azurecr.io": matches
  "acme.azurecr.*": matches
  "*.io": wildcard-too-few-parts 5, acme.azurecr.io
  "azurecr.io": sub-domain-missing 6, acme.azurecr.io
  "other.azurecr.io": sub-domain-differs 12, acme.azurecr.io
  "acme.azruecr.io": host-typo 4, acme.azurecr.io
  "cme.azurecr.io": sub-domain-differs 12, acme.azurecr.io
  "acmxe.azurecr.iox": host-typo 5, acme.azurecr.io
  "acme.azruecr.io/other": host-typo 7, acme.azurecr.io
  "acme.azurecr.io.": host-typo 4, acme.azurecr.io
  "https://acme.azurecr.io/v1/app": matches
  "https://acme.azurecr.io/v2": version-without-slash 1, https://acme.azurecr.io/v2/
  "https://acme.azurecr.io/v2/_catalog": path-prefix 8, acme.azurecr.io
  "https://acme.azurecr.io/api": path-prefix 8, acme.azurecr.io
  "acme.azurecr.io/APP": path-prefix 8, acme.azurecr.io
  "acme.azurecr.io/app:1.0": tag-in-key 1, acme.azurecr.io/app
  "acme.azurecr.io/app@sha256:0123": digest-in-key 1, acme.azurecr.io/app
  "acme.azurecr.io/app/": path-prefix 8, acme.azurecr.io
  "acme.azurecr.io/app/*": wildcard-in-path 9, acme.azurecr.io
  "acme.azurecr.io/*": wildcard-in-path 1, acme.azurecr.io/
  "acme.azurecr.io//app": path-prefix 8, acme.azurecr.io
  "acme.azurecr.io/other": path-prefix 8, acme.azurecr.io
  "HTTPS://acme.azurecr.io": other-scheme 1, acme.azurecr.io
  "oci://acme.azurecr.io": other-scheme 1, acme.azurecr.io
  " acme.azurecr.io": blank-in-key 1, acme.azurecr.io
  "acme.azurecr.io ": blank-in-key 1, acme.azurecr.io
  "acme.azurecr.io\\n": control-character 1, acme.azurecr.io
  "\\"acme.azurecr.io\\"": quotes-in-key 1, acme.azurecr.io
  "\\"acme.azurecr.io/other\\"": quotes-in-key 9, acme.azurecr.io
  "acme.azurecr.io?x": matches
  "acme.azurecr.io/<org>": unexpanded-variable 20, acme.azurecr.io
  "acme.azurecr.io/ghp_0123456789abcdef": token-in-key 5, acme.azurecr.io/
  "me:pw@acme.azurecr.io/other": path-prefix 8, acme.azurecr.io
  "acme.azurecr.io​": non-ascii 1, acme.azurecr.io
  "*": wildcard-alone 7, acme.azurecr.io
  "acme.azurecr.cn": acr-cloud 8, acme.azurecr.io
registry.gitlab.com/group/project
  "registry.gitlab.com": matches
  "registry.gitlab.com:443": default-port-in-key 2, registry.gitlab.com
  "registry.gitlab.com:80": port-missing-in-image 3, registry.gitlab.com
  "registry.gitlab.com:5001": port-missing-in-image 3, registry.gitlab.com
  "registry.gitlab.com:*": wildcard-in-port 1, registry.gitlab.com
  "registry.gitlab.com:port": port-not-a-number 2, registry.gitlab.com
  "REGISTRY.GITLAB.COM": host-case 2, registry.gitlab.com
  "*.registry.gitlab.com": wildcard-too-many-parts 5, registry.gitlab.com
  "*.gitlab.com": matches
  "registry.gitlab.*": matches
  "*.com": wildcard-too-few-parts 5, registry.gitlab.com
  "gitlab.com": sub-domain-missing 6, registry.gitlab.com
  "other.gitlab.com": sub-domain-differs 12, registry.gitlab.com
  "registry.igtlab.com": host-typo 4, registry.gitlab.com
  "egistry.gitlab.com": host-typo 4, registry.gitlab.com
  "regxistry.gitlab.comx": host-typo 5, registry.gitlab.com
  "registry.igtlab.com/other": host-typo 7, registry.gitlab.com
  "registry.gitlab.com.": host-typo 4, registry.gitlab.com
  "https://registry.gitlab.com/v1/group/project": matches
  "https://registry.gitlab.com/v2": version-without-slash 1, https://registry.gitlab.com/v2/
  "https://registry.gitlab.com/v2/_catalog": path-prefix 8, registry.gitlab.com/group/
  "https://registry.gitlab.com/api": path-prefix 8, registry.gitlab.com/group/
  "registry.gitlab.com/GROUP/PROJECT": path-prefix 8, registry.gitlab.com/group/
  "registry.gitlab.com/group/project:1.0": tag-in-key 1, registry.gitlab.com/group/project
  "registry.gitlab.com/group/project@sha256:0123": digest-in-key 1, registry.gitlab.com/group/project
  "registry.gitlab.com/group/project/": path-prefix 8, registry.gitlab.com/group/
  "registry.gitlab.com/group/project/*": wildcard-in-path 9, registry.gitlab.com/group/
  "registry.gitlab.com/*": wildcard-in-path 1, registry.gitlab.com/
  "registry.gitlab.com//group/project": path-prefix 8, registry.gitlab.com/group/
  "registry.gitlab.com/other": path-prefix 8, registry.gitlab.com/group/
  "HTTPS://registry.gitlab.com": other-scheme 1, registry.gitlab.com
  "oci://registry.gitlab.com": other-scheme 1, registry.gitlab.com
  " registry.gitlab.com": blank-in-key 1, registry.gitlab.com
  "registry.gitlab.com ": blank-in-key 1, registry.gitlab.com
  "registry.gitlab.com\\n": control-character 1, registry.gitlab.com
  "\\"registry.gitlab.com\\"": quotes-in-key 1, registry.gitlab.com
  "\\"registry.gitlab.com/other\\"": quotes-in-key 9, registry.gitlab.com/group/
  "registry.gitlab.com?x": matches
  "registry.gitlab.com/<org>": unexpanded-variable 20, registry.gitlab.com
  "registry.gitlab.com/ghp_0123456789abcdef": token-in-key 5, registry.gitlab.com/
  "me:pw@registry.gitlab.com/other": path-prefix 8, registry.gitlab.com/group/
  "registry.gitlab.com​": non-ascii 1, registry.gitlab.com
  "*": wildcard-alone 7, registry.gitlab.com
  "gitlab.com:5050": sub-domain-missing 8, registry.gitlab.com
`
