/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/secret-forms.test.ts > TAP > a whole file under the old type says so > must match snapshot 1`] = `
{"auths":{},"credsStore":"x"}: it is a whole config.json, which only the type kubernetes.io/dockerconfigjson takes; here the entry is a string, not an object
{"credsStore":"x"}: the entry is a string, not an object
{"auths":{}}: dockercfg wrapper
{"a.io":{}}: dockercfg 
{"auths":: it is JSON that ends too early
{"auths":1}: it is a whole config.json, which only the type kubernetes.io/dockerconfigjson takes; here the entry is a number, not an object
{"a.io":1}: the entry is a number, not an object
`

exports[`test/secret-forms.test.ts > TAP > documents, of both types > must match snapshot 1`] = `
""
  new: syntax at the top: it holds white space only
  old: syntax at the top: it holds white space only
  config: false
" "
  new: syntax at the top: it holds white space only
  old: syntax at the top: it holds white space only
  config: false
"{"
  new: syntax at the top: it is JSON that ends too early
  old: syntax at the top: it is JSON that ends too early
  config: false
"[]"
  new: type at the top: the document is an array, not an object
  old: type at the top: the document is an array, not an object of hosts
  config: false
"null"
  new: 0 entries
  old: 0 entries
  config: false
"1"
  new: type at the top: the document is a number, not an object
  old: type at the top: the document is a number, not an object of hosts
  config: false
"\\"x\\""
  new: type at the top: the document is a string, not an object
  old: type at the top: the document is a string, not an object of hosts
  config: false
"true"
  new: type at the top: the document is true or false, not an object
  old: type at the top: the document is true or false, not an object of hosts
  config: false
"{}"
  new: 0 entries
  old: 0 entries
  config: false
"{\\"auths\\":null}"
  new: 0 entries
  old: 1 entries; "auths" "" ""
  config: false
"{\\"auths\\":1}"
  new: type at auths: "auths" is a number, not an object of hosts
  old: type at ["auths"]: the entry is a number, not an object
  config: false
"{\\"auths\\":\\"x\\"}"
  new: type at auths: "auths" is a string, not an object of hosts
  old: type at ["auths"]: the entry is a string, not an object
  config: false
"{\\"auths\\":[]}"
  new: type at auths: "auths" is an array, not an object of hosts
  old: type at ["auths"]: the entry is an array, not an object
  config: false
"{\\"auths\\":{}}"
  new: 0 entries
  old: 1 entries; "auths" "" ""
  config: true
"{\\"Auths\\":{\\"a\\":{}}}"
  new: 1 entries; "a" "" ""
  old: 1 entries; "Auths" "" ""
  config: true
"{\\"auths\\":{\\"a\\":{}},\\"auths\\":{\\"b\\":{}}}"
  new: 2 entries; "a" "" ""; "b" "" ""
  old: 2 entries; "auths" "" ""
  config: true
"{\\"auths\\":{\\"a\\":{}},\\"auths\\":null}"
  new: 0 entries
  old: 2 entries; "auths" "" ""
  config: true
"{\\"auths\\":null,\\"auths\\":{\\"a\\":{}}}"
  new: 1 entries; "a" "" ""
  old: 2 entries; "auths" "" ""
  config: true
"{\\"auths\\":{\\"a\\":{}},\\"auths\\":1}"
  new: type at auths: "auths" is a number, not an object of hosts
  old: type at ["auths"]: the entry is a number, not an object
  config: true
"{\\"credsStore\\":\\"x\\"}"
  new: 0 entries, a helper
  old: type at ["credsStore"]: the entry is a string, not an object
  config: false
"{\\"credsStore\\":\\"\\"}"
  new: 0 entries
  old: type at ["credsStore"]: the entry is a string, not an object
  config: false
"{\\"credsStore\\":null}"
  new: 0 entries
  old: 1 entries; "credsStore" "" ""
  config: false
"{\\"credsStore\\":1}"
  new: 0 entries
  old: type at ["credsStore"]: the entry is a number, not an object
  config: false
"{\\"credHelpers\\":{}}"
  new: 0 entries
  old: 1 entries; "credHelpers" "" ""
  config: false
"{\\"credHelpers\\":{ }}"
  new: 0 entries
  old: 1 entries; "credHelpers" "" ""
  config: false
"{\\"credHelpers\\":{\\"a\\":\\"b\\"}}"
  new: 0 entries, a helper
  old: 1 entries; "credHelpers" "" ""
  config: false
"{\\"CREDSSTORE\\":\\"x\\"}"
  new: 0 entries, a helper
  old: type at ["CREDSSTORE"]: the entry is a string, not an object
  config: false
"{\\"credsStore\\":\\"x\\",\\"credHelpers\\":{}}"
  new: 0 entries, a helper
  old: type at ["credsStore"]: the entry is a string, not an object
  config: false
"{\\"credsstore\\":\\"\\",\\"credhelpers\\":{\\"a\\":\\"b\\"}}"
  new: 0 entries, a helper
  old: type at ["credsstore"]: the entry is a string, not an object
  config: false
"{\\"HttpHeaders\\":{}}"
  new: 0 entries
  old: 1 entries; "HttpHeaders" "" ""
  config: false
"{\\"HttpHeaders\\":null}"
  new: 0 entries
  old: 1 entries; "HttpHeaders" "" ""
  config: false
"{\\"HttpHeaders\\":1}"
  new: type at HttpHeaders: "HttpHeaders" is a number, not an object of strings
  old: type at ["HttpHeaders"]: the entry is a number, not an object
  config: false
"{\\"HttpHeaders\\":[]}"
  new: type at HttpHeaders: "HttpHeaders" is an array, not an object of strings
  old: type at ["HttpHeaders"]: the entry is an array, not an object
  config: false
"{\\"HttpHeaders\\":{\\"a\\":\\"b\\"}}"
  new: 0 entries
  old: 1 entries; "HttpHeaders" "" ""
  config: false
"{\\"HttpHeaders\\":{\\"a\\":1}}"
  new: type at HttpHeaders: a value in "HttpHeaders" is a number, not a string
  old: 1 entries; "HttpHeaders" "" ""
  config: false
"{\\"HttpHeaders\\":{\\"a\\":null,\\"b\\":{}}}"
  new: type at HttpHeaders: a value in "HttpHeaders" is an object, not a string
  old: 1 entries; "HttpHeaders" "" ""
  config: false
"{\\"httpheaders\\":{\\"a\\":1},\\"auths\\":1}"
  new: type at HttpHeaders: a value in "HttpHeaders" is a number, not a string
  old: type at ["auths"]: the entry is a number, not an object
  config: false
"{\\"auths\\":1,\\"httpheaders\\":{\\"a\\":1}}"
  new: type at auths: "auths" is a number, not an object of hosts
  old: type at ["auths"]: the entry is a number, not an object
  config: false
"{\\"HttpHeaders\\":{\\"a\\":1},\\"auths\\":{\\"b\\":1}}"
  new: type at auths["b"]: the entry is a number, not an object
  old: 2 entries; "HttpHeaders" "" ""; "auths" "" ""
  config: true
"{\\"a\\":{}}"
  new: 0 entries
  old: 1 entries; "a" "" ""
  config: false
"{\\"auths\\":{\\"ghcr.io\\":1}}"
  new: type at auths["ghcr.io"]: the entry is a number, not an object
  old: 1 entries; "auths" "" ""
  config: true
"{\\"auths\\":{\\"me:pw@ghcr.io\\":1}}"
  new: type at auths["ghcr.io"]: the entry is a number, not an object
  old: 1 entries; "auths" "" ""
  config: true
"{\\"auths\\":{\\"\\\\u0061.io\\":{}}}"
  new: 1 entries; "a.io" "" ""
  old: 1 entries; "auths" "" ""
  config: true
"{\\"auths\\":{\\"a...\\":1}}"
  new: type at auths[a key of 513 bytes]: the entry is a number, not an object
  old: 1 entries; "auths" "" ""
  config: true
"{\\"auths\\":{\\"a...\\":1}}"
  new: type at auths[a key with what looks like a token in it]: the entry is a number, not an object
  old: 1 entries; "auths" "" ""
  config: true
"{\\"auths\\":{\\" x\\":{\\"auth\\":\\"%\\"}}}"
  new: base64 at auths[a key with a blank in front].auth: "auth" is not valid base64: it holds other characters
  old: 1 entries; "auths" "" ""
  config: true
`

exports[`test/secret-forms.test.ts > TAP > entries > must match snapshot 1`] = `
{}: 1 entries; "a.io" "" ""
null: 1 entries; "a.io" "" ""
1: type at auths["a.io"]: the entry is a number, not an object
"x": type at auths["a.io"]: the entry is a string, not an object
[]: type at auths["a.io"]: the entry is an array, not an object
true: type at auths["a.io"]: the entry is true or false, not an object
{"username":"u","password":"p"}: 1 entries; "a.io" "u" "p"
{"username":"u"}: 1 entries; "a.io" "u" ""
{"password":"p"}: 1 entries; "a.io" "" "p"
{"username":1}: type at auths["a.io"].username: "username" is a number, not a string
{"username":null}: 1 entries; "a.io" "" ""
{"password":[]}: type at auths["a.io"].password: "password" is an array, not a string
{"email":1}: type at auths["a.io"].email: "email" is a number, not a string
{"email":"x"}: 1 entries; "a.io" "" ""
{"email":null}: 1 entries; "a.io" "" ""
{"auth":1}: type at auths["a.io"].auth: "auth" is a number, not a string
{"auth":null}: 1 entries; "a.io" "" ""
{"auth":""}: 1 entries; "a.io" "" ""
{"other":1}: 1 entries; "a.io" "" ""
{"auth":"dTpw"}: 1 entries; "a.io" "u" "p"
{"auth":"dQ=="}: no-colon at auths["a.io"].auth: "auth" does not decode to user:password, there is no colon
{"auth":"dTo="}: 1 entries; "a.io" "u" ""
{"auth":"Onc="}: 1 entries; "a.io" "" "w"
{"auth":"dTpwOnE="}: 1 entries; "a.io" "u" "p:q"
{"auth":"dT"}: no-colon at auths["a.io"].auth: "auth" does not decode to user:password, there is no colon
{"auth":"d"}: base64 at auths["a.io"].auth: "auth" is not valid base64: its length is impossible, so it is cut off or not base64 at all
{"auth":"d T"}: base64 at auths["a.io"].auth: "auth" is not valid base64: it holds white space
{"auth":"d-_"}: base64 at auths["a.io"].auth: "auth" is not valid base64: it uses the URL-safe alphabet with "-" and "_"
{"auth":"d%"}: base64 at auths["a.io"].auth: "auth" is not valid base64: it holds other characters
{"auth":"dTp="}: 1 entries; "a.io" "u" ""
{"auth":"dTpw="}: base64 at auths["a.io"].auth: "auth" is not valid base64: its "=" padding is wrong
{"auth":"===="}: base64 at auths["a.io"].auth: "auth" is not valid base64: its "=" padding is wrong
{"auth":"ZFRwdw=="}: no-colon at auths["a.io"].auth: "auth" does not decode to user:password, there is no colon; what it decodes to is base64 again, so it was encoded twice
{"auth":"IHg6eQ=="}: 1 entries; "a.io" " x" "y"
{"auth":"YTpcdTAw"}: 1 entries; "a.io" "a" "\\\\u00"
{"auth":"dT\\u0070w"}: 1 entries; "a.io" "u" "p"
{"auth":"dT\\npw"}: 1 entries; "a.io" "u" "p"
{"auth":"dTpw","username":"x","password":"y"}: 1 entries; "a.io" "u" "p"
{"username":"x","auth":"dTpw"}: 1 entries; "a.io" "u" "p"
{"auth":"","username":"x"}: 1 entries; "a.io" "x" ""
{"auth":"dTpw","auth":""}: 1 entries; "a.io" "" ""
{"auth":"%","auth":"dTpw"}: 1 entries; "a.io" "u" "p"
{"identitytoken":"t"}: 1 entries; "a.io" "" "" token
{"identitytoken":""}: 1 entries; "a.io" "" ""
{"registrytoken":"t"}: 1 entries; "a.io" "" "" token
{"identitytoken":1}: 1 entries; "a.io" "" ""
{"identitytoken":{}}: 1 entries; "a.io" "" ""
{"identitytoken":{ }}: 1 entries; "a.io" "" ""
{"registrytoken":{"a":1}}: 1 entries; "a.io" "" "" token
{"identitytoken":"t","identitytoken":""}: 1 entries; "a.io" "" "" token
{"IdentityToken":"t"}: 1 entries; "a.io" "" "" token
{"username":1,"password":2}: type at auths["a.io"].username: "username" is a number, not a string
{"username":1,"auth":"%"}: type at auths["a.io"].username: "username" is a number, not a string
{"auth":"%","username":1}: type at auths["a.io"].username: "username" is a number, not a string
{"USERNAME":"u","Password":"p"}: 1 entries; "a.io" "u" "p"
{"username":"a\\u0000b"}: 1 entries; "a.io" "a\\u0000b" ""
{"username":"u","username":"v"}: 1 entries; "a.io" "v" ""
{"username":"u","username":null}: 1 entries; "a.io" "u" ""
`

exports[`test/secret-forms.test.ts > TAP > secrets that are none, and what they hold > must match snapshot 1`] = `
kubernetes.io/dockerconfigjson {}: key-missing
kubernetes.io/dockerconfigjson {".dockerconfigjson":""}: key-empty
kubernetes.io/dockerconfigjson {".dockercfg":"{\\"auths\\":{\\"ghcr.io\\":{\\"auth\\":\\"dTpw\\"}}}"}: key-missing, .dockercfg holds ghcr.io
kubernetes.io/dockerconfigjson {".dockerconfigjson":"","config.json":"{\\"auths\\":{\\"ghcr.io\\":{\\"auth\\":\\"dTpw\\"}}}"}: key-empty, config.json holds ghcr.io
kubernetes.io/dockercfg {".dockercfg":""}: key-empty
kubernetes.io/dockercfg {".dockerconfigjson":"{\\"auths\\":{\\"ghcr.io\\":{\\"auth\\":\\"dTpw\\"}}}"}: key-missing, .dockerconfigjson holds ghcr.io
Opaque {"dockercfg":"{\\"a.io\\":{}}"}: type, dockercfg holds a.io
Opaque {".dockercfg":"{\\"a.io\\":{}}"}: type, .dockercfg holds a.io
Opaque {"dockerconfig":"{\\"a.io\\":{}}"}: type
Opaque {"x":" \\t\\r\\n{\\"auths\\":{\\"ghcr.io\\":{\\"auth\\":\\"dTpw\\"}}}"}: type, x holds ghcr.io
Opaque {"x":",{\\"auths\\":{\\"ghcr.io\\":{\\"auth\\":\\"dTpw\\"}}}"}: type
Opaque {"x":"{\\"auths\\":{\\"a.io\\":1}}"}: type
Opaque {"x":"{\\"auths\\":{}}","y":"{\\"auths\\":{\\"ghcr.io\\":{\\"auth\\":\\"dTpw\\"}}}"}: type, y holds ghcr.io
Opaque {"z":"{\\"auths\\":{\\"ghcr.io\\":{\\"auth\\":\\"dTpw\\"}}}","dockercfg":"{\\"b.io\\":{}}","dockerconfigjson":"{\\"auths\\":{\\"c.io\\":{}}}","config.json":"{\\"auths\\":{\\"d.io\\":{}}}"}: type, config.json holds d.io
Opaque {"x":"eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJkVHB3In19fQ=="}: type, x holds ghcr.io encoded twice
Opaque {"x":"eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJkVHB3In19fQ==\\n"}: type, x holds ghcr.io encoded twice
Opaque {"x":" eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJkVHB3In19fQ=="}: type
Opaque {"x":"eyAiYXV0aHMiOnsiYS5pbyI6e319fQ=="}: type, x holds a.io encoded twice
Opaque {"x":"ewoiYXV0aHMiOnsiYS5pbyI6e319fQ=="}: type, x holds a.io encoded twice
Opaque {"x":"IHsiYXV0aHMiOnsiZ2hjci5pbyI6eyJhdXRoIjoiZFRwdyJ9fX0="}: type
Opaque {"x":"ZXlKaGRYUm9jeUk2ZXlKbmFHTnlMbWx2SWpwN0ltRjFkR2dpT2lKa1ZIQjNJbjE5ZlE9PQ=="}: type
Opaque {"x":"eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJkVHB3In19fQ==%"}: type
Opaque {".dockercfg":"eyJhLmlvIjp7fX0="}: type, .dockercfg holds a.io encoded twice
Opaque {"x":"(65532)"}: type, x holds a.io encoded twice
Opaque {"x":"(65544)"}: type
`

exports[`test/secret-forms.test.ts > TAP > the first mistake of a text > must match snapshot 1`] = `
"x": -
"": -
" ": blank
"x ": blank
" x": blank
"x y": inner-blank
"\\n": newline
"x\\r": newline
"a\\tb": control
"\\u0000": control
"\\u000b": control
"\\u001f": control
"": control
"\\"x\\"": quoted
"\\"x": -
"x\\"": -
"'x'": quoted
"\`x\`": command
"\`x": command
"\\"\\"": quoted
"\\"": -
"''": quoted
"“x”": quoted
"‘x’": quoted
"“x": -
"x”": -
"‟x”": -
"„x“": quoted
"﻿x": invisible
"​x": invisible
"‏x": invisible
"‐x": -
" x": invisible
" x": invisible
"‰x": -
" x": invisible
"⁯x": invisible
"⁰x": -
" x": invisible
"­x": invisible
"®x": -
"　x": invisible
"、x": -
"aws ecr": command
"aws": -
"aws  x": command
"sudo aws x": command
"sudo  cat x": command
"sudoaws x": inner-blank
"gcloud x": command
"az x": command
"doctl x": command
"ibmcloud x": command
"oc x": command
"kubectl x": command
"docker x": command
"podman x": command
"crane x": command
"vault x": command
"op x": command
"pass x": command
"cat x": command
"echo x": command
"printf x": command
"base64 x": command
"curl x": command
"$(x)": command
"x$(y)": -
"xaws x": inner-blank
"awsx y": inner-blank
"<x>": placeholder
"<>": -
"<a<b>": -
"<aaaaaaa...aaa> (82)": placeholder
"<aaaaaaa...aaa> (83)": -
"\${X}": placeholder
"\${}": -
"$X": -
"$Xy": -
"$A_1": placeholder
"$x": -
"$1": -
"{{x}}": placeholder
"{{}}": placeholder
"{{ x }": inner-blank
"%X%": -
"%AB%": placeholder
"%A1%": -
"%s": placeholder
"%v": placeholder
"%d": -
"[abc]": placeholder
"[ab]": -
"[a-b c]": placeholder
"[MASKED]": placeholder
"***": placeholder
"**": -
"xxx": placeholder
"XXX": placeholder
"xx": -
"xxxxxxxxxxxxxxxx": placeholder
"xxxxxxxxxxxxxxxxx": -
"...": placeholder
"..": -
"<x>y": -
"y<x>": -
"********...**** (81)": -
"changeme": placeholder
"change-it": placeholder
"change this": placeholder
"changeus": -
"xchangeme": -
"changemex": -
"replaceme": placeholder
"replace_this": placeholder
"fillme": placeholder
"fill-me-in": placeholder
"fill me": placeholder
"insert x": placeholder
"insert-token-here": placeholder
"insert": -
"todo": placeholder
"TBD": placeholder
"FixMe": placeholder
"placeholder": placeholder
"redacted": placeholder
"masked": placeholder
"null": placeholder
"Nil": placeholder
"NONE": placeholder
"undefined": placeholder
"your-x": placeholder
"your": -
"yourpassword": placeholder
"yourlogin": placeholder
"yourx": -
"yourtoken123": placeholder
"your-xxx...xxxx (65)": placeholder
"your-xxx...xxxx (66)": -
"USER": placeholder
"USERNAME": placeholder
"LOGIN": placeholder
"ROBOT": placeholder
"NAME": placeholder
"EMAIL": placeholder
"PASS": placeholder
"PASSWORD": placeholder
"PASSWD": placeholder
"TOKEN": placeholder
"SECRET": placeholder
"KEY": placeholder
"APIKEY": placeholder
"KEY_JSON": placeholder
"MY_USER": placeholder
"MY+TOKEN": placeholder
"MYUSER": -
"MY_TOKENS": -
"TOKEN_X": -
"my_token": -
"A_KEY": placeholder
"_KEY": -
"AAAAAAAA..._KEY (61)": placeholder
"AAAAAAAA..._KEY (62)": -
`

exports[`test/secret-forms.test.ts > TAP > what a login is, where it ends, and what is wrong with it > must match snapshot 1`] = `
"u" "eyJhbGciOiJ4...Tk5OX0.c (41)" at r.io: jwt
"u" "eyJhbGciOiJ4...AwMDB9.c (42)" at r.io: jwt, until 1000000000000
"u" "eyJhbGciOiJ4...k5OTl9.c (42)" at r.io: jwt, until 9999999999000
"u" "eyJhbGciOiJ4...MDAwfQ.c (44)" at r.io: jwt
"u" "eyJhbGciOiJ4...DAwNX0.c (49)" at r.io: jwt, until 1500000000000
"u" "eyJhbGciOiJ4...DAwIn0.c (45)" at r.io: jwt
"u" "eyJhbGciOiJ4In0.eyJleHAiOm51bGx9.c" at r.io: jwt
"u" "eyJhbGciOiJ4In0.eyJleHAiOm51bGx9.c" at r.io: jwt
"u" "e30.eyJleHAiOjE1MDAwMDAwMDB9.c" at r.io: other
"u" "eyJhbGciOjV9.eyJleHAiOjE1MDAwMDAwMDB9.c" at r.io: other
"u" "eyJhbGciOiIi...AwMDB9.c (41)" at r.io: jwt, until 1500000000000
"u" "W10.eyJleHAiOjE1MDAwMDAwMDB9.c" at r.io: other
"u" "Ingi.eyJleHAiOjE1MDAwMDAwMDB9.c" at r.io: other
"u" "bnVsbA.eyJleHAiOjE1MDAwMDAwMDB9.c" at r.io: other
"u" "a.b" at r.io: other
"u" "a.b.c.d" at r.io: other
"u" "eyJhbGciOiJ4...DAwMDB9. (41)" at r.io: jwt, until 1500000000000
"u" "eyJhbGciOiJ4...AwMDB9.+ (42)" at r.io: other
"u" "eyJhbGciOiJ4In0.%.c" at r.io: other
"u" "x.eyJleHAiOjE1MDAwMDAwMDB9.c" at r.io: other
"u" "eyJhbGciOiJ4In0.WzFd.c" at r.io: other
"u" "eyJhbGciOiJ4...z8_In0.c (65)" at r.io: jwt, until 1500000000000
"u" "glcbt-eyJhbG...AwMDB9.c (48)" at r.io: gitlab-job-token, until 1500000000000, for 3600000
"u" "xglcbt-eyJhb...AwMDB9.c (49)" at r.io: other
"u" "glcbt-x" at r.io: gitlab-job-token, for 3600000
"u" "xglcbt-x" at r.io: other
"gitlab-ci-token" "x" at r.io: gitlab-job-token, for 3600000
"oauth2accesstoken" "x" at r.io: google-oauth, for 3600000
"_json_key" "x" at r.io: google-json-key, google-key-broken
"_json_key_base64" "x" at r.io: google-json-key, google-key-broken
"AWS" "x" at r.io: ecr, for 43200000
"00000000-0000-0000-0000-000000000000" "x" at r.io: acr-token, for 10800000
"" "x" at r.io: other
"aws" "x" at r.io: other
"u" "github_pat_x" at r.io: github-fine-grained
"u" "ghs_x" at r.io: github-app-token, for 3600000
"u" "ghp_x" at r.io: github-token
"u" "gho_x" at r.io: github-token
"u" "ghu_x" at r.io: github-token
"u" "ghr_x" at r.io: github-token
"u" "ghx_x" at r.io: other
"u" "xghp_x" at r.io: other
"u" "dckr_pat_x" at r.io: docker-hub-token
"u" "dckr_oat_x" at r.io: docker-hub-token
"u" "xdckr_pat_x" at r.io: other
"u" "dckr_xat_x" at r.io: other
"AWS" "eyJleHBpcmF0aW9uIjoxNTAwMDAwMDAwfQ==" at 123456789012.dkr.ecr.a.amazonaws.com: ecr, until 1500000000000, for 43200000
"AWS" "eyJleHBpcmF0aW9uIjoieCJ9" at 123456789012.dkr.ecr.a.amazonaws.com: ecr, for 43200000
"AWS" "e30=" at 123456789012.dkr.ecr.a.amazonaws.com: ecr, for 43200000
"AWS" "W10=" at 123456789012.dkr.ecr.a.amazonaws.com: ecr, for 43200000
"AWS" "bnVsbA==" at 123456789012.dkr.ecr.a.amazonaws.com: ecr, for 43200000
"AWS" "x" at 123456789012.dkr.ecr.a.amazonaws.com: ecr, for 43200000
"AWS" "%" at 123456789012.dkr.ecr.a.amazonaws.com: ecr, for 43200000
"_json_key" "{\\"type\\":\\"ser...ey\\":\\"b\\"} (63)" at gcr.io: google-json-key
"_json_key" "﻿{\\"type\\":\\"se...ey\\":\\"b\\"} (64)" at gcr.io: google-json-key
"_json_key" "eyJ0eXBlIjoi...IjoiYiJ9 (84)" at gcr.io: google-json-key
"_json_key" " eyJ0eXBlIjo...joiYiJ9\\n (86)" at gcr.io: google-json-key
"_json_key" "{\\"type\\":\\"x\\",...ey\\":\\"b\\"} (49)" at gcr.io: google-json-key, google-key-broken
"_json_key" "{\\"type\\":\\"ser...ey\\":\\"b\\"} (62)" at gcr.io: google-json-key, google-key-broken
"_json_key" "{\\"type\\":\\"ser..._key\\":5} (61)" at gcr.io: google-json-key, google-key-broken
"_json_key" "{\\"type\\":\\"ser...key\\":\\"\\"} (62)" at gcr.io: google-json-key, google-key-broken
"_json_key" "{}" at gcr.io: google-json-key, google-key-broken
"_json_key" "x" at gcr.io: google-json-key, google-key-broken
"_json_key" "{\\"type\\":\\"ser...y\\":\\"b\\"}\\n (64)" at gcr.io: google-json-key
"a@b" "x" at docker.io: other, docker-hub-email-user
"a@b" "x" at index.docker.io: other, docker-hub-email-user
"a@b" "x" at index.docker.io/x: other, docker-hub-email-user
"a@b" "x" at quay.io: other
"a@b" "x" at harbor.x.io: other
"robot" "x" at harbor.x.io: other, robot-user-shell
"robot" "x" at HARBOR.x.io/p: other, robot-user-shell
"robot" "x" at x.io: other
"robot+x" "x" at harbor.x.io: other, robot-user-shell
"robot+x" "x" at HARBOR.x.io/p: other, robot-user-shell
"robot+x" "x" at x.io: other
"robotx" "x" at harbor.x.io: other
"robotx" "x" at HARBOR.x.io/p: other
"robotx" "x" at x.io: other
"robot$x" "x" at harbor.x.io: other
"robot$x" "x" at HARBOR.x.io/p: other
"robot$x" "x" at x.io: other
"xrobot" "x" at harbor.x.io: other
"xrobot" "x" at HARBOR.x.io/p: other
"xrobot" "x" at x.io: other
"a$$b" "x" at r.io: other, user-doubled-dollar
"$$" "x" at r.io: other, user-doubled-dollar
"$a$" "x" at r.io: other
"u" "ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" at ghcr.io: github-token, github-token-truncated
"u" "ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" at ghcr.io/o: github-token, github-token-truncated
"u" "ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" at docker.io: github-token, token-for-other-registry
"u" "ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" at r.io: github-token
"u" "ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" at : github-token
"u" "ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" at ghcr.io: github-token
"u" "ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" at ghcr.io/o: github-token
"u" "ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" at docker.io: github-token, token-for-other-registry
"u" "ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" at r.io: github-token
"u" "ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" at : github-token
"u" "ghs_aaaaaaaaaa" at ghcr.io: github-app-token, for 3600000, github-token-truncated
"u" "ghs_aaaaaaaaaa" at ghcr.io/o: github-app-token, for 3600000, github-token-truncated
"u" "ghs_aaaaaaaaaa" at docker.io: github-app-token, for 3600000, token-for-other-registry
"u" "ghs_aaaaaaaaaa" at r.io: github-app-token, for 3600000
"u" "ghs_aaaaaaaaaa" at : github-app-token, for 3600000
"u" "ghp_aaaaaaaaaa_" at ghcr.io: github-token
"u" "ghp_aaaaaaaaaa_" at ghcr.io/o: github-token
"u" "ghp_aaaaaaaaaa_" at docker.io: github-token, token-for-other-registry
"u" "ghp_aaaaaaaaaa_" at r.io: github-token
"u" "ghp_aaaaaaaaaa_" at : github-token
"u" "xghp_aaaaaaaaaa" at ghcr.io: other
"u" "xghp_aaaaaaaaaa" at ghcr.io/o: other
"u" "xghp_aaaaaaaaaa" at docker.io: other
"u" "xghp_aaaaaaaaaa" at r.io: other
"u" "xghp_aaaaaaaaaa" at : other
"u" "github_pat_x" at ghcr.io: github-fine-grained, github-fine-grained-on-ghcr
"u" "github_pat_x" at ghcr.io/o: github-fine-grained, github-fine-grained-on-ghcr
"u" "github_pat_x" at docker.io: github-fine-grained, token-for-other-registry
"u" "github_pat_x" at r.io: github-fine-grained
"u" "github_pat_x" at : github-fine-grained
"u" "dckr_pat_x" at ghcr.io: docker-hub-token, token-for-other-registry
"u" "dckr_pat_x" at ghcr.io/o: docker-hub-token, token-for-other-registry
"u" "dckr_pat_x" at docker.io: docker-hub-token
"u" "dckr_pat_x" at r.io: docker-hub-token
"u" "dckr_pat_x" at : docker-hub-token
"u" "x" at ghcr.io: other
"u" "x" at ghcr.io/o: other
"u" "x" at docker.io: other
"u" "x" at r.io: other
"u" "x" at : other
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...aW8ifQ.c (96)" at acme.azurecr.io: acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...aW8ifQ.c (96)" at *.azurecr.io: acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...aW8ifQ.c (96)" at ACME.azurecr.io/x: acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...aW8ifQ.c (96)" at : acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...aW8ifQ.c (96)" at acme.azurecr.io: acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...aW8ifQ.c (96)" at *.azurecr.io: acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...aW8ifQ.c (96)" at ACME.azurecr.io/x: acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...aW8ifQ.c (96)" at : acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...mlvIn0.c (97)" at acme.azurecr.io: acr-token, for 10800000, token-for-other-registry
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...mlvIn0.c (97)" at *.azurecr.io: acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...mlvIn0.c (97)" at ACME.azurecr.io/x: acr-token, for 10800000, token-for-other-registry
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...mlvIn0.c (97)" at : acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...5pbyJ9.c (98)" at acme.azurecr.io: acr-token, for 10800000, token-for-other-registry
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...5pbyJ9.c (98)" at *.azurecr.io: acr-token, for 10800000, token-for-other-registry
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...5pbyJ9.c (98)" at ACME.azurecr.io/x: acr-token, for 10800000, token-for-other-registry
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...5pbyJ9.c (98)" at : acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...QiOjV9.c (74)" at acme.azurecr.io: acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...QiOjV9.c (74)" at *.azurecr.io: acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...QiOjV9.c (74)" at ACME.azurecr.io/x: acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...QiOjV9.c (74)" at : acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...mlvIn0.c (65)" at acme.azurecr.io: acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...mlvIn0.c (65)" at *.azurecr.io: acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...mlvIn0.c (65)" at ACME.azurecr.io/x: acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "eyJhbGciOiJ4...mlvIn0.c (65)" at : acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "x" at acme.azurecr.io: acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "x" at *.azurecr.io: acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "x" at ACME.azurecr.io/x: acr-token, for 10800000
"00000000-0000-0000-0000-000000000000" "x" at : acr-token, for 10800000
"\\udcff" "x" at r.io: other, not-utf8
"x" "\\udcff" at r.io: other, not-utf8
"" "\\udcff" at r.io: other, not-utf8
"" "" at r.io: other
"x" "" at r.io: other, no-password
"\\udcff" "" at r.io: other, not-utf8, no-password
"<token>" "eyJhbGciOiJ4In0.e30.c" at r.io: jwt
"<token>" "x" at r.io: other, user-placeholder
"<x>" "eyJhbGciOiJ4In0.e30.c" at r.io: jwt, user-placeholder
"<x>" "x" at r.io: other, user-placeholder
"AWS" "x" at 123456789012.dkr.ecr.a.amazonaws.com: ecr, for 43200000
"me" "x" at 123456789012.dkr.ecr.a.amazonaws.com: other, user-not-of-registry
"iamapikey" "x" at 123456789012.dkr.ecr.a.amazonaws.com: other, user-not-of-registry
"\\"me\\"" "x" at 123456789012.dkr.ecr.a.amazonaws.com: other, user-quoted
"AWS" "x" at *.dkr.ecr.*.amazonaws.com: ecr, for 43200000
"me" "x" at *.dkr.ecr.*.amazonaws.com: other, user-not-of-registry
"iamapikey" "x" at *.dkr.ecr.*.amazonaws.com: other, user-not-of-registry
"\\"me\\"" "x" at *.dkr.ecr.*.amazonaws.com: other, user-quoted
"AWS" "x" at nvcr.io: ecr, for 43200000, user-not-of-registry
"me" "x" at nvcr.io: other, user-not-of-registry
"iamapikey" "x" at nvcr.io: other, user-not-of-registry
"\\"me\\"" "x" at nvcr.io: other, user-quoted
"AWS" "x" at icr.io: ecr, for 43200000, user-not-of-registry
"me" "x" at icr.io: other, user-not-of-registry
"iamapikey" "x" at icr.io: other
"\\"me\\"" "x" at icr.io: other, user-quoted
"AWS" "x" at r.io: ecr, for 43200000
"me" "x" at r.io: other
"iamapikey" "x" at r.io: other
"\\"me\\"" "x" at r.io: other, user-quoted
`

exports[`test/secret-forms.test.ts > TAP > what is picked out of a large secret > must match snapshot 1`] = `
docker.io/acme/app: https://index.docker.io/v1/ docker.io docker.io/acme *.io index.docker.io/x
ghcr.io/o/a: ghcr.io *.io
registry.example.com:5000/a: registry.example.com
localhost/a: https://index.docker.io/v1/
ghcr.io/o/a,quay.io/b: ghcr.io *.io quay
eu.gcr.io/p: us.gcr.io
: 
`

exports[`test/secret-forms.test.ts > TAP > what stands in the wrong place > must match snapshot 1`] = `
1: undefined undefined
[]: undefined undefined
{}: undefined undefined
{"a":1}: undefined undefined
{"auths":{}}: undefined wrapper
{"AUTHS":1}: undefined wrapper
{"auth":{}}: auth-for-auths undefined
{"auth":"x"}: undefined undefined
{"auth":{"a":{}}}: auth-for-auths undefined
{"a":{"auths":1}}: nested undefined
{"a":{"b":1,"auths":{}}}: nested undefined
{"a":{"b":{"auths":1}}}: undefined undefined
{"a":{"username":1}}: no-auths undefined
{"a":{"password":1}}: no-auths undefined
{"a":{"auth":1}}: no-auths undefined
{"a":{"email":1}}: undefined undefined
{"a":1,"b":{"auth":1}}: no-auths undefined
{"a":{"auth":1},"auths":1}: no-auths wrapper
{"auths":1,"a":{"auth":1}}: undefined wrapper
{"a":"{\\"auths\\":{}}"}: nested undefined
{"a":" { \\"auths\\" : 1"}: nested undefined
{"a":"{\\"AUTHS\\":"}: nested undefined
{"a":"x{\\"auths\\":"}: undefined undefined
{"a":"{\\"authz\\":"}: undefined undefined
{"a":"auths"}: undefined undefined
{"k0":1,"k1":1,"k2": ... 61":1,"k62":1,"a":{"auths":1}}: nested undefined
{"k0":1,"k1":1,"k2": ... 62":1,"k63":1,"a":{"auths":1}}: undefined undefined
{"a":{"k0":1,"k1":1, ... :1,"k61":1,"k62":1,"auths":1}}: nested undefined
{"a":{"k0":1,"k1":1, ... :1,"k62":1,"k63":1,"auths":1}}: undefined undefined
`

exports[`test/secret-forms.test.ts > TAP > which key is tried, in which order, and what it costs to find > must match snapshot 1`] = `
ghcr.io/org/a: a1 a0 b1 b0 | 0: 1,0; 1: 1,0
ghcr.io/x: a0 b1 b0 | 0: 0; 1: 1,0
docker.io/acme/app: b2 b0 | 1: 2,0; 0: 2?; 3: 0?
docker.io/library/nginx: b0 | 1: 0; 0: 2?; 3: 0?
localhost/a: a2? d0? | 0: 2?; 3: 0?
quay.io/a: b0 | 1: 0
x.y.z/a:  | 
index.docker.io/x: a2 d0 | 0: 2; 3: 0
localhost:5000/a:  | 
%: a2? d0? | 0: 2?; 3: 0?
`
