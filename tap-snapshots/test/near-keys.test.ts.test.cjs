/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/near-keys.test.ts > TAP > several slips at once > must match snapshot 1`] = `
ghcr.io/org/app
  "gh*cr.io:80": port-missing-in-image 3, key "gh*cr.io:80" with port 80, but the image names no port; use "gh*cr.io"
  "gh*r.io:80": port-missing-in-image 3, key "gh*r.io:80" with port 80, but the image names no port; use "gh*r.io"
  "g*h*r.io:80": port-missing-in-image 3, key "g*h*r.io:80" with port 80, but the image names no port; use "g*h*r.io"
  "g*c*r.io:80": port-missing-in-image 3, key "g*c*r.io:80" with port 80, but the image names no port; use "g*c*r.io"
  "g*x*r.io:80": other-registry 100, key "g*x*r.io:80" for another registry than the image's "ghcr.io"
  "g*r*c*.io:80": other-registry 100, key "g*r*c*.io:80" for another registry than the image's "ghcr.io"
  "ghcr*cr.io:80": other-registry 100, key "ghcr*cr.io:80" for another registry than the image's "ghcr.io"
  "*h*.io:80": port-missing-in-image 3, key "*h*.io:80" with port 80, but the image names no port; use "*h*.io"
  "x*.io:80": other-registry 100, key "x*.io:80" for another registry than the image's "ghcr.io"
  "*x.io:80": other-registry 100, key "*x.io:80" for another registry than the image's "ghcr.io"
  "ghcr*.io:80": port-missing-in-image 3, key "ghcr*.io:80" with port 80, but the image names no port; use "ghcr*.io"
  "*ghcr.io:80": port-missing-in-image 3, key "*ghcr.io:80" with port 80, but the image names no port; use "*ghcr.io"
  "g**r.io:80": port-missing-in-image 3, key "g**r.io:80" with port 80, but the image names no port; use "g**r.io"
  "ghcr.io*:80": port-missing-in-image 3, key "ghcr.io*:80" with port 80, but the image names no port; use "ghcr.io*"
  "*.*:80": port-missing-in-image 3, key "*.*:80" with port 80, but the image names no port; use "*.*"
  "g*.i*:80": port-missing-in-image 3, key "g*.i*:80" with port 80, but the image names no port; use "g*.i*"
  "ghcr.*.io:80": wildcard-too-many-parts 7, key "ghcr.*.io:80" whose host has 3 parts, but "ghcr.io" has 2, and a wildcard never stands for none; use "ghcr.io"
  "GH*.io": host-case 2, key "GH*.io" whose host differs from the image's "ghcr.io" in letter case, which the kubelet compares; use "gh*.io"
  "GHCR.*": host-case 2, key "GHCR.*" whose host differs from the image's "ghcr.io" in letter case, which the kubelet compares; use "ghcr.*"
  "Ghcr.io/org": host-case 2, key "Ghcr.io/org" whose host differs from the image's "ghcr.io" in letter case, which the kubelet compares; use "ghcr.io/org"
  "GHCR.io:443/Org": host-case 7, key "GHCR.io:443/Org" whose host differs from the image's "ghcr.io" in letter case, which the kubelet compares; use "ghcr.io"
  "Ghcr.io:5000/other": host-case 7, key "Ghcr.io:5000/other" whose host differs from the image's "ghcr.io" in letter case, which the kubelet compares; use "ghcr.io"
  "gchr.io:5000/org": host-typo 6, key "gchr.io:5000/org" whose host is nearly, but not quite, the image's "ghcr.io"; use "ghcr.io"
  "gchr.io/other": host-typo 7, key "gchr.io/other" whose host is nearly, but not quite, the image's "ghcr.io"; use "ghcr.io"
  "ghcr.oi/x": host-typo 7, key "ghcr.oi/x" whose host is nearly, but not quite, the image's "ghcr.io"; use "ghcr.io"
  "gh.io": other-registry 100, key "gh.io" for another registry than the image's "ghcr.io"
  "hcr.i": other-registry 100, key "hcr.i" for another registry than the image's "ghcr.io"
  "io": other-registry 100, key "io" for another registry than the image's "ghcr.io"
  "app.ghcr.io": other-registry 100, key "app.ghcr.io" for another registry than the image's "ghcr.io"
  "x.y.ghcr.io": other-registry 100, key "x.y.ghcr.io" for another registry than the image's "ghcr.io"
  "*.eu.ghcr.io": other-registry 100, key "*.eu.ghcr.io" for another registry than the image's "ghcr.io"
  "*.com": other-registry 100, key "*.com" for another registry than the image's "ghcr.io"
  "*.x": other-registry 100, key "*.x" for another registry than the image's "ghcr.io"
  "ghcr.*.x": other-registry 100, key "ghcr.*.x" for another registry than the image's "ghcr.io"
  "*ghcr": other-registry 100, key "*ghcr" for another registry than the image's "ghcr.io"
  "x*.ghcr.io": wildcard-too-many-parts 5, key "x*.ghcr.io" whose host has 3 parts, but "ghcr.io" has 2, and a wildcard never stands for none; use "ghcr.io"
  "ghcr": other-registry 100, key "ghcr" for another registry than the image's "ghcr.io"
  "http://ghcr.io:443": default-port-in-key 2, key "http://ghcr.io:443" with port 443 written out; the image names no port, and the kubelet compares text; use "ghcr.io"
  "http://oci://ghcr.io": other-registry 100, key "http://oci://ghcr.io" for another registry than the image's "ghcr.io"
  "https://oci://ghcr.io": other-registry 100, key "https://oci://ghcr.io" for another registry than the image's "ghcr.io"
  "http://ghcr.io/v1": version-without-slash 1, key "http://ghcr.io/v1" without a final slash, so the kubelet reads "/v1" as a path and not as the version of an API; use "http://ghcr.io/v1/"
  "http://ghcr.io/other": path-prefix 8, key "http://ghcr.io/other" for the path "/other" only, but the image's path is "/org/app"; use "ghcr.io/org/"
  "http://": empty-key 50, key "http://" that names no registry; use "ghcr.io"
  "http://http://ghcr.io": other-registry 100, key "http://http://ghcr.io" for another registry than the image's "ghcr.io"
  "ghcr.io:8*/org": wildcard-in-port 1, key "ghcr.io:8*/org" with a wildcard in the port, so the kubelet drops it; use "ghcr.io/org"
  "ghcr.io:*8/org": wildcard-in-port 1, key "ghcr.io:*8/org" with a wildcard in the port, so the kubelet drops it; use "ghcr.io/org"
  "ghcr.io:*/other": wildcard-in-port 9, key "ghcr.io:*/other" with a wildcard in the port, so the kubelet drops it; use "ghcr.io/org/"
  "[::1]:*": dropped-key 70, key "[::1]:*" that the kubelet drops: its port is not a number
  "[::1]:5*/app": dropped-key 70, key "[::1]:5*/app" that the kubelet drops: its port is not a number
  ":*": dropped-key 70, key ":*" that the kubelet drops: its port is not a number
  "*:*": wildcard-in-port 8, key "*:*" with a wildcard in the port, so the kubelet drops it; use "ghcr.io"
  "x/ghcr.io/v1": other-registry 100, key "x/ghcr.io/v1" for another registry than the image's "ghcr.io"
  "ghcr.io/org/v1": path-prefix 8, key "ghcr.io/org/v1" for the path "/org/v1" only, but the image's path is "/org/app"; use "ghcr.io/org/"
  "quay.io/v1": other-registry 100, key "quay.io/v1" for another registry than the image's "ghcr.io"
  "ghcr.io/v1/v2": path-prefix 8, key "ghcr.io/v1/v2" for the path "/v2" only, but the image's path is "/org/app"; use "ghcr.io/org/"
  "ghcr.io/@x": login-in-key 95, a key with "@" in it, of which one cannot tell where a login ends
  "ghcr.io@sha256:0123": other-registry 100, key "ghcr.io@sha256:0123" for another registry than the image's "ghcr.io"
  "ghcr.io/org:1@sha256:0123": digest-in-key 1, key "ghcr.io/org:1@sha256:0123" with a digest in it, but the kubelet compares names without digests; use "ghcr.io/org"
  "ghcr.io/org@sha256:0123/x": login-in-key 95, a key with "@" in it, of which one cannot tell where a login ends
  "quay.io/x@sha256:0123": other-registry 100, key "quay.io/x@sha256:0123" for another registry than the image's "ghcr.io"
  "me@ghcr.io/x@sha256:0123": digest-in-key 9, key "ghcr.io/x@sha256:0123" with a digest in it, but the kubelet compares names without digests; use "ghcr.io/org/"
  "ghcr.io/a:1": tag-in-key 9, key "ghcr.io/a:1" with a tag in it, but the kubelet compares names without tags; use "ghcr.io/org/"
  "ghcr.io/a:1/b": other-registry 100, a key for another registry than the image's "ghcr.io"
  ":5000/a:1": other-registry 100, key ":5000/a:1" for another registry than the image's "ghcr.io"
  "/a:1": other-registry 100, key "/a:1" for another registry than the image's "ghcr.io"
  "ghcr.io:5000/org:1": tag-in-key 4, key "ghcr.io:5000/org:1" with a tag in it, but the kubelet compares names without tags; use "ghcr.io/org"
  "quay.io/a:1": other-registry 100, key "quay.io/a:1" for another registry than the image's "ghcr.io"
  "ghcr.io/*/*": wildcard-in-path 1, key "ghcr.io/*/*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "ghcr.io/"
  "*/x": wildcard-alone 10, key "*/x" whose wildcard stands for one part of a host, but "ghcr.io" has 2; use "ghcr.io"
  "/*": wildcard-in-path 51, key "/*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "ghcr.io"
  "ghcr.io/o*": wildcard-in-path 1, key "ghcr.io/o*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "ghcr.io/o"
  "*.io/*": wildcard-in-path 1, key "*.io/*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "*.io/"
  "quay.io/*": other-registry 100, key "quay.io/*" for another registry than the image's "ghcr.io"
  "*/*": wildcard-in-path 8, key "*/*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "ghcr.io"
  "?ghcr.io": other-registry 100, a key for another registry than the image's "ghcr.io"
  "ghcr?": question-mark 15, a key with "?", which is no wildcard: the kubelet cuts the key there; use "ghcr.io"
  "gh?": question-mark 15, a key with "?", which is no wildcard: the kubelet cuts the key there; use "ghcr.io"
  "registry?": other-registry 100, a key for another registry than the image's "ghcr.io"
  "ghcr.io/x?": path-prefix 8, a key for the path "/x" only, but the image's path is "/org/app"; use "ghcr.io/org/"
  "x?": other-registry 100, a key for another registry than the image's "ghcr.io"
  "quay.io?x": other-registry 100, a key for another registry than the image's "ghcr.io"
  "gh?/x": question-mark 15, a key with "?", which is no wildcard: the kubelet cuts the key there; use "ghcr.io"
  "a b?": dropped-key 70, a key that the kubelet drops: its host holds a character that no host name has
  " me:pw@ghcr.io": blank-in-key 1, a key with a blank in front, which no image name has; use "ghcr.io"
  " me:pw@quay.io": dropped-key 70, a key that the kubelet drops: the part before its "@" holds a character that may not stand there
  " quay.io ": dropped-key 70, a key that the kubelet drops: its host holds a character that no host name has
  " \\"ghcr.io\\" ": blank-in-key 2, a key with a blank in it, which no image name has; use "ghcr.io"
  "\\" ghcr.io\\"": quotes-in-key 2, a key with quotation marks in it, which no image name has; use "ghcr.io"
  "\\"quay.io\\"": other-registry 100, a key for another registry than the image's "ghcr.io"
  "quay.io\\n": dropped-key 70, a key that the kubelet drops: it holds a control character such as a newline
  "\\tquay.io": dropped-key 70, a key that the kubelet drops: it holds a control character such as a newline
  "ghcr.io:port/other": port-not-a-number 10, a key with a port that is no number, so the kubelet drops it; use "ghcr.io/org/"
  "quay.io:port": dropped-key 70, a key that the kubelet drops: its port is not a number
  " ghcr.io:port": blank-in-key 3, a key with a blank in front, which no image name has; use "ghcr.io"
  "\\"ghcr.io:port\\"": quotes-in-key 3, a key with quotation marks in it, which no image name has; use "ghcr.io"
  "\\" ghcr.io/other\\"": quotes-in-key 10, a key with quotation marks in it, which no image name has; use "ghcr.io/org/"
  "gh cr.io": blank-in-key 1, a key with a blank in it, which no image name has; use "ghcr.io"
  "qu ay.io": dropped-key 70, a key that the kubelet drops: its host holds a character that no host name has
  "me<x@ghcr.io": dropped-key 3, a key that the kubelet drops: the part before its "@" holds a character that may not stand there; use "ghcr.io"
  "me<x@quay.io": dropped-key 70, a key that the kubelet drops: the part before its "@" holds a character that may not stand there
  "ghécr.io": non-ascii 1, a key with a character outside ASCII, which no image name has; use "ghcr.io"
  "quay.ioé": other-registry 100, a key for another registry than the image's "ghcr.io"
  "x://ghcr.io": other-scheme 1, a key with a scheme that the kubelet does not strip: it strips only "https://" and "http://"; use "ghcr.io"
  "x://quay.io": other-registry 100, a key for another registry than the image's "ghcr.io"
  "x://ghcr.io/v1": other-scheme 2, a key with a scheme that the kubelet does not strip: it strips only "https://" and "http://"; use "ghcr.io/v1/"
  "x:// ghcr.io": blank-in-key 2, a key with a blank in it, which no image name has; use "ghcr.io"
  "x:// quay.io": other-registry 100, a key for another registry than the image's "ghcr.io"
  "1x://ghcr.io": other-registry 100, a key for another registry than the image's "ghcr.io"
  "ghcr.io#%zz": dropped-key 70, a key that the kubelet drops: it holds a "%" without two hex digits behind it
  "quay.io#%zz": dropped-key 70, a key that the kubelet drops: it holds a "%" without two hex digits behind it
  "me@registry": login-in-key 95, a key with "@" in it, of which one cannot tell where a login ends
  "[gx]hcr.io": character-class 3, a key with "[...]" in the host, which current kubelets do not accept, so they drop it; use "ghcr.io"
  "[ab]uay.io": dropped-key 70, a key that the kubelet drops: its port is not a number
  "[gx]hcr.io/other": character-class 3, a key with "[...]" in the host, which current kubelets do not accept, so they drop it; use "ghcr.io"
  "ghcr.io/x...": key-too-long 95, a key that is longer than the name of any registry
  "index.docker.io/": other-registry 100, key "index.docker.io/" for another registry than the image's "ghcr.io"
  "index.docker.io/nginx": other-registry 100, key "index.docker.io/nginx" for another registry than the image's "ghcr.io"
  "index.docker.io/library/nginx": other-registry 100, key "index.docker.io/library/nginx" for another registry than the image's "ghcr.io"
  "index.docker.io:443/acme": other-registry 100, key "index.docker.io:443/acme" for another registry than the image's "ghcr.io"
  "https://index.docker.io/v1/other": other-registry 100, key "https://index.docker.io/v1/other" for another registry than the image's "ghcr.io"
  "docker.io/app": other-registry 100, key "docker.io/app" for another registry than the image's "ghcr.io"
  "docker.io/library/": other-registry 100, key "docker.io/library/" for another registry than the image's "ghcr.io"
  "docker.io:443/acme": other-registry 100, key "docker.io:443/acme" for another registry than the image's "ghcr.io"
  "registry-1.docker.io/acme": other-registry 100, key "registry-1.docker.io/acme" for another registry than the image's "ghcr.io"
  "gcr.io/proj": other-registry 100, key "gcr.io/proj" for another registry than the image's "ghcr.io"
  "gcr.io/pro": other-registry 100, key "gcr.io/pro" for another registry than the image's "ghcr.io"
  "gcr.io/other/x": other-registry 100, key "gcr.io/other/x" for another registry than the image's "ghcr.io"
  "eu.gcr.io/proj/other": other-registry 100, key "eu.gcr.io/proj/other" for another registry than the image's "ghcr.io"
  "eu.gcr.io": other-registry 100, key "eu.gcr.io" for another registry than the image's "ghcr.io"
  "us-docker.pkg.dev/proj/repo/app": other-registry 100, key "us-docker.pkg.dev/proj/repo/app" for another registry than the image's "ghcr.io"
  "us-docker.pkg.dev/proj/repo/other": other-registry 100, key "us-docker.pkg.dev/proj/repo/other" for another registry than the image's "ghcr.io"
  "us-docker.pkg.dev/pro": other-registry 100, key "us-docker.pkg.dev/pro" for another registry than the image's "ghcr.io"
  "us-docker.pkg.dev.x": other-registry 100, key "us-docker.pkg.dev.x" for another registry than the image's "ghcr.io"
  "x.us-docker.pkg.dev": other-registry 100, key "x.us-docker.pkg.dev" for another registry than the image's "ghcr.io"
  "xgcr.io": host-typo 5, key "xgcr.io" whose host is nearly, but not quite, the image's "ghcr.io"; use "ghcr.io"
  "gcr.io.x": other-registry 100, key "gcr.io.x" for another registry than the image's "ghcr.io"
