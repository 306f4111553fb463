/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/key-words.test.ts > TAP > keys, one by one > must match snapshot 1`] = `
""
  shown ""
  means ""
"/"
  shown "/"
  means ""
"//"
  shown "//"
  means "//"
"ghcr.io"
  shown "ghcr.io"
  means "ghcr.io"
"GHCR.io"
  shown "GHCR.io"
  means "GHCR.io"
"ghcr.io/"
  shown "ghcr.io/"
  means "ghcr.io"
"ghcr.io//"
  shown "ghcr.io//"
  means "ghcr.io//"
"ghcr.io/org/"
  shown "ghcr.io/org/"
  means "ghcr.io/org/"
"ghcr.io/Org"
  shown "ghcr.io/Org"
  means "ghcr.io/Org"
"ghcr.io/org~x"
  shown "ghcr.io/org~x"
  means "ghcr.io/org~x"
"localhost"
  shown "localhost"
  means "localhost"
"registry"
  shown "registry"
  means "registry"
"Registry"
  shown "Registry"
  means "Registry"
"registry:5000"
  shown "registry:5000"
  means "registry:5000"
"my_registry"
  shown "my_registry"
  means "my_registry"
"my_registry/app"
  shown "my_registry/app"
  means "my_registry/app"
"x*y"
  shown "x*y"
  means "x*y"
"localhost/app"
  shown "localhost/app"
  means "localhost/app"
"a.b:5000/c"
  shown "a.b:5000/c"
  means "a.b:5000/c"
"a.b:/c"
  shown "a.b:/c"
  means "a.b:/c"
"a.b:*"
  shown "a.b:*"
  dropped: its port is not a number
"*"
  shown "*"
  means "*"
"*.io"
  shown "*.io"
  means "*.io"
"*.*"
  shown "*.*"
  means "*.*"
"gh*.io/org"
  shown "gh*.io/org"
  means "gh*.io/org"
"*.ghcr.io:5000"
  shown "*.ghcr.io:5000"
  means "*.ghcr.io:5000"
"[::1]"
  shown "[::1]"
  means "[::1]"
"[::1]:5000"
  shown "[::1]:5000"
  means "[::1]:5000"
"[::1]:5000/org"
  shown "[::1]:5000/org"
  means "[::1]:5000/org"
"[::*]"
  shown "[::*]"
  dropped: what stands in its brackets is not an IPv6 address
"::1"
  shown "::1"
  dropped: its port is not a number
"1:2:3:4:5:6:7:8"
  shown "1:2:3:4:5:6:7:8"
  dropped: its port is not a number
"a.b:1:2"
  shown "a.b:1:2"
  dropped: its port is not a number
"https://"
  shown "https://"
  means ""
"https://ghcr.io"
  shown "https://ghcr.io"
  means "ghcr.io"
"http://ghcr.io"
  shown "http://ghcr.io"
  means "ghcr.io"
"https:/ghcr.io"
  shown "https:/ghcr.io"
  means "https:/ghcr.io"
"https//ghcr.io"
  shown "https//ghcr.io"
  means "https//ghcr.io"
"https:ghcr.io"
  shown "https:ghcr.io"
  dropped: its port is not a number
"https:///ghcr.io"
  shown "https:///ghcr.io"
  means "/ghcr.io"
"//ghcr.io"
  shown "//ghcr.io"
  means "//ghcr.io"
"HTTPS://ghcr.io"
  shown "HTTPS://ghcr.io"
  means "HTTPS://ghcr.io"
"https://https://ghcr.io"
  shown "https://https://ghcr.io"
  means "https://ghcr.io"
"https://http://https://ghcr.io"
  shown "https://http://https://ghcr.io"
  means "http://https://ghcr.io"
"https://https://https://https://ghcr.io"
  shown "https://https://https://ghcr.io"
"oci://ghcr.io"
  shown "oci://ghcr.io"
  means "oci://ghcr.io"
"OCI://ghcr.io"
  shown "OCI://ghcr.io"
  means "OCI://ghcr.io"
"s3://x.io"
  shown "s3://x.io"
  means "s3://x.io"
"helm://ghcr.io/org"
  shown "helm://ghcr.io/org"
  means "helm://ghcr.io/org"
"x://ghcr.io"
  shown "a key with a scheme that the kubelet does not strip"
  slips: other-scheme
  rest "ghcr.io"
"git+ssh://ghcr.io"
  shown "a key with a scheme that the kubelet does not strip"
  slips: other-scheme
  rest "ghcr.io"
"1x://ghcr.io"
  shown "a key with a character that no image name has"
  slips: odd-character
"https://oci://ghcr.io"
  shown "https://oci://ghcr.io"
  means "oci://ghcr.io"
"ghcr.io/v1"
  shown "ghcr.io/v1"
  means "ghcr.io/v1"
"ghcr.io/v1/"
  shown "ghcr.io/v1/"
  means "ghcr.io"
"ghcr.io/v2/"
  shown "ghcr.io/v2/"
  means "ghcr.io"
"ghcr.io/v2/org"
  shown "ghcr.io/v2/org"
  means "ghcr.io/org"
