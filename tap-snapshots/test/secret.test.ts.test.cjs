/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/secret.test.ts > TAP > a dropped key says why > must match snapshot 1`] = `
"a\\nb.io": it holds a control character such as a newline
"a b.io": its host holds a character that no host name has
"a%41.io": its host holds a percent escape
"r[12].io": it has a "[" that does not enclose the host as an IPv6 address
"[1.2.3.4]": what stands in its brackets is not an IPv6 address
"a.io:port": its port is not a number
"a.io:1:2": its port is not a number
"a.io/%zz": its path holds a "%" without two hex digits behind it
"a.io#%zz": it holds a "%" without two hex digits behind it
"m<e@a.io": the part before its "@" holds a character that may not stand there
`

exports[`test/secret.test.ts > TAP > a fault says where and why, and never what > must match snapshot 1`] = `
""
  unusable
" \\n"
  syntax  it holds white space only
"﻿{}"
  syntax  it begins with a byte order mark, which JSON does not allow
"{\\"auths\\":{}} x"
  syntax  it is not JSON from byte 14 on
"{\\"auths\\":{}"
  syntax  it is JSON that ends too early
"{'auths':{}}"
  syntax  it is not JSON from byte 2 on: single quotes, where JSON has double ones
"[]"
  type  the document is an array, not an object
"{\\"auths\\":[]}"
  type auths "auths" is an array, not an object of hosts
"{\\"auths\\":{\\"ghcr.io\\":\\"SECRET\\"}}"
  type auths["ghcr.io"] the entry is a string, not an object
"{\\"auths\\":{\\"ghcr.io\\":{\\"password\\":5}}}"
  type auths["ghcr.io"].password "password" is a number, not a string
"{\\"auths\\":{\\"https://me:SECRET@ghcr.io\\":{\\"auth\\":\\"SECRET-\\"}}}"
  base64 auths["https://ghcr.io"].auth "auth" is not valid base64: it uses the URL-safe alphabet with "-" and "_"
"{\\"auths\\":{\\"ghcr.io\\":{\\"auth\\":\\"SECRETS \\"}}}"
  base64 auths["ghcr.io"].auth "auth" is not valid base64: it holds white space
"{\\"auths\\":{\\"ghcr.io\\":{\\"auth\\":\\"SECRE\\"}}}"
  base64 auths["ghcr.io"].auth "auth" is not valid base64: its length is impossible, so it is cut off or not base64 at all
"{\\"auths\\":{\\"ghcr.io\\":{\\"auth\\":\\"SECRET==\\"}}}"
  no-colon auths["ghcr.io"].auth "auth" does not decode to user:password, there is no colon
"{\\"auths\\":{\\"ghcr.io\\":{\\"auth\\":\\"U0VDUkVU\\"}}}"
  no-colon auths["ghcr.io"].auth "auth" does not decode to user:password, there is no colon
"{\\"auths\\":{},\\"HttpHeaders\\":{\\"a\\":5}}"
  type HttpHeaders a value in "HttpHeaders" is a number, not a string
`

exports[`test/secret.test.ts > TAP > what a parsed secret looks like > must match snapshot 1`] = `
{
  "namespace": "team",
  "name": "regcred",
  "type": "kubernetes.io/dockerconfigjson",
  "form": "dockerconfigjson",
  "entries": [
    {
      "key": "https://index.docker.io/v1/",
      "normalized": "index.docker.io",
      "hasUser": true,
      "login": "other",
      "flaws": [
        "password-placeholder"
      ],
      "ignoredToken": false
    },
    {
      "key": "https://ghcr.io",
      "normalized": "ghcr.io",
      "hasUser": true,
      "login": "ecr",
      "lifetime": 43200000,
      "flaws": [
        "password-placeholder"
      ],
      "ignoredToken": false
    },
    {
      "key": "a key with a blank in it",
      "normalized": null,
      "dropped": "its host holds a character that no host name has",
      "described": {
        "slips": [
          {
            "kind": "blank-in-key",
            "place": "inside",
            "dropped": "its host holds a character that no host name has"
          }
        ],
        "rest": "myreg.io"
      },
      "hasUser": false,
      "login": "other",
      "flaws": [],
      "ignoredToken": false
    },
    {
      "key": "acme.azurecr.io",
      "normalized": "acme.azurecr.io",
      "hasUser": true,
      "login": "acr-token",
      "lifetime": 10800000,
      "flaws": [
        "no-password"
      ],
      "ignoredToken": true
    }
  ],
  "usesHelper": true
}
`