ghcr.io:5000/org/app
  "gh*cr.io:80": port-differs 5, key "gh*cr.io:80" with port 80, but the image names port 5000; use "gh*cr.io:5000"
  "gh*r.io:80": port-differs 5, key "gh*r.io:80" with port 80, but the image names port 5000; use "gh*r.io:5000"
  "g*h*r.io:80": port-differs 5, key "g*h*r.io:80" with port 80, but the image names port 5000; use "g*h*r.io:5000"
  "g*c*r.io:80": port-differs 5, key "g*c*r.io:80" with port 80, but the image names port 5000; use "g*c*r.io:5000"
  "*h*.io:80": port-differs 5, key "*h*.io:80" with port 80, but the image names port 5000; use "*h*.io:5000"
  "ghcr*.io:80": port-differs 5, key "ghcr*.io:80" with port 80, but the image names port 5000; use "ghcr*.io:5000"
  "*ghcr.io:80": port-differs 5, key "*ghcr.io:80" with port 80, but the image names port 5000; use "*ghcr.io:5000"
  "g**r.io:80": port-differs 5, key "g**r.io:80" with port 80, but the image names port 5000; use "g**r.io:5000"
  "ghcr.io*:80": port-differs 5, key "ghcr.io*:80" with port 80, but the image names port 5000; use "ghcr.io*:5000"
  "*.*:80": port-differs 5, key "*.*:80" with port 80, but the image names port 5000; use "*.*:5000"
  "g*.i*:80": port-differs 5, key "g*.i*:80" with port 80, but the image names port 5000; use "g*.i*:5000"
  "ghcr.*.io:80": wildcard-too-many-parts 7, key "ghcr.*.io:80" whose host has 3 parts, but "ghcr.io" has 2, and a wildcard never stands for none; use "ghcr.io:5000"
  "GH*.io": host-case 4, key "GH*.io" whose host differs from the image's "ghcr.io" in letter case, which the kubelet compares; use "ghcr.io:5000"
  "GHCR.*": host-case 4, key "GHCR.*" whose host differs from the image's "ghcr.io" in letter case, which the kubelet compares; use "ghcr.io:5000"
  "Ghcr.io/org": host-case 4, key "Ghcr.io/org" whose host differs from the image's "ghcr.io" in letter case, which the kubelet compares; use "ghcr.io:5000"
  "GHCR.io:443/Org": host-case 7, key "GHCR.io:443/Org" whose host differs from the image's "ghcr.io" in letter case, which the kubelet compares; use "ghcr.io:5000"
  "Ghcr.io:5000/other": host-case 5, key "Ghcr.io:5000/other" whose host differs from the image's "ghcr.io" in letter case, which the kubelet compares; use "ghcr.io:5000"
  "gchr.io:5000/org": host-typo 4, key "gchr.io:5000/org" whose host is nearly, but not quite, the image's "ghcr.io"; use "ghcr.io:5000/org"
  "gchr.io/other": host-typo 9, key "gchr.io/other" whose host is nearly, but not quite, the image's "ghcr.io"; use "ghcr.io:5000"
  "ghcr.oi/x": host-typo 9, key "ghcr.oi/x" whose host is nearly, but not quite, the image's "ghcr.io"; use "ghcr.io:5000"
  "x*.ghcr.io": wildcard-too-many-parts 7, key "x*.ghcr.io" whose host has 3 parts, but "ghcr.io" has 2, and a wildcard never stands for none; use "ghcr.io:5000"
  "http://ghcr.io:443": port-differs 5, key "http://ghcr.io:443" with port 443, but the image names port 5000; use "ghcr.io:5000"
  "http://ghcr.io/v1": version-without-slash 4, key "http://ghcr.io/v1" without a final slash, so the kubelet reads "/v1" as a path and not as the version of an API; use "ghcr.io:5000"
  "ghcr.io:8*/org": wildcard-in-port 4, key "ghcr.io:8*/org" with a wildcard in the port, so the kubelet drops it; use "ghcr.io:5000/org"
  "ghcr.io:*8/org": wildcard-in-port 4, key "ghcr.io:*8/org" with a wildcard in the port, so the kubelet drops it; use "ghcr.io:5000/org"
  "*:*": wildcard-in-port 10, key "*:*" with a wildcard in the port, so the kubelet drops it; use "ghcr.io:5000"
  "ghcr.io/org:1@sha256:0123": digest-in-key 4, key "ghcr.io/org:1@sha256:0123" with a digest in it, but the kubelet compares names without digests; use "ghcr.io:5000/org"
  "ghcr.io:5000/org:1": tag-in-key 1, key "ghcr.io:5000/org:1" with a tag in it, but the kubelet compares names without tags; use "ghcr.io:5000/org"
  "ghcr.io/*/*": wildcard-in-path 4, key "ghcr.io/*/*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "ghcr.io:5000"
  "*/x": wildcard-alone 12, key "*/x" whose wildcard stands for one part of a host, but "ghcr.io" has 2; use "ghcr.io:5000"
  "ghcr.io*": port-missing-in-key 3, key "ghcr.io*" without a port, but the image names port 5000; use "ghcr.io*:5000"
  "ghcr.io/o*": wildcard-in-path 4, key "ghcr.io/o*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "ghcr.io:5000/o"
  "*.io/*": wildcard-in-path 4, key "*.io/*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "*.io:5000"
  "*/*": wildcard-in-path 10, key "*/*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "ghcr.io:5000"
  "ghcr?": question-mark 15, a key with "?", which is no wildcard: the kubelet cuts the key there; use "ghcr.io:5000"
  "gh?": question-mark 15, a key with "?", which is no wildcard: the kubelet cuts the key there; use "ghcr.io:5000"
  "ghcr.io/org?": port-missing-in-key 3, a key without a port, but the image names port 5000; use "ghcr.io:5000/org"
  "me:pw@ghcr.io?x": question-mark 15, a key with "?", which is no wildcard: the kubelet cuts the key there; use "ghcr.io:5000"
  "gh?/x": question-mark 15, a key with "?", which is no wildcard: the kubelet cuts the key there; use "ghcr.io:5000"
  " me:pw@ghcr.io": blank-in-key 4, a key with a blank in front, which no image name has; use "ghcr.io:5000"
  " \\"ghcr.io\\" ": blank-in-key 5, a key with a blank in it, which no image name has; use "ghcr.io:5000"
  "\\" ghcr.io\\"": quotes-in-key 5, a key with quotation marks in it, which no image name has; use "ghcr.io:5000"
  " ghcr.io:port": blank-in-key 6, a key with a blank in front, which no image name has; use "ghcr.io:5000"
  "\\"ghcr.io:port\\"": quotes-in-key 6, a key with quotation marks in it, which no image name has; use "ghcr.io:5000"
  "gh cr.io": blank-in-key 4, a key with a blank in it, which no image name has; use "ghcr.io:5000"
  "me<x@ghcr.io": port-missing-in-key 3, a key without a port, but the image names port 5000; use "ghcr.io:5000"
  "ghécr.io": non-ascii 4, a key with a character outside ASCII, which no image name has; use "ghcr.io:5000"
  "x://ghcr.io": other-scheme 4, a key with a scheme that the kubelet does not strip: it strips only "https://" and "http://"; use "ghcr.io:5000"
  "x://ghcr.io/v1": other-scheme 5, a key with a scheme that the kubelet does not strip: it strips only "https://" and "http://"; use "ghcr.io:5000"
  "x:// ghcr.io": blank-in-key 5, a key with a blank in it, which no image name has; use "ghcr.io:5000"
  "[gx]hcr.io": character-class 6, a key with "[...]" in the host, which current kubelets do not accept, so they drop it; use "*hcr.io:5000"
  "[gx]hcr.io/other": character-class 6, a key with "[...]" in the host, which current kubelets do not accept, so they drop it; use "*hcr.io:5000"
  "xgcr.io": host-typo 7, key "xgcr.io" whose host is nearly, but not quite, the image's "ghcr.io"; use "ghcr.io:5000"