"ghcr.io/v3/"
  shown "ghcr.io/v3/"
  means "ghcr.io/v3/"
"https://index.docker.io/v1/"
  shown "https://index.docker.io/v1/"
  means "index.docker.io"
"https://index.docker.io/v1//"
  shown "https://index.docker.io/v1//"
  means "index.docker.io//"
"ghcr.io/app:1"
  shown "ghcr.io/app:1"
  means "ghcr.io/app:1"
"ghcr.io/app:1.2.3.4"
  shown "ghcr.io/app:1.2.3.4"
  means "ghcr.io/app:1.2.3.4"
"ghcr.io/app:1.2.3.4.5"
  shown "a key with a tag in it"
  slips: tag-in-key
  rest "ghcr.io/"
"ghcr.io/app:v1"
  shown "ghcr.io/app:v1"
  means "ghcr.io/app:v1"
"ghcr.io/app:latest"
  shown "ghcr.io/app:latest"
  means "ghcr.io/app:latest"
"ghcr.io/app:stable"
  shown "a key with a tag in it"
  slips: tag-in-key
  rest "ghcr.io/"
"ghcr.io/app:"
  shown "a key with a tag in it"
  slips: tag-in-key
  rest "ghcr.io/"
"ghcr.io:80/app:secret"
  shown "a key with a tag in it"
  slips: tag-in-key
  rest "ghcr.io:80/"
"app:secret"
  shown "a key with a port that is no number"
  dropped: its port is not a number
  slips: port-not-a-number (its port is not a number)
"/app:secret"
  shown "a key with a character that no image name has"
  slips: odd-character
"x/app:secret"
  shown "a key with a tag in it"
  slips: tag-in-key
"x:/app:secret"
  shown "a key with a character that no image name has"
  slips: odd-character
"ghcr.io/a:b/c"
  shown "a key with a character that no image name has"
  slips: odd-character
"ghcr.io@sha256:0123"
  shown "ghcr.io@sha256:0123"
  means "sha256:0123"
"ghcr.io/app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  shown "ghcr.io/app@sha256:01234567..."
"ghcr.io/app@sha512:0123456789abcdef"
  shown "ghcr.io/app@sha512:01234567..."
"ghcr.io/app@sha256:01234567"
  shown "ghcr.io/app@sha256:01234567"
  means "ghcr.io/app@sha256:01234567"
"ghcr.io/app@sha256:012345678"
  shown "ghcr.io/app@sha256:01234567..."
"ghcr.io/app@sha256:XYZ"
  shown "a key with \\"@\\" in it, of which one cannot tell where a login ends"
  slips: login-in-key
"ghcr.io/app@md5:0123"
  shown "a key with \\"@\\" in it, of which one cannot tell where a login ends"
  slips: login-in-key
"ghcr.io/app:1@sha256:0123"
  shown "ghcr.io/app:1@sha256:0123"
  means "ghcr.io/app:1@sha256:0123"
"me@ghcr.io"
  shown "ghcr.io"
  means "ghcr.io"
"me:pw@ghcr.io"
  shown "ghcr.io"
  means "ghcr.io"
"me:pw@ghcr.io/org"
  shown "ghcr.io/org"
  means "ghcr.io/org"
"me:pw@localhost"
  shown "localhost"
  means "localhost"
"me:pw@localhost:5000"
  shown "localhost:5000"
  means "localhost:5000"
"me:pw@registry"
  shown "a key with \\"@\\" in it, of which one cannot tell where a login ends"
  slips: login-in-key
"me:pw@[::1]:5000"
  shown "[::1]:5000"
  means "[::1]:5000"
"me:p@w@ghcr.io"
  shown "ghcr.io"
  means "ghcr.io"
"https://me:pw@ghcr.io"
  shown "https://ghcr.io"
  means "ghcr.io"
"HTTPS://me:pw@ghcr.io"
  shown "HTTPS://ghcr.io"
" me:pw@ghcr.io"
  shown "a key with a blank in front"
  dropped: the part before its "@" holds a character that may not stand there
  slips: blank-in-key front (the part before its "@" holds a character that may not stand there)
  rest "ghcr.io"
"me:pw@ghcr.io "
  shown "a key with a blank at its end"
  dropped: its host holds a character that no host name has
  slips: blank-in-key end (its host holds a character that no host name has)
  rest "ghcr.io"
"me:pw@gh cr.io"
  shown "a key with a blank in it"
  dropped: its host holds a character that no host name has
  slips: blank-in-key inside (its host holds a character that no host name has)
  rest "ghcr.io"
"me:pw@ghcr.io:x"
  shown "a key with \\"@\\" in it, of which one cannot tell where a login ends"
  dropped: its port is not a number
  slips: login-in-key
"me:p/w@ghcr.io"
  shown "a key with \\"@\\" in it, of which one cannot tell where a login ends"
  dropped: its port is not a number
  slips: login-in-key
"me:pw@"
  shown "a key with \\"@\\" in it, of which one cannot tell where a login ends"
  slips: login-in-key
"@ghcr.io"
  shown "ghcr.io"
  means "ghcr.io"
"me@"
  shown "a key with \\"@\\" in it, of which one cannot tell where a login ends"
  slips: login-in-key
