/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/image-words.test.ts > TAP > an image with another host than is meant > must match snapshot 1`] = `
xghcrx.io/a:1: -
qxuayx.io/a:1: -
ACME.azurecr.io/a:1: acme.azurecr.io/a:1, the host of the image is written with capitals, and the kubelet compares letter case
Harbor.example.com/a:1: -
US.gcr.io/a:1: us.gcr.io/a:1, the host of the image is written with capitals, and the kubelet compares letter case
rxegistry.k8sx.io/a:1: registry.k8s.io/a:1, the host "rxegistry.k8sx.io" looks like a slip of "registry.k8s.io"
Docker.io/a/b:1: docker.io/a/b:1, the host of the image is written with capitals, and the kubelet compares letter case
nginx: -
ghcr.io/org/app:1: -
docker.io/ghcr.io/org/app:1: ghcr.io/org/app:1, the image names two registries: "docker.io/" stands in front of "ghcr.io"
docker.io/org/app:1: -
docker.io/org.x/app: -
ghcr.io/quay.io/a:1: quay.io/a:1, the image names two registries: "ghcr.io/" stands in front of "quay.io"
ghcr.io/quay.io:1: -
quay.io/ghcr.io/a: -
docker.io/a.b.co/x:1: a.b.co/x:1, the image names two registries: "docker.io/" stands in front of "a.b.co"
docker.io/a-b.c1/x:1: -
index.docker.io/a/b:1: -
registry.hub.docker.com/library/nginx:1: docker.io/library/nginx:1, images of Docker Hub are named "docker.io/...", and to the kubelet "registry.hub.docker.com" is another registry
registry-1.docker.io/a/b: docker.io/a/b:TAG, images of Docker Hub are named "docker.io/...", and to the kubelet "registry-1.docker.io" is another registry
hub.docker.com/a/b: docker.io/a/b:TAG, images of Docker Hub are named "docker.io/...", and to the kubelet "hub.docker.com" is another registry
HUB.docker.com/a/b:1: docker.io/a/b:1, images of Docker Hub are named "docker.io/...", and to the kubelet "HUB.docker.com" is another registry
GHCR.io/org/app:1: ghcr.io/org/app:1, the host of the image is written with capitals, and the kubelet compares letter case
Quay.io/a/b: quay.io/a/b:TAG, the host of the image is written with capitals, and the kubelet compares letter case
Foo.example.com/a: -
gchr.io/a/b:1: ghcr.io/a/b:1, the host "gchr.io" looks like a slip of "ghcr.io"
ghrc.io/a/b:1: ghcr.io/a/b:1, the host "ghrc.io" looks like a slip of "ghcr.io"
ghcr.oi/a/b:1: -
ghcr.i/a/b:1: -
qauy.io/a/b:1: quay.io/a/b:1, the host "qauy.io" looks like a slip of "quay.io"
quay.i/a:1: -
quya.io/a: quay.io/a:TAG, the host "quya.io" looks like a slip of "quay.io"
docker.oi/a/b: -
dokcer.io/a/b:1: docker.io/a/b:1, the host "dokcer.io" looks like a slip of "docker.io"
registry.gitlab.co/a/b:1: -
registry.gitlab.corp/a:1: -
registy.gitlab.com/a:1: registry.gitlab.com/a:1, the host "registy.gitlab.com" looks like a slip of "registry.gitlab.com"
registr.gitlab.co/a:1: registry.gitlab.com/a:1, the host "registr.gitlab.co" looks like a slip of "registry.gitlab.com"
registry.k8s.i/a:1: -
registry1.k8s.io/a:1: -
mcr.microsoft.con/a:1: -
mcr.micosoft.com/a: mcr.microsoft.com/a:TAG, the host "mcr.micosoft.com" looks like a slip of "mcr.microsoft.com"
public.ecr.aw/a:1: -
gcr.io/a/b: -
gcr.oi/a/b: -
cgr.dev/a: -
registry.example.com/a: -
used:   registry.exampel.com/a:1: registry.example.com/a:1, the host "registry.exampel.com" looks like a slip of "registry.example.com"
there:  registry.exampel.com/a:1: -
listed: registry.exampel.com/a:1: -
both:   registry.exampel.com/a:1: -
used:   registry.example.con/a:1: -
there:  registry.example.con/a:1: -
listed: registry.example.con/a:1: -
both:   registry.example.con/a:1: -
used:   registy.example.com/a:1: registry.example.com/a:1, the host "registy.example.com" looks like a slip of "registry.example.com"
there:  registy.example.com/a:1: -
listed: registy.example.com/a:1: -
both:   registy.example.com/a:1: -
used:   regisy.example.com/a:1: -
there:  regisy.example.com/a:1: -
listed: regisy.example.com/a:1: -
both:   regisy.example.com/a:1: -
used:   registry1.example.com/a:1: -
there:  registry1.example.com/a:1: -
listed: registry1.example.com/a:1: -
both:   registry1.example.com/a:1: -
used:   Registry.example.com/a:1: registry.example.com/a:1, the host of the image is written with capitals, and the kubelet compares letter case
there:  Registry.example.com/a:1: registry.example.com/a:1, the host of the image is written with capitals, and the kubelet compares letter case
listed: Registry.example.com/a:1: registry.example.com/a:1, the host of the image is written with capitals, and the kubelet compares letter case
both:   Registry.example.com/a:1: registry.example.com/a:1, the host of the image is written with capitals, and the kubelet compares letter case
used:   registry.example.com/a:1: -
there:  registry.example.com/a:1: -
listed: registry.example.com/a:1: -
both:   registry.example.com/a:1: -
used:   ghcr.oi/a:1: -
there:  ghcr.oi/a:1: -
listed: ghcr.oi/a:1: -
both:   ghcr.oi/a:1: -
used:   gchr.io/a:1: ghcr.io/a:1, the host "gchr.io" looks like a slip of "ghcr.io"
there:  gchr.io/a:1: ghcr.io/a:1, the host "gchr.io" looks like a slip of "ghcr.io"
listed: gchr.io/a:1: -
both:   gchr.io/a:1: -
abcdefgh.ij/a: -
abcdefgh.ijkx/a: -
abcdefghx.ijk/a: abcdefgh.ijk/a:TAG, the host "abcdefghx.ijk" looks like a slip of "abcdefgh.ijk"
abcdefg.ijk/a: -
abcdefghi.ijk/a: abcdefgh.ijk/a:TAG, the host "abcdefghi.ijk" looks like a slip of "abcdefgh.ijk"
Abcdefgh.ijk/a: abcdefgh.ijk/a:TAG, the host "Abcdefgh.ijk" looks like a slip of "abcdefgh.ijk"
shor.io/a:1: -
`

exports[`test/image-words.test.ts > TAP > placeholders, and the image with words where they stood > must match snapshot 1`] = `
$(AB)/app  |  $(AB)  |  REGISTRY/app:TAG
\${R}/a@b@c  |  \${R}  |  REGISTRY/a@b@c
\${R}/app:1  |  \${R}  |  REGISTRY/app:1
\${R/app  |  \${R/app  |  
a/\${R:-x}  |  \${R:-x}  |  a/REPOSITORY:TAG
$(R)/app  |  $(R)  |  REGISTRY/app:TAG
$(R  |  $(R  |  
{{ .R }}/app:1  |  {{ .R }}  |  REGISTRY/app:1
{{ .R }  |  {{ .R }  |  
{{ .R } x }}b  |  {{ .R } x }}  |  
{{a}}b  |  {{a}}  |  
{{  |  {{  |  
%s/app  |  %s  |  REGISTRY/app:TAG
%d  |  %d  |  
%v  |  %v  |  
%!s(<nil>)  |  %!s(<nil>)  |  
%!s(MISSING)  |  %!s(MISSING)  |  
%!d(string)  |  %!d(string)  |  
%s1  |  -  |  %s1:TAG
%sx  |  -  |  %sx:TAG
%APP%  |  %APP%  |  
%A_1%  |  %A_1%  |  
%1%  |  -  |  %1%:TAG
<registry>/app  |  <registry>  |  REGISTRY/app:TAG
<a<b>  |  <b>  |  
<>  |  <>  |  
$APP/x  |  $APP  |  REGISTRY/x:TAG
$1  |  -  |  $1:TAG
$_a  |  $_a  |  
__APP__/x  |  __APP__  |  REGISTRY/x:TAG
__APP_1__  |  __APP_1__  |  
__a__  |  -  |  __a__:TAG
__A  |  -  |  __A:TAG
None/app  |  None  |  REGISTRY/app:TAG
app:None  |  None  |  app:TAG
app@NULL  |  NULL  |  app@sha256:DIGEST
Null  |  Null  |  
NaN  |  NaN  |  
Nil  |  Nil  |  
nil  |  -  |  nil:TAG
IMAGE_TAG  |  IMAGE_TAG  |  
app:IMAGE_TAG  |  IMAGE_TAG  |  app:TAG
A_B  |  A_B  |  
A_  |  -  |  A_:TAG
A  |  -  |  A:TAG
A1_B2  |  A1_B2  |  
IMAGE  |  -  |  IMAGE:TAG
aIMAGE_TAG  |  -  |  aIMAGE_TAG:TAG
x/IMAGE_TAGx  |  -  |  x/IMAGE_TAGx:TAG
app:1  |  -  |  app:1
none  |  -  |  none:TAG
NoneX  |  -  |  NoneX:TAG
a%sb/x  |  -  |  a%sb/x:TAG
%!v(PANIC)  |  %!v(PANIC)  |  
%!(EXTRA)  |  -  |  %!(EXTRA):TAG
app:\${T}  |  \${T}  |  app:TAG
\${R}/app  |  \${R}  |  REGISTRY/app:TAG
\${R}/app:1.4  |  \${R}  |  REGISTRY/app:1.4
\${R}  |  \${R}  |  
\${R}:\${T}  |  \${R}  |  
\${R}/\${A}  |  \${R}  |  
r.io/\${A}:1  |  \${A}  |  r.io/REPOSITORY:1
r.io/org/\${A}:1  |  \${A}  |  r.io/org/REPOSITORY:1
\${R}/\${A}/x:1  |  \${R}  |  REGISTRY/REPOSITORY/x:1
app:  |  -  |  app:TAG
app:\${T}@sha256:\${D}  |  \${T}  |  app:TAG@sha256:DIGEST
app@\${D}  |  \${D}  |  app@sha256:DIGEST
app:1@\${D}  |  \${D}  |  app:1@sha256:DIGEST
app@sha256:abc  |  -  |  app@sha256:abc
\${R}/app@sha256:abc  |  \${R}  |  REGISTRY/app@sha256:abc
a:1@b@\${C}  |  \${C}  |  a:1@sha256:DIGEST
None/app:1  |  None  |  REGISTRY/app:1
r.io/app:None  |  None  |  r.io/app:TAG
r.io/IMAGE_NAME:1  |  IMAGE_NAME  |  r.io/REPOSITORY:1
r.io:5000/\${A}  |  \${A}  |  r.io:5000/REPOSITORY:TAG
r.io:\${P}/app:1  |  \${P}  |  REGISTRY/app:1
r.io:5000/app:\${T}  |  \${T}  |  r.io:5000/app:TAG
x\${A}y/z:1  |  \${A}  |  REGISTRY/z:1
`

exports[`test/image-words.test.ts > TAP > why a text is no image, and which one is meant > must match snapshot 1`] = `
"a@sha256:aaaaaaaaaaa ... aaaaaaaaaaaaaaaaaaaA (73)": the digest must be lower-case hexadecimal; a@sha256:DIGEST
"": it is empty; REGISTRY/REPOSITORY:TAG
"a:1": valid
" a:1": it has blanks or line breaks around it; a:1
"a:1\\n": it has blanks or line breaks around it; a:1
" A": it has blanks or line breaks around it; REGISTRY/REPOSITORY:TAG
"docker://a:1": it starts with a scheme, "docker://"; a:1
"https://ghcr.io/a/b": it starts with a scheme, "https://"; ghcr.io/a/b:TAG
"1x://a": it has an empty part between two slashes; REGISTRY/REPOSITORY:TAG
"\\"a:1\\"": the quotes are part of the value; a:1
"'a'": the quotes are part of the value; a:TAG
"\\"a\\nb\\"": the quotes are part of the value; REGISTRY/REPOSITORY:TAG
"\\"a": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"a b:1": it has a blank inside; REGISTRY/REPOSITORY:TAG
"a\\tb": it has a blank inside; REGISTRY/REPOSITORY:TAG
"ä:1": it has a character that is not ASCII; REGISTRY/REPOSITORY:TAG
"a\\u0001": it has a character that is not ASCII; REGISTRY/REPOSITORY:TAG
"a@sha256:aaaaaaaaaaa ... aaaaaaaaaaaaaaaaaaaa (72)": a sha256 digest has 64 hexadecimal characters, this one 63; a@sha256:DIGEST
"A@sha256:aaaaaaaaaaa ... aaaaaaaaaaaaaaaaaaaa (72)": a sha256 digest has 64 hexadecimal characters, this one 63; REGISTRY/REPOSITORY:TAG
"a@sha256:aaaaaaaaaaa ... aaaaaaaaaaaaaaaaaaaa (73)": valid
"a:1@sha512:aaaaaaaaa ... aaaaaaaaaaaaaaaaaaaa (75)": a sha512 digest has 128 hexadecimal characters, this one 64; a:1@sha512:DIGEST
"a@sha384:abc": a sha384 digest has 96 hexadecimal characters, this one 3; a@sha384:DIGEST
"a@sha256:": a sha256 digest has 64 hexadecimal characters, this one 0; a@sha256:DIGEST
"a@md5:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": the digest is none of sha256, sha384 and sha512; a@sha256:DIGEST
"a@sha256:AAAAAAAAAAA ... AAAAAAAAAAAAAAAAAAAA (73)": the digest must be lower-case hexadecimal; a@sha256:DIGEST
"a@SHA256:aaaaaaaaaaa ... aaaaaaaaaaaaaaaaaaaa (73)": the repository has upper-case letters; a@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
"a@sha256:aaaaaaaaaaa ... aaaaaaaaaaaaaaaaxyz1 (73)": a part of the name begins, ends or continues with a character that is not allowed there; a@sha256:DIGEST
"a:": it ends in a colon, with no tag after it; a:TAG
"r.io/a:": it ends in a colon, with no tag after it; r.io/a:TAG
"A:": it ends in a colon, with no tag after it; REGISTRY/REPOSITORY:TAG
"a@": it ends in "@", with no digest after it; a:TAG
"a:1@": it ends in "@", with no digest after it; a:1
"Org/App:1": the repository has upper-case letters; org/app:1
"r.io/Org/App": the repository has upper-case letters; r.io/org/app:TAG
"r.io/Org/App:V1": the repository has upper-case letters; r.io/org/app:V1
"R.io/A_B": it holds the placeholder "A_B", which nobody filled in; R.io/REPOSITORY:TAG
"Org/a..b": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"aaaaaaaaaaaaaaaaaaaa ... aaaaaaaaaaaaaaaaaaaa (300)": the repository is longer than 255 characters; REGISTRY/REPOSITORY:TAG
"r.io/aaaaaaaaaaaaaaa ... aaaaaaaaaaaaaaaaaaaa (261)": the repository is longer than 255 characters; REGISTRY/REPOSITORY:TAG
"aaaaaaaaaaaaaaaaaaaa ... aaaaaaaaaaaaaaaaaaaa (64)": it is 64 hexadecimal characters, which is an image ID and no name; REGISTRY/REPOSITORY:TAG
"a:1.2e+07": "1.2e+07" is a number in scientific notation: quote the number in the template; a:12000000
"a:5.8467965e+07": "5.8467965e+07" is a number in scientific notation: quote the number in the template; a:58467965
"a:1e5": valid
"a:1E3": valid
"a@1e5": "1e5" is a number in scientific notation: quote the number in the template; a@sha256:DIGEST
"a:1.25e1": valid
"a:1e21": valid
"a:1e20": valid
"a:1.2345678901234567e+20": "1.2345678901234567e+20" is a number in scientific notation: quote the number in the template; a:TAG
"r.io/a:1.5e+1": "1.5e+1" is a number in scientific notation: quote the number in the template; r.io/a:15
"docker.io/harbor.example.net:5000/app:1": it names two registries: "docker.io/" stands in front of "harbor.example.net:5000"; harbor.example.net:5000/app:1
"docker.io/x/harbor.example.net:5000/app:1": it names two registries: "docker.io/x/" stands in front of "harbor.example.net:5000"; harbor.example.net:5000/app:1
"a/localhost:5000/b:1": it names two registries: "a/" stands in front of "localhost:5000"; localhost:5000/b:1
"a/b:5000/c": it has a colon inside the path, in "b:5000"; REGISTRY/REPOSITORY:TAG
"a/b.c:x/d": it has a colon inside the path, in "b.c:x"; REGISTRY/REPOSITORY:TAG
"a//b": it has an empty part between two slashes; REGISTRY/REPOSITORY:TAG
"/a": it begins or ends with a slash; REGISTRY/REPOSITORY:TAG
"a/": it begins or ends with a slash; REGISTRY/REPOSITORY:TAG
"a:1:2": it has two tags; a:TAG
"r.io/a:1:2": it has two tags; r.io/a:TAG
"a:-1": "-1" is no valid tag; a:TAG
"a:aaaaaaaaaaaaaaaaaa ... aaaaaaaaaaaaaaaaaaaa (131)": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" is no valid tag; a:TAG
"a:aaaaaaaaaaaaaaaaaa ... aaaaaaaaaaaaaaaaaaa+ (131)": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaaaaaaaaaaaaa+" is no valid tag; a:TAG
"a@b": what follows "@" is no digest; a@sha256:DIGEST
"a@b:c": a part of the name begins, ends or continues with a character that is not allowed there; a@sha256:DIGEST
"a@sha256:x@y:z": it has two "@"; a@sha256:DIGEST
"a@x:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@y": what follows "@" is no digest; a@sha256:DIGEST
"a..b": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"a-": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"-a": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"a/_b": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"a___b": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"r.io:x/a": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"[::1/a": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"a@b@c:d": it has two "@"; a@sha256:DIGEST
"\${R}/app:1": it holds the placeholder "\${R}", which nobody filled in; REGISTRY/app:1
"None": it holds the placeholder "None", which nobody filled in; REGISTRY/REPOSITORY:TAG
"\${R": it holds the placeholder "\${R", which nobody filled in; REGISTRY/REPOSITORY:TAG
"\${R}/App:1": it holds the placeholder "\${R}", which nobody filled in; REGISTRY/REPOSITORY:TAG
"r.io/a:\${T}": it holds the placeholder "\${T}", which nobody filled in; r.io/a:TAG
"r.io/a@\${D}": it holds the placeholder "\${D}", which nobody filled in; r.io/a@sha256:DIGEST
"\${aaaaaaaaaaaaaaaaaa ... aaaaaaaaaaaaaaaaa}/x (105)": it holds the placeholder "\${aaaaaaaaaaaaaaaaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaaaaaaaaaaaaa}", which nobody filled in; REGISTRY/x:TAG
"{{ .Values.image }}:{{ .Values.tag }}": it holds the placeholder "{{ .Values.image }}", which nobody filled in; REGISTRY/REPOSITORY:TAG
"\${R}/a b:1": it holds the placeholder "\${R}", which nobody filled in; REGISTRY/REPOSITORY:TAG
"\${A}/\${B}/x": it holds the placeholder "\${A}", which nobody filled in; REGISTRY/REPOSITORY/x:TAG
"r.io/a:1@sha256:\${D}": it holds the placeholder "\${D}", which nobody filled in; r.io/a:1@sha256:DIGEST
"REGISTRY/$X": it holds the placeholder "$X", which nobody filled in; REGISTRY/REPOSITORY:TAG
"x/\${R}/y": it holds the placeholder "\${R}", which nobody filled in; x/REPOSITORY/y:TAG
"quay.io/$A": it holds the placeholder "$A", which nobody filled in; quay.io/REPOSITORY:TAG
"$A/REPOSITORY..x:1": it holds the placeholder "$A", which nobody filled in; REGISTRY/REPOSITORY:TAG
"\${A}/x..y:1": it holds the placeholder "\${A}", which nobody filled in; REGISTRY/REPOSITORY:TAG
"\${A}/x@sha256:DIGEST": it holds the placeholder "\${A}", which nobody filled in; REGISTRY/x@sha256:DIGEST
"registry.example.com/org/app:1.4e3x": valid
"a/B:5:6": the repository has upper-case letters; REGISTRY/REPOSITORY:TAG
"a:b@sha256:aaaaaaaaaa@sha256:aaaaaaaaaa": a sha256 digest has 64 hexadecimal characters, this one 10; a@sha256:DIGEST
"a@sha256:aaaaaaaaaaa ... aaaaaaaaaaaaaaaaaa/b (75)": a part of the name begins, ends or continues with a character that is not allowed there; a@sha256:DIGEST
"a/b:1/c:2@sha256:aaa ... aaaaaaaaaaaaaaaaaaaa (81)": it has a colon inside the path, in "b:1"; REGISTRY/REPOSITORY:TAG
"docker.io/localhost:5000/app": it names two registries: "docker.io/" stands in front of "localhost:5000"; localhost:5000/app:TAG
"docker.io/localhost:500a/app": it has a colon inside the path, in "localhost:500a"; REGISTRY/REPOSITORY:TAG
"docker.io/xlocalhost:5000/app": it has a colon inside the path, in "xlocalhost:5000"; REGISTRY/REPOSITORY:TAG
"docker.io/a.b:5000x/app": it has a colon inside the path, in "a.b:5000x"; REGISTRY/REPOSITORY:TAG
"x@a/b:1/c": a part of the name begins, ends or continues with a character that is not allowed there; x@sha256:DIGEST
"docker.io/h.example:5000/App": it names two registries: "docker.io/" stands in front of "h.example:5000"; REGISTRY/REPOSITORY:TAG
"'a:1\\"": the quotes are part of the value; a:1
"\\"'": the quotes are part of the value; REGISTRY/REPOSITORY:TAG
"'a' ": it has blanks or line breaks around it; REGISTRY/REPOSITORY:TAG
"a:1e-5": valid
"a:10e5": valid
"a:1.e5": valid
"a:1.5e": valid
"a:1.123456789012345e15": valid
"a:1.1234567890123456e16": valid
"docker.io/h.example:5000/app:latest": it names two registries: "docker.io/" stands in front of "h.example:5000"; h.example:5000/app:TAG
"a+://b": it starts with a scheme, "a+://"; b:TAG
"a.b-c+d://e.io/f:1": it starts with a scheme, "a.b-c+d://"; e.io/f:1
"://a": it has an empty part between two slashes; REGISTRY/REPOSITORY:TAG
"5a://b": it has an empty part between two slashes; REGISTRY/REPOSITORY:TAG
"a:b/c:d": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"A@": it ends in "@", with no digest after it; REGISTRY/REPOSITORY:TAG
"r.io/a:latest:": it ends in a colon, with no tag after it; r.io/a:TAG
"Z:Tag": the repository has upper-case letters; z:Tag
"R/x:5000/Y:Tag": it has a colon inside the path, in "x:5000"; REGISTRY/REPOSITORY:TAG
"A/b@sha256:aaaaaaaaa ... aaaaaaaaaaaaaaaaaaaa (75)": valid
"A@sha256:aaaaaaaaaaa ... aaaaaaaaaaaaaaaaaaaa (73)": the repository has upper-case letters; a@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
"r.io:5000/A": the repository has upper-case letters; r.io:5000/a:TAG
"r.io:5000/A:LaTest": the repository has upper-case letters; r.io:5000/a:LaTest
"a~b": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"a/b\\\\c": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"!a": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"ab": it has a character that is not ASCII; REGISTRY/REPOSITORY:TAG
"a ": it has blanks or line breaks around it; a:TAG
"https://a b": it starts with a scheme, "https://"; REGISTRY/REPOSITORY:TAG
"a:1 ": it has blanks or line breaks around it; a:1
" a": it has blanks or line breaks around it; a:TAG
"r.io/x:1.2e1000": valid
"a:1e0": valid
"a:1.5e1": valid
"a:1.50e1": valid
"x:1.5e+01": "1.5e+01" is a number in scientific notation: quote the number in the template; x:15
"a:-:b": it has two tags; a:TAG
"docker.io/a.b:1/c/d.e:2/f": it names two registries: "docker.io/" stands in front of "a.b:1"; REGISTRY/REPOSITORY:TAG
"a@sha256:aaaaaaaaaaa ... aaaaaaaaaaaaaaaaaaaa (74)": a sha256 digest has 64 hexadecimal characters, this one 65; a@sha256:DIGEST
"a@sha512:aaaaaaaaaaa ... aaaaaaaaaaaaaaaaaaab (138)": a sha512 digest has 128 hexadecimal characters, this one 129; a@sha512:DIGEST
"a:é": it has a character that is not ASCII; a:TAG
"docker.io/hhhhhhhhhh ... hhhhhhhh.io:5000/app (92)": it names two registries: "docker.io/" stands in front of "hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh...hhhhhhhhhhhhhhhhhhhhhh.io:5000"; hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh.io:5000/app:TAG
"a@b:": it ends in a colon, with no tag after it; a@sha256:DIGEST
"a:@sha256:aaaaaaaaaa ... aaaaaaaaaaaaaaaaaaaa (74)": "" is no valid tag; a@sha256:DIGEST
"a:++++++++++++++++++ ... ++++++++++++++++++++ (102)": "+++++++++++++++++++++++++++++++...++++++++++++++++++++++++++++++" is no valid tag; a:TAG
"a/b/": it begins or ends with a slash; REGISTRY/REPOSITORY:TAG
".a": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"a@:b": a part of the name begins, ends or continues with a character that is not allowed there; a@sha256:DIGEST
"a:x@y@z": what follows "@" is no digest; a@sha256:DIGEST
"x//Y": the repository has upper-case letters; REGISTRY/REPOSITORY:TAG
"a@sha256:aaaaaaaaaaa ... aaaaaaaaaaaaaaaaaaa\\n (73)": it has blanks or line breaks around it; a@sha256:DIGEST
"UP@sha256:aaaaaaaaaaaaaaaaaaaa": a sha256 digest has 64 hexadecimal characters, this one 20; REGISTRY/REPOSITORY:TAG
"a:Tag_ok!": "Tag_ok!" is no valid tag; a:TAG
"a@sha384:aaaaaaaaaaa ... aaaaaaaaaaaaaaaaaaaa (104)": a sha384 digest has 96 hexadecimal characters, this one 95; a@sha384:DIGEST
"Upper/x:TAG": valid
"a:UPPER": valid
"a.B/c": valid
"Up..per/x": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"a@@b": what follows "@" is no digest; a@sha256:DIGEST
"a/b@c/d:e:f": a part of the name begins, ends or continues with a character that is not allowed there; a/b@sha256:DIGEST
"a:b:c/d": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"a:b:c@d": it has two tags; a@sha256:DIGEST
"a/b:5000/": it has a colon inside the path, in "b:5000"; REGISTRY/REPOSITORY:TAG
"/a:1": it begins or ends with a slash; REGISTRY/REPOSITORY:TAG
"//": it has an empty part between two slashes; REGISTRY/REPOSITORY:TAG
"/": it begins or ends with a slash; REGISTRY/REPOSITORY:TAG
":": it ends in a colon, with no tag after it; REGISTRY/REPOSITORY:TAG
"@": it ends in "@", with no digest after it; REGISTRY/REPOSITORY:TAG
":1": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"@sha256:aaaaaaaaaaaa ... aaaaaaaaaaaaaaaaaaaa (72)": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"a b": it has a blank inside; REGISTRY/REPOSITORY:TAG
" ": it has blanks or line breaks around it; REGISTRY/REPOSITORY:TAG
"\\n": it has blanks or line breaks around it; REGISTRY/REPOSITORY:TAG
"\\"\\"": the quotes are part of the value; REGISTRY/REPOSITORY:TAG
"\\"": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"''": the quotes are part of the value; REGISTRY/REPOSITORY:TAG
"\\"A\\"": the quotes are part of the value; REGISTRY/REPOSITORY:TAG
"\\"a b\\"": the quotes are part of the value; REGISTRY/REPOSITORY:TAG
"h://": it starts with a scheme, "h://"; REGISTRY/REPOSITORY:TAG
"docker://A": it starts with a scheme, "docker://"; REGISTRY/REPOSITORY:TAG
"docker://nginx": it starts with a scheme, "docker://"; nginx:TAG
"docker://nginx:latest": it starts with a scheme, "docker://"; nginx:TAG
"  nginx": it has blanks or line breaks around it; nginx:TAG
"NGINX": the repository has upper-case letters; nginx:TAG
"NGINX:latest": the repository has upper-case letters; nginx:TAG
"r.io/NGINX@sha256:aa ... aaaaaaaaaaaaaaaaaaaa (82)": the repository has upper-case letters; r.io/nginx@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
"nginx:Latest:": it ends in a colon, with no tag after it; nginx:Latest
"a:12345678901234567890e5": valid
"z:9e1": valid
"z@9e1": "9e1" is a number in scientific notation: quote the number in the template; z@sha256:DIGEST
"z:9.99e+02": "9.99e+02" is a number in scientific notation: quote the number in the template; z:999
"z:9.9e0": valid
"z:1e+3/x": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"z/a:1e3": valid
"u.v/z:1e3@x": what follows "@" is no digest; u.v/z@sha256:DIGEST
"1e3": valid
"Z:1e3": the repository has upper-case letters; z:1e3
"_Z:1e3": the repository has upper-case letters; REGISTRY/REPOSITORY:TAG
"z..y:1e3": "1e3" is a number in scientific notation: quote the number in the template; REGISTRY/REPOSITORY:TAG
"z..y:7": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"z/:7": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"a/b:c/d:1e5": "1e5" is a number in scientific notation: quote the number in the template; REGISTRY/REPOSITORY:TAG
"a/b:c/d": it has a colon inside the path, in "b:c"; REGISTRY/REPOSITORY:TAG
"a/b.c:1/d:1.5e3": "1.5e3" is a number in scientific notation: quote the number in the template; REGISTRY/REPOSITORY:TAG
"a/b.c:1/d..e": it names two registries: "a/" stands in front of "b.c:1"; REGISTRY/REPOSITORY:TAG
"a/b.c:1/d@e": it names two registries: "a/" stands in front of "b.c:1"; REGISTRY/REPOSITORY:TAG
"a/b.c:1": valid
"a.b:1/c": valid
"a.b:x/c": a part of the name begins, ends or continues with a character that is not allowed there; REGISTRY/REPOSITORY:TAG
"a/b.c:1/D": it names two registries: "a/" stands in front of "b.c:1"; REGISTRY/REPOSITORY:TAG
"a/B.c:1/d": the repository has upper-case letters; REGISTRY/REPOSITORY:TAG
"A/b.c:1/d": it names two registries: "A/" stands in front of "b.c:1"; b.c:1/d:TAG
"a//b.c:1/d": it names two registries: "a//" stands in front of "b.c:1"; b.c:1/d:TAG
"a@b.c:1/d/e": a part of the name begins, ends or continues with a character that is not allowed there; a@sha256:DIGEST
"a/b/b.c:1/d/e": it names two registries: "a/b/" stands in front of "b.c:1"; b.c:1/d/e:TAG
"a/b/b.c:1/d/e:f/g": it names two registries: "a/b/" stands in front of "b.c:1"; REGISTRY/REPOSITORY:TAG
"a/localhost:1/d": it names two registries: "a/" stands in front of "localhost:1"; localhost:1/d:TAG
"a/localhost:/d": it has a colon inside the path, in "localhost:"; REGISTRY/REPOSITORY:TAG
"a/LOCALHOST:1/d": the repository has upper-case letters; REGISTRY/REPOSITORY:TAG
"a/b.c:/d": it has a colon inside the path, in "b.c:"; REGISTRY/REPOSITORY:TAG
"a/.:1/d": it has a colon inside the path, in ".:1"; REGISTRY/REPOSITORY:TAG
"a/b-c.d:1/d": it names two registries: "a/" stands in front of "b-c.d:1"; b-c.d:1/d:TAG
"a/b_c.d:1/d": it has a colon inside the path, in "b_c.d:1"; REGISTRY/REPOSITORY:TAG
"a/bcd:1/d": it has a colon inside the path, in "bcd:1"; REGISTRY/REPOSITORY:TAG
a volume of a template: it is empty; REGISTRY/REPOSITORY:TAG; at most warn
a volume of a Pod: it is empty; REGISTRY/REPOSITORY:TAG
a container of a template: it is empty; REGISTRY/REPOSITORY:TAG
a volume of a template with a text: the repository has upper-case letters; a:TAG
`