acme/app
  "*.*:80": port-missing-in-image 3, key "*.*:80" with port 80, but the image names no port; use "*.*"
  "ghcr.*.io:80": wildcard-too-many-parts 7, key "ghcr.*.io:80" whose host has 3 parts, but "docker.io" has 2, and a wildcard never stands for none; use "https://index.docker.io/v1/"
  "*:*": wildcard-in-port 8, key "*:*" with a wildcard in the port, so the kubelet drops it; use "https://index.docker.io/v1/"
  "*/x": wildcard-alone 10, key "*/x" whose wildcard stands for one part of a host, but "docker.io" has 2; use "https://index.docker.io/v1/"
  "*.io/*": wildcard-in-path 1, key "*.io/*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "*.io/"
  "*/*": wildcard-in-path 8, key "*/*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "https://index.docker.io/v1/"
  "index.docker.io/nginx": hub-index-path 6, key "index.docker.io/nginx" with the path "/nginx", but the kubelet uses "index.docker.io" only without a path; use "https://index.docker.io/v1/"
  "index.docker.io/library/nginx": hub-index-path 6, key "index.docker.io/library/nginx" with the path "/library/nginx", but the kubelet uses "index.docker.io" only without a path; use "https://index.docker.io/v1/"
  "index.docker.io:443/acme": hub-alias 3, key "index.docker.io:443/acme" for another of Docker's addresses than the image's "docker.io"; use "https://index.docker.io/v1/"
  "https://index.docker.io/v1/other": hub-index-path 6, key "https://index.docker.io/v1/other" with the path "/other", but the kubelet uses "index.docker.io" only without a path; use "https://index.docker.io/v1/"
  "docker.io/app": path-prefix 8, key "docker.io/app" for the path "/app" only, but the image's path is "/acme/app"; use "docker.io/acme/"
  "docker.io/library/": path-prefix 8, key "docker.io/library/" for the path "/library/" only, but the image's path is "/acme/app"; use "docker.io/acme/"
  "docker.io:443/acme": default-port-in-key 2, key "docker.io:443/acme" with port 443 written out; the image names no port, and the kubelet compares text; use "docker.io/acme"
  "registry-1.docker.io/acme": hub-alias 3, key "registry-1.docker.io/acme" for another of Docker's addresses than the image's "docker.io"; use "https://index.docker.io/v1/"