"me:pw@.io"
  shown "a key with \\"@\\" in it, of which one cannot tell where a login ends"
  means ".io"
  slips: login-in-key
"me:pw@io."
  shown "a key with \\"@\\" in it, of which one cannot tell where a login ends"
  means "io."
  slips: login-in-key
"me:pw@ghcr.io\\\\org"
  shown "a key with \\"@\\" in it, of which one cannot tell where a login ends"
  dropped: its host holds a character that no host name has
  slips: login-in-key
"me:pw@ghcr.io#x"
  shown "a key with \\"@\\" in it, of which one cannot tell where a login ends"
  means "ghcr.io"
  slips: login-in-key
"me:pw@ghcr.io?x"
  shown "a key with \\"?\\""
  means "ghcr.io"
  slips: question-mark
  rest "ghcr.io"
"me?x@ghcr.io"
  shown "a key with \\"@\\" in it, of which one cannot tell where a login ends"
  slips: login-in-key
"me#x@ghcr.io"
  shown "a key with \\"@\\" in it, of which one cannot tell where a login ends"
  slips: login-in-key
"ghcr.io/me@x"
  shown "a key with \\"@\\" in it, of which one cannot tell where a login ends"
  slips: login-in-key
"m<e@ghcr.io"
  shown "a key with a login that is not written as one"
  dropped: the part before its "@" holds a character that may not stand there
  slips: 
  rest "ghcr.io"
"me@ghcr.io@"
  shown "a key with \\"@\\" in it, of which one cannot tell where a login ends"
  slips: login-in-key
"ghcr.io#x"
  shown "ghcr.io"
  means "ghcr.io"
"ghcr.io/org#x"
  shown "ghcr.io/org"
  means "ghcr.io/org"
"ghcr.io#%zz"
  shown "a key with a character that no image name has"
  dropped: it holds a "%" without two hex digits behind it
  slips: odd-character
"ghcr.io?x"
  shown "a key with \\"?\\""
  means "ghcr.io"
  slips: question-mark
  rest "ghcr.io"
"ghcr.io/a?x"
  shown "a key with \\"?\\""
  means "ghcr.io/a"
  slips: question-mark
  rest "ghcr.io/a"
"g?cr.io"
  shown "a key with \\"?\\""
  slips: question-mark
  rest "g"
"G?cr.io"
  shown "a key with \\"?\\""
  means "G"
  slips: question-mark
"?"
  shown "a key with \\"?\\""
  slips: question-mark
"?x"
  shown "a key with \\"?\\""
  slips: question-mark
"registry?"
  shown "a key with \\"?\\""
  slips: question-mark
  rest "registry"
"a?b@c"
  shown "a key with \\"@\\" in it, of which one cannot tell where a login ends"
  slips: login-in-key
"ghcr.io?#"
  shown "a key with \\"?\\""
  means "ghcr.io"
  slips: question-mark
  rest "ghcr.io"
"ghcr.io#?"
  shown "a key with \\"?\\""
  means "ghcr.io"
  slips: question-mark
"ghcr.io/%6Frg"
  shown "ghcr.io/org"
  means "ghcr.io/org"
"ghcr.io/%2F"
  shown "ghcr.io//"
"ghcr.io/%zz"
  shown "a key with a character that no image name has"
  dropped: its path holds a "%" without two hex digits behind it
  slips: odd-character
"%67hcr.io"
  shown "a key with a character that no image name has"
  dropped: its host holds a percent escape
  slips: odd-character
"ghcr.io/a%20b"
  shown "a key with a character that no image name has"
  slips: odd-character
"gh%25cr.io"
  shown "a key with a character that no image name has"
  slips: odd-character
"ghcr.io/%41"
  shown "ghcr.io/A"
" ghcr.io"
  shown "a key with a blank in front"
  dropped: its host holds a character that no host name has
  slips: blank-in-key front (its host holds a character that no host name has)
  rest "ghcr.io"
"ghcr.io "
  shown "a key with a blank at its end"
  dropped: its host holds a character that no host name has
  slips: blank-in-key end (its host holds a character that no host name has)
  rest "ghcr.io"
" ghcr.io "
  shown "a key with a blank in it"
  dropped: its host holds a character that no host name has
  slips: blank-in-key inside (its host holds a character that no host name has)
  rest "ghcr.io"
"  "
  shown "a key with a blank in front"
  dropped: its host holds a character that no host name has
  slips: blank-in-key front (its host holds a character that no host name has)
"gh cr.io"
  shown "a key with a blank in it"
  dropped: its host holds a character that no host name has
  slips: blank-in-key inside (its host holds a character that no host name has)
  rest "ghcr.io"
" gh cr.io "
  shown "a key with a blank in it"
  dropped: its host holds a character that no host name has
  slips: blank-in-key inside (its host holds a character that no host name has), blank-in-key inside (its host holds a character that no host name has)
  rest "ghcr.io"
"\\tghcr.io"
  shown "a key with a line break or another control character in front"
  dropped: it holds a control character such as a newline
  slips: control-character front (it holds a control character such as a newline)
  rest "ghcr.io"
"ghcr.io\\n"
  shown "a key with a line break or another control character at its end"
  dropped: it holds a control character such as a newline
  slips: control-character end (it holds a control character such as a newline)
  rest "ghcr.io"
"gh\\ncr.io"
  shown "a key with a line break or another control character in it"
  dropped: it holds a control character such as a newline
  slips: control-character inside (it holds a control character such as a newline)
  rest "ghcr.io"
"\\n"
  shown "a key with a line break or another control character in front"
  dropped: it holds a control character such as a newline
  slips: control-character front (it holds a control character such as a newline)
"\\u0000"
  shown "a key with a line break or another control character in front"
  dropped: it holds a control character such as a newline
  slips: control-character front (it holds a control character such as a newline)
"ghcr.io"
  shown "a key with a line break or another control character in front"
  dropped: it holds a control character such as a newline
  slips: control-character front (it holds a control character such as a newline)
  rest "ghcr.io"
" \\nghcr.io"
  shown "a key with a line break or another control character in it"
  dropped: it holds a control character such as a newline
  slips: control-character inside (it holds a control character such as a newline), blank-in-key front (its host holds a character that no host name has)
  rest "ghcr.io"
" \\"ghcr.io\\" "
  shown "a key with a blank in it"
  dropped: its host holds a character that no host name has
  slips: blank-in-key inside (its host holds a character that no host name has), quotes-in-key inside
  rest "ghcr.io"
"\\"ghcr.io\\""
  shown "a key with quotation marks in it"
  slips: quotes-in-key inside
  rest "ghcr.io"
"\\"ghcr.io"
  shown "a key with quotation marks in it"
  slips: quotes-in-key front
  rest "ghcr.io"
"ghcr.io\\""
  shown "a key with quotation marks in it"
  slips: quotes-in-key end
  rest "ghcr.io"
"'ghcr.io'"
  shown "a key with quotation marks in it"
  slips: quotes-in-key inside
  rest "ghcr.io"
"\`ghcr.io\`"
  shown "a key with quotation marks in it"
  dropped: its host holds a character that no host name has
  slips: quotes-in-key inside (its host holds a character that no host name has)
  rest "ghcr.io"
"gh\\"cr.io"
  shown "a key with quotation marks in it"
  slips: quotes-in-key inside
  rest "ghcr.io"
"gh\\"c r.io"
  shown "a key with a blank in it"
  dropped: its host holds a character that no host name has
  slips: blank-in-key inside (its host holds a character that no host name has), quotes-in-key inside
  rest "ghcr.io"
"\\""
  shown "a key with quotation marks in it"
  slips: quotes-in-key front
"\\"\\" \\"\\""
  shown "a key with quotation marks in it"
  dropped: its host holds a character that no host name has
  slips: quotes-in-key inside (its host holds a character that no host name has), blank-in-key front (its host holds a character that no host name has)
"ghcr.io​"
  shown "a key with a character outside ASCII"
  slips: non-ascii
  rest "ghcr.io"
"﻿ghcr.io"
  shown "a key with a character outside ASCII"
  slips: non-ascii
  rest "ghcr.io"
"ghécr.io"
  shown "a key with a character outside ASCII"
  slips: non-ascii
  rest "ghcr.io"
"ｇhcr.io"
  shown "a key with a character outside ASCII"
  slips: non-ascii
  rest "ghcr.io"
"é"
  shown "a key with a character outside ASCII"
  slips: non-ascii
"me:pwé@ghcr.io"
  shown "a key with a login that is not written as one"
  dropped: the part before its "@" holds a character that may not stand there
  slips: 
  rest "ghcr.io"
"ghcr.io/é"
  shown "a key with a character outside ASCII"
  slips: non-ascii
  rest "ghcr.io/"
" éghcr.io"
  shown "a key with a blank in front"
  dropped: its host holds a character that no host name has
  slips: blank-in-key front (its host holds a character that no host name has), non-ascii
  rest "ghcr.io"
"\${R}"
  shown "a key that holds a placeholder nobody filled in"
  dropped: its host holds a character that no host name has
  slips: unexpanded-variable (its host holds a character that no host name has)
"\${R}/org"
  shown "a key that holds a placeholder nobody filled in"
  dropped: its host holds a character that no host name has
  slips: unexpanded-variable (its host holds a character that no host name has)
"ghcr.io/\${O}"
  shown "a key that holds a placeholder nobody filled in"
  slips: unexpanded-variable
  rest "ghcr.io"
"https://ghcr.io/\${O}/x"
  shown "a key that holds a placeholder nobody filled in"
  slips: unexpanded-variable
  rest "ghcr.io"
"$(R)"
  shown "a key that holds a placeholder nobody filled in"
  slips: unexpanded-variable
"{{ r }}"
  shown "a key that holds a placeholder nobody filled in"
  dropped: its host holds a character that no host name has
  slips: unexpanded-variable (its host holds a character that no host name has)
"ghcr.io/{{ o }}"
  shown "a key that holds a placeholder nobody filled in"
  slips: unexpanded-variable
  rest "ghcr.io"
"$R"
  shown "a key that holds a placeholder nobody filled in"
  slips: unexpanded-variable