nginx
  "*.*:80": port-missing-in-image 3, key "*.*:80" with port 80, but the image names no port; use "*.*"
  "ghcr.*.io:80": wildcard-too-many-parts 7, key "ghcr.*.io:80" whose host has 3 parts, but "docker.io" has 2, and a wildcard never stands for none; use "https://index.docker.io/v1/"
  "*:*": wildcard-in-port 8, key "*:*" with a wildcard in the port, so the kubelet drops it; use "https://index.docker.io/v1/"
  "*/x": wildcard-alone 10, key "*/x" whose wildcard stands for one part of a host, but "docker.io" has 2; use "https://index.docker.io/v1/"
  "*.io/*": wildcard-in-path 1, key "*.io/*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "*.io/"
  "*/*": wildcard-in-path 8, key "*/*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "https://index.docker.io/v1/"
  "index.docker.io/nginx": hub-index-path 6, key "index.docker.io/nginx" with the path "/nginx", but the kubelet uses "index.docker.io" only without a path; use "https://index.docker.io/v1/"
  "index.docker.io/library/nginx": hub-index-path 3, key "index.docker.io/library/nginx" with the path "/library/nginx", but the kubelet uses "index.docker.io" only without a path; use "docker.io/library/nginx"
  "index.docker.io:443/acme": hub-alias 3, key "index.docker.io:443/acme" for another of Docker's addresses than the image's "docker.io"; use "https://index.docker.io/v1/"
  "https://index.docker.io/v1/other": hub-index-path 6, key "https://index.docker.io/v1/other" with the path "/other", but the kubelet uses "index.docker.io" only without a path; use "https://index.docker.io/v1/"
  "docker.io/app": path-prefix 8, key "docker.io/app" for the path "/app" only, but the image's path is "/library/nginx"; use "docker.io/library/"
  "registry-1.docker.io/acme": hub-alias 3, key "registry-1.docker.io/acme" for another of Docker's addresses than the image's "docker.io"; use "https://index.docker.io/v1/"
registry-1.docker.io/acme/app
  "gh*cr.io:80": wildcard-too-few-parts 7, key "gh*cr.io:80" whose host has 2 parts, but "registry-1.docker.io" has 3, and a wildcard stands for one; use "registry-1.docker.io"
  "gh*r.io:80": wildcard-too-few-parts 7, key "gh*r.io:80" whose host has 2 parts, but "registry-1.docker.io" has 3, and a wildcard stands for one; use "registry-1.docker.io"
  "g*h*r.io:80": wildcard-too-few-parts 7, key "g*h*r.io:80" whose host has 2 parts, but "registry-1.docker.io" has 3, and a wildcard stands for one; use "registry-1.docker.io"
  "g*c*r.io:80": wildcard-too-few-parts 7, key "g*c*r.io:80" whose host has 2 parts, but "registry-1.docker.io" has 3, and a wildcard stands for one; use "registry-1.docker.io"
  "g*x*r.io:80": wildcard-too-few-parts 7, key "g*x*r.io:80" whose host has 2 parts, but "registry-1.docker.io" has 3, and a wildcard stands for one; use "registry-1.docker.io"
  "g*r*c*.io:80": wildcard-too-few-parts 7, key "g*r*c*.io:80" whose host has 2 parts, but "registry-1.docker.io" has 3, and a wildcard stands for one; use "registry-1.docker.io"
  "ghcr*cr.io:80": wildcard-too-few-parts 7, key "ghcr*cr.io:80" whose host has 2 parts, but "registry-1.docker.io" has 3, and a wildcard stands for one; use "registry-1.docker.io"
  "*h*.io:80": wildcard-too-few-parts 7, key "*h*.io:80" whose host has 2 parts, but "registry-1.docker.io" has 3, and a wildcard stands for one; use "registry-1.docker.io"
  "x*.io:80": wildcard-too-few-parts 7, key "x*.io:80" whose host has 2 parts, but "registry-1.docker.io" has 3, and a wildcard stands for one; use "registry-1.docker.io"
  "*x.io:80": wildcard-too-few-parts 7, key "*x.io:80" whose host has 2 parts, but "registry-1.docker.io" has 3, and a wildcard stands for one; use "registry-1.docker.io"
  "ghcr*.io:80": wildcard-too-few-parts 7, key "ghcr*.io:80" whose host has 2 parts, but "registry-1.docker.io" has 3, and a wildcard stands for one; use "registry-1.docker.io"
  "*ghcr.io:80": wildcard-too-few-parts 7, key "*ghcr.io:80" whose host has 2 parts, but "registry-1.docker.io" has 3, and a wildcard stands for one; use "registry-1.docker.io"
  "g**r.io:80": wildcard-too-few-parts 7, key "g**r.io:80" whose host has 2 parts, but "registry-1.docker.io" has 3, and a wildcard stands for one; use "registry-1.docker.io"
  "GH*.io": wildcard-too-few-parts 5, key "GH*.io" whose host has 2 parts, but "registry-1.docker.io" has 3, and a wildcard stands for one; use "registry-1.docker.io"
  "*:*": wildcard-in-port 8, key "*:*" with a wildcard in the port, so the kubelet drops it; use "registry-1.docker.io"
  "*/x": wildcard-alone 10, key "*/x" whose wildcard stands for one part of a host, but "registry-1.docker.io" has 3; use "registry-1.docker.io"
  "*.io/*": wildcard-in-path 6, key "*.io/*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "registry-1.docker.io"
  "*/*": wildcard-in-path 8, key "*/*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "registry-1.docker.io"
  "registry?": question-mark 15, a key with "?", which is no wildcard: the kubelet cuts the key there; use "registry-1.docker.io"
  "[gx]hcr.io": character-class 8, a key with "[...]" in the host, which current kubelets do not accept, so they drop it; use "registry-1.docker.io"
  "[ab]uay.io": character-class 8, a key with "[...]" in the host, which current kubelets do not accept, so they drop it; use "registry-1.docker.io"
  "[gx]hcr.io/other": character-class 8, a key with "[...]" in the host, which current kubelets do not accept, so they drop it; use "registry-1.docker.io"
  "index.docker.io/": hub-alias-in-image 3, key "index.docker.io/" for Docker Hub, but to the kubelet the image's "registry-1.docker.io" is another registry than "docker.io"; use "registry-1.docker.io"
  "index.docker.io/nginx": sub-domain-differs 15, key "index.docker.io/nginx" for "index" under "docker.io", but the image is on "registry-1" there; use "registry-1.docker.io"
  "index.docker.io/library/nginx": sub-domain-differs 15, key "index.docker.io/library/nginx" for "index" under "docker.io", but the image is on "registry-1" there; use "registry-1.docker.io"
  "index.docker.io:443/acme": sub-domain-differs 14, key "index.docker.io:443/acme" for "index" under "docker.io", but the image is on "registry-1" there; use "registry-1.docker.io"
  "https://index.docker.io/v1/other": sub-domain-differs 15, key "https://index.docker.io/v1/other" for "index" under "docker.io", but the image is on "registry-1" there; use "registry-1.docker.io"
  "docker.io/app": sub-domain-missing 9, key "docker.io/app" for the host "docker.io" alone, but the image is on its sub-domain "registry-1.docker.io"; use "registry-1.docker.io"
  "docker.io/library/": sub-domain-missing 9, key "docker.io/library/" for the host "docker.io" alone, but the image is on its sub-domain "registry-1.docker.io"; use "registry-1.docker.io"
  "docker.io:443/acme": sub-domain-missing 8, key "docker.io:443/acme" for the host "docker.io" alone, but the image is on its sub-domain "registry-1.docker.io"; use "registry-1.docker.io"