"$R/x"
  shown "a key that holds a placeholder nobody filled in"
  slips: unexpanded-variable
"ghcr.io/$O"
  shown "a key that holds a placeholder nobody filled in"
  slips: unexpanded-variable
  rest "ghcr.io"
"ghcr.io$O"
  shown "a key with a character that no image name has"
  slips: odd-character
"<registry>"
  shown "a key that holds a placeholder nobody filled in"
  slips: unexpanded-variable
"ghcr.io/<org>"
  shown "a key that holds a placeholder nobody filled in"
  slips: unexpanded-variable
  rest "ghcr.io"
"<>"
  shown "a key with a character that no image name has"
  slips: odd-character
"<1>"
  shown "a key with a character that no image name has"
  slips: odd-character
"<aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa>"
  shown "a key that holds a placeholder nobody filled in"
  slips: unexpanded-variable
"<aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa>"
  shown "a key with what looks like a token in it"
  slips: token-in-key
"x.io:\${P}/org"
  shown "a key that holds a placeholder nobody filled in"
  dropped: its port is not a number
  slips: unexpanded-variable (its port is not a number)
"me@\${R}"
  shown "a key with \\"@\\" in it, of which one cannot tell where a login ends"
  dropped: its host holds a character that no host name has
  slips: login-in-key
"[gx]hcr.io"
  shown "a key with \\"[...]\\" in the host"
  dropped: its port is not a number
  slips: character-class (its port is not a number)
  rest "*hcr.io"
"ghcr.io/[ab]"
  shown "a key with a character that no image name has"
  slips: odd-character
"gh[cr.io"
  shown "a key with a character that no image name has"
  dropped: it has a "[" that does not enclose the host as an IPv6 address
  slips: odd-character
"ghc]r.io"
  shown "a key with a character that no image name has"
  means "ghc]r.io"
  slips: odd-character
"[gx]hcr.io:5000/org"
  shown "a key with \\"[...]\\" in the host"
  dropped: its port is not a number
  slips: character-class (its port is not a number)
  rest "*hcr.io:5000"
"https://[gx]hcr.io"
  shown "a key with \\"[...]\\" in the host"
  dropped: its port is not a number
  slips: character-class (its port is not a number)
  rest "*hcr.io"
"g[x][y]cr.io"
  shown "a key with \\"[...]\\" in the host"
  dropped: it has a "[" that does not enclose the host as an IPv6 address
  slips: character-class (it has a "[" that does not enclose the host as an IPv6 address)
  rest "g**cr.io"
"[]ghcr.io"
  shown "a key with \\"[...]\\" in the host"
  dropped: its port is not a number
  slips: character-class (its port is not a number)
  rest "*ghcr.io"
"reg[12].example.com"
  shown "a key with \\"[...]\\" in the host"
  dropped: it has a "[" that does not enclose the host as an IPv6 address
  slips: character-class (it has a "[" that does not enclose the host as an IPv6 address)
  rest "reg*.example.com"
"ghcr.io:port"
  shown "a key with a port that is no number"
  dropped: its port is not a number
  slips: port-not-a-number (its port is not a number)
  rest "ghcr.io"
"ghcr.io:PORT/org"
  shown "a key with a port that is no number"
  dropped: its port is not a number
  slips: port-not-a-number (its port is not a number)
  rest "ghcr.io/org"
"ghcr.io:"
  shown "ghcr.io:"
  means "ghcr.io:"
"ghcr.io::"
  shown "ghcr.io::"
  dropped: its port is not a number
"ghcr.io:80:90"
  shown "ghcr.io:80:90"
  dropped: its port is not a number
"ghcr.io:8*"
  shown "ghcr.io:8*"
  dropped: its port is not a number
"ghcr.io:80x"
  shown "a key with a port that is no number"
  dropped: its port is not a number
  slips: port-not-a-number (its port is not a number)
"me:secret"
  shown "a key with a port that is no number"
  dropped: its port is not a number
  slips: port-not-a-number (its port is not a number)
":5000"
  shown ":5000"
  means ":5000"
":port"
  shown "a key with a character that no image name has"
  dropped: its port is not a number
  slips: odd-character
"[::1]:port"
  shown "a key with \\"[...]\\" in the host"
  dropped: its port is not a number
  slips: character-class (its port is not a number)
"[::1]port"
  shown "a key with \\"[...]\\" in the host"
  dropped: its port is not a number
  slips: character-class (its port is not a number)
"[::1]x"
  shown "a key with \\"[...]\\" in the host"
  dropped: its port is not a number
  slips: character-class (its port is not a number)
"ghcr.io:port/app:x"
  shown "a key with a port that is no number"
  dropped: its port is not a number
  slips: port-not-a-number (its port is not a number), tag-in-key
  rest "ghcr.io/"
"ghcr.io:123456"
  shown "a key with a character that no image name has"
  means "ghcr.io:123456"
  slips: odd-character
"https://ghcr.io:port"
  shown "a key with a port that is no number"
  dropped: its port is not a number
  slips: port-not-a-number (its port is not a number)
  rest "ghcr.io"
"ghp_0123456789"
  shown "a key with what looks like a token in it"
  means "ghp_0123456789"
  slips: token-in-key