[::1]:5000/app
  "[::1]:*": wildcard-in-port 4, key "[::1]:*" with a wildcard in the port, so the kubelet drops it; use "[::1]:5000"
  "[::1]:5*/app": wildcard-in-port 4, key "[::1]:5*/app" with a wildcard in the port, so the kubelet drops it; use "[::1]:5000/app"
  "*:*": wildcard-in-port 4, key "*:*" with a wildcard in the port, so the kubelet drops it; use "*:5000"
  "*/*": wildcard-in-path 4, key "*/*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "*:5000"
eu.gcr.io/proj/app
  "gh*cr.io:80": wildcard-too-few-parts 7, key "gh*cr.io:80" whose host has 2 parts, but "eu.gcr.io" has 3, and a wildcard stands for one; use "eu.gcr.io"
  "gh*r.io:80": wildcard-too-few-parts 7, key "gh*r.io:80" whose host has 2 parts, but "eu.gcr.io" has 3, and a wildcard stands for one; use "eu.gcr.io"
  "g*h*r.io:80": wildcard-too-few-parts 7, key "g*h*r.io:80" whose host has 2 parts, but "eu.gcr.io" has 3, and a wildcard stands for one; use "eu.gcr.io"
  "g*c*r.io:80": wildcard-too-few-parts 7, key "g*c*r.io:80" whose host has 2 parts, but "eu.gcr.io" has 3, and a wildcard stands for one; use "eu.gcr.io"
  "g*x*r.io:80": wildcard-too-few-parts 7, key "g*x*r.io:80" whose host has 2 parts, but "eu.gcr.io" has 3, and a wildcard stands for one; use "eu.gcr.io"
  "g*r*c*.io:80": wildcard-too-few-parts 7, key "g*r*c*.io:80" whose host has 2 parts, but "eu.gcr.io" has 3, and a wildcard stands for one; use "eu.gcr.io"
  "ghcr*cr.io:80": wildcard-too-few-parts 7, key "ghcr*cr.io:80" whose host has 2 parts, but "eu.gcr.io" has 3, and a wildcard stands for one; use "eu.gcr.io"
  "*h*.io:80": wildcard-too-few-parts 7, key "*h*.io:80" whose host has 2 parts, but "eu.gcr.io" has 3, and a wildcard stands for one; use "eu.gcr.io"
  "x*.io:80": wildcard-too-few-parts 7, key "x*.io:80" whose host has 2 parts, but "eu.gcr.io" has 3, and a wildcard stands for one; use "eu.gcr.io"
  "*x.io:80": wildcard-too-few-parts 7, key "*x.io:80" whose host has 2 parts, but "eu.gcr.io" has 3, and a wildcard stands for one; use "eu.gcr.io"
  "ghcr*.io:80": wildcard-too-few-parts 7, key "ghcr*.io:80" whose host has 2 parts, but "eu.gcr.io" has 3, and a wildcard stands for one; use "eu.gcr.io"
  "*ghcr.io:80": wildcard-too-few-parts 7, key "*ghcr.io:80" whose host has 2 parts, but "eu.gcr.io" has 3, and a wildcard stands for one; use "eu.gcr.io"
  "g**r.io:80": wildcard-too-few-parts 7, key "g**r.io:80" whose host has 2 parts, but "eu.gcr.io" has 3, and a wildcard stands for one; use "eu.gcr.io"
  "GH*.io": wildcard-too-few-parts 5, key "GH*.io" whose host has 2 parts, but "eu.gcr.io" has 3, and a wildcard stands for one; use "eu.gcr.io"
  "*:*": wildcard-in-port 8, key "*:*" with a wildcard in the port, so the kubelet drops it; use "eu.gcr.io"
  "*/x": wildcard-alone 10, key "*/x" whose wildcard stands for one part of a host, but "eu.gcr.io" has 3; use "eu.gcr.io"
  "*.io/*": wildcard-in-path 6, key "*.io/*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "eu.gcr.io"
  "*/*": wildcard-in-path 8, key "*/*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "eu.gcr.io"
  "[gx]hcr.io": character-class 8, a key with "[...]" in the host, which current kubelets do not accept, so they drop it; use "eu.gcr.io"
  "[ab]uay.io": character-class 8, a key with "[...]" in the host, which current kubelets do not accept, so they drop it; use "eu.gcr.io"
  "[gx]hcr.io/other": character-class 8, a key with "[...]" in the host, which current kubelets do not accept, so they drop it; use "eu.gcr.io"
  "gcr.io/proj": gcr-host 8, key "gcr.io/proj" for the Container Registry host "gcr.io", but the image is on "eu.gcr.io"; use "eu.gcr.io"
  "gcr.io/pro": gcr-host 8, key "gcr.io/pro" for the Container Registry host "gcr.io", but the image is on "eu.gcr.io"; use "eu.gcr.io"
  "gcr.io/other/x": gcr-host 8, key "gcr.io/other/x" for the Container Registry host "gcr.io", but the image is on "eu.gcr.io"; use "eu.gcr.io"
  "eu.gcr.io/proj/other": path-prefix 8, key "eu.gcr.io/proj/other" for the path "/proj/other" only, but the image's path is "/proj/app"; use "eu.gcr.io/proj/"
  "us-docker.pkg.dev/proj/repo/app": gcr-or-artifact-registry 9, key "us-docker.pkg.dev/proj/repo/app" for another of Google's registries than the image's "eu.gcr.io"; use "eu.gcr.io"
  "us-docker.pkg.dev/proj/repo/other": gcr-or-artifact-registry 9, key "us-docker.pkg.dev/proj/repo/other" for another of Google's registries than the image's "eu.gcr.io"; use "eu.gcr.io"
  "us-docker.pkg.dev/pro": gcr-or-artifact-registry 9, key "us-docker.pkg.dev/pro" for another of Google's registries than the image's "eu.gcr.io"; use "eu.gcr.io"
us-docker.pkg.dev/proj/repo/app
  "*:*": wildcard-in-port 8, key "*:*" with a wildcard in the port, so the kubelet drops it; use "us-docker.pkg.dev"
  "*/x": wildcard-alone 10, key "*/x" whose wildcard stands for one part of a host, but "us-docker.pkg.dev" has 3; use "us-docker.pkg.dev"
  "*/*": wildcard-in-path 8, key "*/*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "us-docker.pkg.dev"
  "gcr.io/proj": gcr-or-artifact-registry 9, key "gcr.io/proj" for another of Google's registries than the image's "us-docker.pkg.dev"; use "us-docker.pkg.dev"
  "gcr.io/pro": gcr-or-artifact-registry 9, key "gcr.io/pro" for another of Google's registries than the image's "us-docker.pkg.dev"; use "us-docker.pkg.dev"
  "gcr.io/other/x": gcr-or-artifact-registry 9, key "gcr.io/other/x" for another of Google's registries than the image's "us-docker.pkg.dev"; use "us-docker.pkg.dev"
  "eu.gcr.io/proj/other": gcr-or-artifact-registry 9, key "eu.gcr.io/proj/other" for another of Google's registries than the image's "us-docker.pkg.dev"; use "us-docker.pkg.dev"
  "eu.gcr.io": gcr-or-artifact-registry 9, key "eu.gcr.io" for another of Google's registries than the image's "us-docker.pkg.dev"; use "us-docker.pkg.dev"
  "us-docker.pkg.dev/proj/repo/other": path-prefix 8, key "us-docker.pkg.dev/proj/repo/other" for the path "/proj/repo/other" only, but the image's path is "/proj/repo/app"; use "us-docker.pkg.dev/proj/"
  "us-docker.pkg.dev.x": host-typo 5, key "us-docker.pkg.dev.x" whose host is nearly, but not quite, the image's "us-docker.pkg.dev"; use "us-docker.pkg.dev"
  "x.us-docker.pkg.dev": host-typo 5, key "x.us-docker.pkg.dev" whose host is nearly, but not quite, the image's "us-docker.pkg.dev"; use "us-docker.pkg.dev"