"ghp_012345678"
  shown "ghp_012345678"
  means "ghp_012345678"
"ghcr.io/ghp_0123456789/x"
  shown "a key with what looks like a token in it"
  means "ghcr.io/ghp_0123456789/x"
  slips: token-in-key
  rest "ghcr.io/"
"ghcr.io/a/ghp_0123456789/x"
  shown "a key with what looks like a token in it"
  means "ghcr.io/a/ghp_0123456789/x"
  slips: token-in-key
  rest "ghcr.io/a/"
"ghp_0123456789.io/x"
  shown "a key with what looks like a token in it"
  means "ghp_0123456789.io/x"
  slips: token-in-key
"https://ghcr.io/ghp_0123456789"
  shown "a key with what looks like a token in it"
  means "ghcr.io/ghp_0123456789"
  slips: token-in-key
  rest "https://ghcr.io/"
"me@ghcr.io/ghp_0123456789"
  shown "a key with \\"@\\" in it, of which one cannot tell where a login ends"
  means "ghcr.io/ghp_0123456789"
  slips: login-in-key
"xghp_0123456789"
  shown "xghp_0123456789"
  means "xghp_0123456789"
"ghcr.io/xghp_0123456789"
  shown "ghcr.io/xghp_0123456789"
  means "ghcr.io/xghp_0123456789"
"ghcr.io,quay.io"
  shown "a key with a character that no image name has"
  slips: odd-character
"ghcr.io;"
  shown "a key with a character that no image name has"
  slips: odd-character
"qu{ay}.io"
  shown "a key with a character that no image name has"
  dropped: its host holds a character that no host name has
  slips: odd-character
"ghcr.io\\\\org"
  shown "a key with a character that no image name has"
  dropped: its host holds a character that no host name has
  slips: odd-character
"ghcr.io/a+b"
  shown "a key with a character that no image name has"
  slips: odd-character
"ghcr.io/a=b"
  shown "a key with a character that no image name has"
  slips: odd-character
"ghcr..io"
  shown "ghcr..io"
  means "ghcr..io"
".ghcr.io"
  shown ".ghcr.io"
  means ".ghcr.io"
"ghcr.io."
  shown "ghcr.io."
  means "ghcr.io."
"-ghcr.io"
  shown "-ghcr.io"
  means "-ghcr.io"
"gh_cr.io/x"
  shown "gh_cr.io/x"
  means "gh_cr.io/x"
"ghcr.io/.."
  shown "ghcr.io/.."
  means "ghcr.io/.."
"()"
  shown "a key with a character that no image name has"
  slips: odd-character
"^"
  shown "a key with a character that no image name has"
  dropped: its host holds a character that no host name has
  slips: odd-character
"~"
  shown "a key with a character that no image name has"
  slips: odd-character
`

exports[`test/key-words.test.ts > TAP > one slip is taken out at a time > must match snapshot 1`] = `
"registry:5000": -  {"kind":"port-not-a-number","text":"registry"}
"a.b:5000/c": -  {"kind":"port-not-a-number","text":"a.b/c"}
"a.b:/c": -  {"kind":"port-not-a-number","text":"a.b/c"}
"a.b:*": -  {"kind":"port-not-a-number","text":"a.b"}
"*.ghcr.io:5000": -  {"kind":"port-not-a-number","text":"*.ghcr.io"}
"[::1]": -  {"kind":"character-class","text":"*","last":true}
"[::1]:5000": -  {"kind":"character-class","text":"*:5000","last":true}
"[::1]:5000/org": -  {"kind":"character-class","text":"*:5000","last":true}
"[::*]": -  {"kind":"character-class","text":"*","last":true}
"1:2:3:4:5:6:7:8": -  {"kind":"port-not-a-number","text":"1"}
"a.b:1:2": -  {"kind":"port-not-a-number","text":"a.b"}
"https:/ghcr.io": -  {"kind":"port-not-a-number","text":"https/ghcr.io"}
"https:ghcr.io": -  {"kind":"port-not-a-number","text":"","last":true}
"HTTPS://ghcr.io": -  {"kind":"other-scheme","text":"ghcr.io"}  {"kind":"port-not-a-number","text":"HTTPS//ghcr.io"}
"https://https://ghcr.io": -  {"kind":"port-not-a-number","text":"https//ghcr.io"}
"https://http://https://ghcr.io": -  {"kind":"port-not-a-number","text":"http//https://ghcr.io"}
"https://https://https://https://ghcr.io": -  {"kind":"port-not-a-number","text":"https//https://https://ghcr.io"}
"oci://ghcr.io": -  {"kind":"other-scheme","text":"ghcr.io"}  {"kind":"port-not-a-number","text":"oci//ghcr.io"}
"OCI://ghcr.io": -  {"kind":"other-scheme","text":"ghcr.io"}  {"kind":"port-not-a-number","text":"OCI//ghcr.io"}
"s3://x.io": -  {"kind":"other-scheme","text":"x.io"}  {"kind":"port-not-a-number","text":"s3//x.io"}
"helm://ghcr.io/org": -  {"kind":"other-scheme","text":"ghcr.io/org"}  {"kind":"port-not-a-number","text":"helm//ghcr.io/org"}
"x://ghcr.io": -  {"kind":"other-scheme","text":"ghcr.io"}  {"kind":"port-not-a-number","text":"x//ghcr.io"}
"git+ssh://ghcr.io": -  {"kind":"other-scheme","text":"ghcr.io"}  {"kind":"port-not-a-number","text":"git+ssh//ghcr.io"}
"1x://ghcr.io": -  {"kind":"port-not-a-number","text":"1x//ghcr.io"}
"https://oci://ghcr.io": -  {"kind":"port-not-a-number","text":"oci//ghcr.io"}
"ghcr.io/app:1": -  {"kind":"tag-in-key","text":"ghcr.io/"}
"ghcr.io/app:1.2.3.4": -  {"kind":"tag-in-key","text":"ghcr.io/"}
"ghcr.io/app:1.2.3.4.5": -  {"kind":"tag-in-key","text":"ghcr.io/"}
"ghcr.io/app:v1": -  {"kind":"tag-in-key","text":"ghcr.io/"}
"ghcr.io/app:latest": -  {"kind":"tag-in-key","text":"ghcr.io/"}
"ghcr.io/app:stable": -  {"kind":"tag-in-key","text":"ghcr.io/"}
"ghcr.io/app:": -  {"kind":"tag-in-key","text":"ghcr.io/"}
"ghcr.io:80/app:secret": -  {"kind":"tag-in-key","text":"ghcr.io:80/"}  {"kind":"port-not-a-number","text":"ghcr.io/app:secret"}
"app:secret": -  {"kind":"port-not-a-number","text":"","last":true}
"x/app:secret": -  {"kind":"tag-in-key","text":"x/"}
"x:/app:secret": -  {"kind":"port-not-a-number","text":"x/app:secret"}
"me:pw@[::1]:5000": -  {"kind":"character-class","text":"me:pw@*:5000","last":true}
"HTTPS://me:pw@ghcr.io": -  {"kind":"other-scheme","text":"me:pw@ghcr.io"}  {"kind":"port-not-a-number","text":"HTTPS//me:pw@ghcr.io"}
" me:pw@ghcr.io": {"kind":"blank-in-key","text":"me:pw@ghcr.io","place":"front"}
"me:pw@ghcr.io ": {"kind":"blank-in-key","text":"me:pw@ghcr.io","place":"end"}
"me:pw@gh cr.io": -  {"kind":"blank-in-key","text":"me:pw@ghcr.io","place":"inside"}
"me:p/w@ghcr.io": -  {"kind":"port-not-a-number","text":"","last":true}
"me:pw@ghcr.io?x": -  {"kind":"question-mark","text":"me:pw@ghcr.io","last":true}
"me?x@ghcr.io": -  {"kind":"question-mark","text":"","last":true}
"ghcr.io?x": -  {"kind":"question-mark","text":"ghcr.io","last":true}
"ghcr.io/a?x": -  {"kind":"question-mark","text":"ghcr.io/a","last":true}
"g?cr.io": -  {"kind":"question-mark","text":"g","last":true}
"G?cr.io": -  {"kind":"question-mark","text":"G","last":true}
"?": -  {"kind":"question-mark","text":"","last":true}
"?x": -  {"kind":"question-mark","text":"","last":true}
"registry?": -  {"kind":"question-mark","text":"registry","last":true}
"a?b@c": -  {"kind":"question-mark","text":"","last":true}
"ghcr.io?#": -  {"kind":"question-mark","text":"ghcr.io","last":true}
"ghcr.io#?": -  {"kind":"question-mark","text":"ghcr.io#","last":true}
" ghcr.io": {"kind":"blank-in-key","text":"ghcr.io","place":"front"}
"ghcr.io ": {"kind":"blank-in-key","text":"ghcr.io","place":"end"}
" ghcr.io ": {"kind":"blank-in-key","text":"ghcr.io","place":"inside"}
"  ": {"kind":"blank-in-key","text":"","place":"front"}
"gh cr.io": -  {"kind":"blank-in-key","text":"ghcr.io","place":"inside"}
" gh cr.io ": {"kind":"blank-in-key","text":"gh cr.io","place":"inside"}  {"kind":"blank-in-key","text":"ghcr.io","place":"inside"}
"\\tghcr.io": {"kind":"control-character","text":"ghcr.io","place":"front"}  -
"ghcr.io\\n": {"kind":"control-character","text":"ghcr.io","place":"end"}  -
"gh\\ncr.io": {"kind":"control-character","text":"ghcr.io","place":"inside"}  -
"\\n": {"kind":"control-character","text":"","place":"front"}  -
"\\u0000": {"kind":"control-character","text":"","place":"front"}  -
"ghcr.io": {"kind":"control-character","text":"ghcr.io","place":"front"}  -
" \\nghcr.io": {"kind":"control-character","text":" ghcr.io","place":"inside"}  {"kind":"blank-in-key","text":"\\nghcr.io","place":"front"}
" \\"ghcr.io\\" ": {"kind":"blank-in-key","text":"\\"ghcr.io\\"","place":"inside"}
"\\"ghcr.io\\"": {"kind":"quotes-in-key","text":"ghcr.io","place":"inside"}
"\\"ghcr.io": {"kind":"quotes-in-key","text":"ghcr.io","place":"front"}
"ghcr.io\\"": {"kind":"quotes-in-key","text":"ghcr.io","place":"end"}
"'ghcr.io'": {"kind":"quotes-in-key","text":"ghcr.io","place":"inside"}
"\`ghcr.io\`": {"kind":"quotes-in-key","text":"ghcr.io","place":"inside"}
"gh\\"cr.io": -  {"kind":"quotes-in-key","text":"ghcr.io","place":"inside"}
"gh\\"c r.io": -  {"kind":"blank-in-key","text":"gh\\"cr.io","place":"inside"}
"\\"": {"kind":"quotes-in-key","text":"","place":"front"}
"\\"\\" \\"\\"": {"kind":"quotes-in-key","text":" ","place":"inside"}  {"kind":"blank-in-key","text":"\\"\\"\\"\\"","place":"inside"}
"ghcr.io​": -  {"kind":"non-ascii","text":"ghcr.io"}
"﻿ghcr.io": -  {"kind":"non-ascii","text":"ghcr.io"}
"ghécr.io": -  {"kind":"non-ascii","text":"ghcr.io"}
"ｇhcr.io": -  {"kind":"non-ascii","text":"ghcr.io"}
"é": -  {"kind":"non-ascii","text":""}
"me:pwé@ghcr.io": -  {"kind":"non-ascii","text":"me:pw@ghcr.io"}
"ghcr.io/é": -  {"kind":"non-ascii","text":"ghcr.io/"}
" éghcr.io": {"kind":"blank-in-key","text":"éghcr.io","place":"front"}
"\${R}": -  {"kind":"unexpanded-variable","text":"","last":true}
"\${R}/org": -  {"kind":"unexpanded-variable","text":"","last":true}
"ghcr.io/\${O}": -  {"kind":"unexpanded-variable","text":"ghcr.io","last":true}
"https://ghcr.io/\${O}/x": -  {"kind":"unexpanded-variable","text":"ghcr.io","last":true}
"$(R)": -  {"kind":"unexpanded-variable","text":"","last":true}
"{{ r }}": -  {"kind":"unexpanded-variable","text":"","last":true}
"ghcr.io/{{ o }}": -  {"kind":"unexpanded-variable","text":"ghcr.io","last":true}
"$R": -  {"kind":"unexpanded-variable","text":"","last":true}
"$R/x": -  {"kind":"unexpanded-variable","text":"","last":true}
"ghcr.io/$O": -  {"kind":"unexpanded-variable","text":"ghcr.io","last":true}
"<registry>": -  {"kind":"unexpanded-variable","text":"","last":true}
"ghcr.io/<org>": -  {"kind":"unexpanded-variable","text":"ghcr.io","last":true}
"<aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa>": -  {"kind":"unexpanded-variable","text":"","last":true}
"x.io:\${P}/org": -  {"kind":"unexpanded-variable","text":"","last":true}
"me@\${R}": -  {"kind":"unexpanded-variable","text":"","last":true}
"[gx]hcr.io": -  {"kind":"character-class","text":"*hcr.io","last":true}
"[gx]hcr.io:5000/org": -  {"kind":"character-class","text":"*hcr.io:5000","last":true}
"https://[gx]hcr.io": -  {"kind":"character-class","text":"*hcr.io","last":true}
"g[x][y]cr.io": -  {"kind":"character-class","text":"g**cr.io","last":true}
"[]ghcr.io": -  {"kind":"character-class","text":"*ghcr.io","last":true}
"reg[12].example.com": -  {"kind":"character-class","text":"reg*.example.com","last":true}
"ghcr.io:port": -  {"kind":"port-not-a-number","text":"ghcr.io"}
"ghcr.io:PORT/org": -  {"kind":"port-not-a-number","text":"ghcr.io/org"}
"ghcr.io:": -  {"kind":"port-not-a-number","text":"ghcr.io"}
"ghcr.io::": -  {"kind":"port-not-a-number","text":"ghcr.io"}
"ghcr.io:80:90": -  {"kind":"port-not-a-number","text":"ghcr.io"}
"ghcr.io:8*": -  {"kind":"port-not-a-number","text":"ghcr.io"}
"ghcr.io:80x": -  {"kind":"port-not-a-number","text":"","last":true}
"me:secret": -  {"kind":"port-not-a-number","text":"","last":true}
"[::1]:port": -  {"kind":"character-class","text":"*:port","last":true}
"[::1]port": -  {"kind":"character-class","text":"*port","last":true}
"[::1]x": -  {"kind":"character-class","text":"*x","last":true}
"ghcr.io:port/app:x": -  {"kind":"tag-in-key","text":"ghcr.io:port/"}  {"kind":"port-not-a-number","text":"ghcr.io/app:x"}
"ghcr.io:123456": -  {"kind":"port-not-a-number","text":"ghcr.io"}
"https://ghcr.io:port": -  {"kind":"port-not-a-number","text":"ghcr.io"}
`