x.us-docker.pkg.dev/proj/a
  "*:*": wildcard-in-port 8, key "*:*" with a wildcard in the port, so the kubelet drops it; use "x.us-docker.pkg.dev"
  "*/x": wildcard-alone 10, key "*/x" whose wildcard stands for one part of a host, but "x.us-docker.pkg.dev" has 4; use "x.us-docker.pkg.dev"
  "*/*": wildcard-in-path 8, key "*/*" with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it); use "x.us-docker.pkg.dev"
  "x?": question-mark 15, a key with "?", which is no wildcard: the kubelet cuts the key there; use "x.us-docker.pkg.dev"
  "us-docker.pkg.dev/proj/repo/app": sub-domain-missing 9, key "us-docker.pkg.dev/proj/repo/app" for the host "us-docker.pkg.dev" alone, but the image is on its sub-domain "x.us-docker.pkg.dev"; use "x.us-docker.pkg.dev"
  "us-docker.pkg.dev/proj/repo/other": sub-domain-missing 9, key "us-docker.pkg.dev/proj/repo/other" for the host "us-docker.pkg.dev" alone, but the image is on its sub-domain "x.us-docker.pkg.dev"; use "x.us-docker.pkg.dev"
  "us-docker.pkg.dev/pro": sub-domain-missing 6, key "us-docker.pkg.dev/pro" for the host "us-docker.pkg.dev" alone, but the image is on its sub-domain "x.us-docker.pkg.dev"; use "x.us-docker.pkg.dev"
`

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
  "https://us-docker.pkg.dev/v2/_catalog": google-project 8, us-docker.pkg.dev
  "https://us-docker.pkg.dev/api": google-project 8, us-docker.pkg.dev
  "us-docker.pkg.dev/PROJ/REPO/APP": google-project 8, us-docker.pkg.dev
  "us-docker.pkg.dev/proj/repo/app:1.0": tag-in-key 1, us-docker.pkg.dev/proj/repo/app
  "us-docker.pkg.dev/proj/repo/app@sha256:0123": digest-in-key 1, us-docker.pkg.dev/proj/repo/app
  "us-docker.pkg.dev/proj/repo/app/": path-prefix 8, us-docker.pkg.dev/proj/
  "us-docker.pkg.dev/proj/repo/app/*": wildcard-in-path 9, us-docker.pkg.dev/proj/
  "us-docker.pkg.dev/*": wildcard-in-path 1, us-docker.pkg.dev/
  "us-docker.pkg.dev//proj/repo/app": path-prefix 8, us-docker.pkg.dev/proj/
  "us-docker.pkg.dev/other": google-project 8, us-docker.pkg.dev
  "HTTPS://us-docker.pkg.dev": other-scheme 1, us-docker.pkg.dev
  "oci://us-docker.pkg.dev": other-scheme 1, us-docker.pkg.dev
  " us-docker.pkg.dev": blank-in-key 1, us-docker.pkg.dev
  "us-docker.pkg.dev ": blank-in-key 1, us-docker.pkg.dev
  "us-docker.pkg.dev\\n": control-character 1, us-docker.pkg.dev
  "\\"us-docker.pkg.dev\\"": quotes-in-key 1, us-docker.pkg.dev
  "\\"us-docker.pkg.dev/other\\"": quotes-in-key 9, us-docker.pkg.dev
  "us-docker.pkg.dev?x": matches
  "us-docker.pkg.dev/<org>": unexpanded-variable 20, us-docker.pkg.dev
  "us-docker.pkg.dev/ghp_0123456789abcdef": token-in-key 5, us-docker.pkg.dev/
  "me:pw@us-docker.pkg.dev/other": google-project 8, us-docker.pkg.dev
  "us-docker.pkg.dev​": non-ascii 1, us-docker.pkg.dev
  "*": wildcard-alone 7, us-docker.pkg.dev
  "https://gcr.io": gcr-or-artifact-registry 9, us-docker.pkg.dev
  "us.gcr.io": gcr-or-artifact-registry 9, us-docker.pkg.dev
  "eu.gcr.io/other": gcr-or-artifact-registry 9, us-docker.pkg.dev
  "europe-docker.pkg.dev": artifact-location 8, us-docker.pkg.dev
  "us-docker.pkg.dev/other/repo": google-project 8, us-docker.pkg.dev
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
  "https://eu.gcr.io/v2/_catalog": google-project 8, eu.gcr.io
  "https://eu.gcr.io/api": google-project 8, eu.gcr.io
  "eu.gcr.io/PROJ/APP": google-project 8, eu.gcr.io
  "eu.gcr.io/proj/app:1.0": tag-in-key 1, eu.gcr.io/proj/app
  "eu.gcr.io/proj/app@sha256:0123": digest-in-key 1, eu.gcr.io/proj/app
  "eu.gcr.io/proj/app/": path-prefix 8, eu.gcr.io/proj/
  "eu.gcr.io/proj/app/*": wildcard-in-path 9, eu.gcr.io/proj/
  "eu.gcr.io/*": wildcard-in-path 1, eu.gcr.io/
  "eu.gcr.io//proj/app": path-prefix 8, eu.gcr.io/proj/
  "eu.gcr.io/other": google-project 8, eu.gcr.io
  "HTTPS://eu.gcr.io": other-scheme 1, eu.gcr.io
  "oci://eu.gcr.io": other-scheme 1, eu.gcr.io
  " eu.gcr.io": blank-in-key 1, eu.gcr.io
  "eu.gcr.io ": blank-in-key 1, eu.gcr.io
  "eu.gcr.io\\n": control-character 1, eu.gcr.io
  "\\"eu.gcr.io\\"": quotes-in-key 1, eu.gcr.io
  "\\"eu.gcr.io/other\\"": quotes-in-key 9, eu.gcr.io
  "eu.gcr.io?x": matches
  "eu.gcr.io/<org>": unexpanded-variable 20, eu.gcr.io
  "eu.gcr.io/ghp_0123456789abcdef": token-in-key 5, eu.gcr.io/
  "me:pw@eu.gcr.io/other": google-project 8, eu.gcr.io
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
