/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/inject-scenes.test.ts > TAP > scenes 0 to 5 > must match snapshot 1`] = `
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 docker.io/acme/app:3 ghcr.io/other/x:1; a+ {"https://index.docker.io/v1/":"good"} b+ {"quay.example.com":"expired"} c {"ghcr.io/acme":"good","quay.example.com":"good","docker.io/acme":"good","registry.k8s.io":"suspect"} d+ {"*.io":"suspect"}; names ; account a,c; settings 5
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": secret "c" would serve it, but nothing serves image "ghcr.io/other/x:1", and injection helps all images of a pod or none; "quay.example.com/acme/tool:2": secret "c" would serve it, but nothing serves image "ghcr.io/other/x:1", and injection helps all images of a pod or none; "docker.io/acme/app:3": secret "c" would serve it, but nothing serves image "ghcr.io/other/x:1", and injection helps all images of a pod or none; "ghcr.io/other/x:1": injection leaves secret "d" out, because it may not work: the password holds a line break (echo without -n)
  template denied
  deny PG206 secret "d" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n), so injection leaves it out
docker.io/acme/app:3 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"docker.io/acme":"anonymous"} b+ {"ghcr.io":"good","*.io":"good","https://index.docker.io/v1/":"anonymous"} c+ {"ghcr.io":"stale","registry.k8s.io":"good"} d+ {"quay.example.com":"good","other.io":"good"}; names ; account b; settings 3
  add b
  injected: b
  injected-why: "docker.io/acme/app:3": secret "b", key "*.io"; "ghcr.io/other/x:1": secret "b", key "ghcr.io"
  template admitted
quay.example.com/acme/tool:2; a {"quay.example.com":"good"} b {"ghcr.io/acme":"hopeless","docker.io/acme":"good"} c {"ghcr.io/acme":"suspect","registry.k8s.io":"stale"}; names ; account a,c; settings 0
  add a
  injected: a
  injected-why: "quay.example.com/acme/tool:2": secret "a", key "quay.example.com"
  template admitted
ghcr.io/acme/app:1.4 docker.io/acme/app:3; a+ {"*.io":"good","docker.io/acme":"good"}; names ; account ; settings 0
  add a
  injected: a
  injected-why: "ghcr.io/acme/app:1.4": secret "a", key "*.io"; "docker.io/acme/app:3": secret "a", key "docker.io/acme"
  template admitted
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 docker.io/acme/app:3 registry.k8s.io/pause:3.10; a+ {"ghcr.io":"hopeless","*.io":"stale","quay.example.com":"hopeless","https://index.docker.io/v1/":"expired","other.io":"expired"} b+ {"*.io":"suspect"} c+ {"ghcr.io/acme":"expired","other.io":"anonymous"} d {"ghcr.io/acme":"expired"}; names ; account d; settings 2
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": injection leaves secret "a" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives; "quay.example.com/acme/tool:2": secret "a" matches, but cannot work; "docker.io/acme/app:3": injection leaves secret "a" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
  template denied
  deny PG205 secret "d" has key "ghcr.io/acme" for another registry than the image's "quay.example.com"; secret "a" matches, but cannot work
  deny PG206 secret "b" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n); injection leaves secret "a" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
  deny PG303 secret "d", key "ghcr.io/acme", holds a token that says so itself; injection leaves secret "a" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
docker.io/acme/app:3 ghcr.io/other/x:1; a {"quay.example.com":"good"} b {"ghcr.io":"hopeless","ghcr.io/acme":"suspect","*.io":"stale","docker.io/acme":"anonymous","registry.k8s.io":"expired","other.io":"anonymous"}; names ; account b only; settings 4
  no-help 
  injection: no-help
  injection-why: "docker.io/acme/app:3": injection leaves secret "b" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives; "ghcr.io/other/x:1": injection leaves secret "b" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
  template admitted
  warn PG306 secret "b", key "*.io", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
  warn PG306 secret "b", key "*.io", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
`

exports[`test/inject-scenes.test.ts > TAP > scenes 102 to 107 > must match snapshot 1`] = `
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2; a {"registry.k8s.io":"suspect"} b+ {"ghcr.io/acme":"expired","quay.example.com":"good","registry.k8s.io":"anonymous","other.io":"good"}; names ; account b; settings 4
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": secret "b" matches, but has expired
  template denied
  deny PG303 secret "b", key "ghcr.io/acme", holds a token that says so itself
ghcr.io/acme/app:1.4 docker.io/acme/app:3 ghcr.io/other/x:1; a+ {"ghcr.io":"suspect","*.io":"good","docker.io/acme":"hopeless","registry.k8s.io":"good"} b {"ghcr.io":"hopeless","quay.example.com":"stale","other.io":"hopeless"} c+ {"registry.k8s.io":"stale"} d+ {"ghcr.io":"anonymous","ghcr.io/acme":"good","*.io":"good","other.io":"expired"}; names ; account a,b; settings 5
  add d
  injected: d
  injected-why: "ghcr.io/acme/app:1.4": secret "d", key "ghcr.io/acme"; "docker.io/acme/app:3": secret "d", key "*.io"; "ghcr.io/other/x:1": secret "d", key "*.io"
  template admitted
  warn PG207 secret "a", key "ghcr.io", is tried before secret "a"
  warn PG207 secret "a", key "docker.io/acme", is tried before secret "a"
quay.example.com/acme/tool:2 docker.io/acme/app:3 ghcr.io/other/x:1; a {"ghcr.io/acme":"suspect","docker.io/acme":"anonymous","registry.k8s.io":"stale","other.io":"good"} b {"ghcr.io/acme":"hopeless","*.io":"suspect","docker.io/acme":"good","registry.k8s.io":"suspect"} c {"ghcr.io":"hopeless","*.io":"good","quay.example.com":"stale","https://index.docker.io/v1/":"expired","other.io":"expired"}; names a; account b,d; settings 1
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": injection leaves secret "c" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives; "docker.io/acme/app:3": injecting secret "b" would take from image "ghcr.io/other/x:1" what it is pulled with; "ghcr.io/other/x:1": injection leaves secret "b" out, because it may not work: the password holds a line break (echo without -n)
  template denied
  deny PG206 secret "c" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives, so injection leaves it out
  deny PG302 secret "a", key "docker.io/acme": user name and "auth" are empty; injecting secret "b" would take from image "ghcr.io/other/x:1" what it is pulled with
  deny PG402 ServiceAccount shop/default lists secret "b", which matches, but it is used only where the pod template has no imagePullSecrets; it may not work: the password holds a line break (echo without -n), so injection leaves it out
registry.k8s.io/pause:3.10; a+ {"quay.example.com":"stale"} b+ {"ghcr.io":"good","ghcr.io/acme":"expired","https://index.docker.io/v1/":"stale","docker.io/acme":"good"}; names ; account a,d; settings 2
  not-needed 
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 docker.io/acme/app:3 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"registry.k8s.io":"anonymous"} b {"ghcr.io/acme":"anonymous","quay.example.com":"anonymous","other.io":"suspect"} c+ {"ghcr.io":"suspect","registry.k8s.io":"good"}; names ; account ; settings 3
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": secret "b" matches, but has no user name or no password; "quay.example.com/acme/tool:2": secret "b" matches, but has no user name or no password; "docker.io/acme/app:3": no other secret of the namespace matches; "ghcr.io/other/x:1": injection leaves secret "c" out, because it may not work: the password holds a line break (echo without -n)
  template denied
  deny PG201 the pod template names none and ServiceAccount shop/default lists none; secret "b" matches, but has no user name or no password
  deny PG201 the pod template names none and ServiceAccount shop/default lists none
  deny PG206 secret "c" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n); secret "b" matches, but has no user name or no password
  deny PG206 secret "c" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n), so injection leaves it out
ghcr.io/acme/app:1.4 docker.io/acme/app:3 ghcr.io/other/x:1; a+ {"*.io":"anonymous","docker.io/acme":"stale","registry.k8s.io":"good"} b+ {"quay.example.com":"good","docker.io/acme":"good"} c {"*.io":"good","https://index.docker.io/v1/":"hopeless","registry.k8s.io":"good"} d {"ghcr.io":"anonymous","docker.io/acme":"good","other.io":"good"}; names b; account a only; settings 2
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": secret "a" matches, but has no user name or no password; "ghcr.io/other/x:1": secret "a" matches, but has no user name or no password
  template denied
  deny PG206 secret "c" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; secret "a" matches, but has no user name or no password
  deny PG206 secret "c" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; secret "a" matches, but has no user name or no password
`

exports[`test/inject-scenes.test.ts > TAP > scenes 108 to 113 > must match snapshot 1`] = `
quay.example.com/acme/tool:2 docker.io/acme/app:3 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a {} b+ {"*.io":"anonymous","https://index.docker.io/v1/":"expired"} c {"ghcr.io/acme":"expired","*.io":"good"} d+ {"ghcr.io":"hopeless","https://index.docker.io/v1/":"good","other.io":"suspect"}; names a,b,d; account ; settings 0
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": no other secret of the namespace matches; "docker.io/acme/app:3": secret "c" would serve it, but nothing serves image "quay.example.com/acme/tool:2", and injection helps all images of a pod or none; "ghcr.io/other/x:1": secret "c" would serve it, but nothing serves image "quay.example.com/acme/tool:2", and injection helps all images of a pod or none
  template denied
  deny PG205 secret "b" has key "*.io" for another registry than the image's "quay.example.com"
  deny PG302 secret "b", key "*.io": user name and "auth" are empty; secret "c" would serve it, but nothing serves image "quay.example.com/acme/tool:2", and injection helps all images of a pod or none
  deny PG305 secret "d", key "ghcr.io": the user says _json_key, but the password is no service account key; secret "c" would serve it, but nothing serves image "quay.example.com/acme/tool:2", and injection helps all images of a pod or none
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 ghcr.io/other/x:1; a {"ghcr.io":"good","docker.io/acme":"good"} b {"ghcr.io/acme":"good","https://index.docker.io/v1/":"stale"} c {"ghcr.io/acme":"good","docker.io/acme":"hopeless"}; names ; account b; settings 1
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": secret "a" would serve it, but nothing serves image "quay.example.com/acme/tool:2", and injection helps all images of a pod or none; "quay.example.com/acme/tool:2": no other secret of the namespace matches; "ghcr.io/other/x:1": secret "a" would serve it, but nothing serves image "quay.example.com/acme/tool:2", and injection helps all images of a pod or none
  template denied
  deny PG205 secret "b" has key "ghcr.io/acme" for another registry than the image's "quay.example.com"
  deny PG206 secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; secret "a" would serve it, but nothing serves image "quay.example.com/acme/tool:2", and injection helps all images of a pod or none
ghcr.io/acme/app:1.4 registry.k8s.io/pause:3.10; a+ {"ghcr.io":"good","other.io":"good"} b {"ghcr.io/acme":"good"} c {"ghcr.io/acme":"stale"} d {"docker.io/acme":"anonymous","registry.k8s.io":"stale","other.io":"expired"}; names ; account a,b; settings 3
  add b
  injected: b
  injected-why: "ghcr.io/acme/app:1.4": secret "b", key "ghcr.io/acme"
  template admitted
quay.example.com/acme/tool:2; a {"*.io":"expired","https://index.docker.io/v1/":"expired","docker.io/acme":"expired","other.io":"good"} b+ {"ghcr.io":"suspect","ghcr.io/acme":"good","https://index.docker.io/v1/":"stale","docker.io/acme":"anonymous","registry.k8s.io":"anonymous"} c+ {"quay.example.com":"good","https://index.docker.io/v1/":"expired"}; names a,b,gone; account ; settings 1
  add c
  injected: c
  injected-why: "quay.example.com/acme/tool:2": secret "c", key "quay.example.com"
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warn PG206 injection adds it, because the pod template names none that works
docker.io/acme/app:3 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a {"https://index.docker.io/v1/":"anonymous","registry.k8s.io":"hopeless"} b+ {"ghcr.io/acme":"good","https://index.docker.io/v1/":"good","docker.io/acme":"stale","registry.k8s.io":"stale"} c {"*.io":"hopeless","quay.example.com":"suspect","docker.io/acme":"anonymous"} d+ {"ghcr.io":"good","ghcr.io/acme":"expired","quay.example.com":"good","registry.k8s.io":"hopeless"}; names ; account a,b; settings 3
  no-help 
  injection: no-help
  injection-why: "docker.io/acme/app:3": secret "a" matches, but has no user name or no password; "ghcr.io/other/x:1": secret "c" matches, but cannot work
  template admitted
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
  warn PG305 secret "b", key "docker.io/acme": the token was issued for another registry
  warn PG305 secret "b", key "registry.k8s.io": the token was issued for another registry
  warn PG306 secret "b", key "docker.io/acme", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
  warn PG306 secret "b", key "registry.k8s.io", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 docker.io/acme/app:3 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"ghcr.io":"anonymous","quay.example.com":"stale"}; names ; account d; settings 0
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": secret "a" matches, but has no user name or no password; "quay.example.com/acme/tool:2": injection leaves secret "a" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives; "docker.io/acme/app:3": no other secret of the namespace matches; "ghcr.io/other/x:1": secret "a" matches, but has no user name or no password
  template denied
  deny PG202 nothing else in the list matches ghcr.io; a similar name there is "a"; secret "a" matches, but has no user name or no password
  deny PG202 nothing else in the list matches quay.example.com; secret "a" of this namespace does, but may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives, so injection leaves it out
  deny PG202 nothing else in the list matches docker.io (Docker Hub); a similar name there is "a"
`

exports[`test/inject-scenes.test.ts > TAP > scenes 114 to 119 > must match snapshot 1`] = `
docker.io/acme/app:3 ghcr.io/other/x:1; a {"*.io":"good","quay.example.com":"anonymous","docker.io/acme":"suspect"} b {"ghcr.io":"suspect","quay.example.com":"stale","https://index.docker.io/v1/":"expired"}; names ; account d; settings 3
  add a
  injected: a
  injected-why: "docker.io/acme/app:3": secret "a", key "*.io"; "ghcr.io/other/x:1": secret "a", key "*.io"
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
  warn PG207 secret "a", key "docker.io/acme", is tried before secret "a"
quay.example.com/acme/tool:2 registry.k8s.io/pause:3.10; a {"quay.example.com":"good","registry.k8s.io":"stale","other.io":"anonymous"} b+ {"*.io":"good","https://index.docker.io/v1/":"anonymous","docker.io/acme":"stale","other.io":"stale"}; names ; account ; settings 1
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": injecting secret "a" would take from image "registry.k8s.io/pause:3.10" what it is pulled with
  template denied
  deny PG206 secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; injecting secret "a" would take from image "registry.k8s.io/pause:3.10" what it is pulled with
ghcr.io/acme/app:1.4 docker.io/acme/app:3 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"ghcr.io":"good","https://index.docker.io/v1/":"hopeless","registry.k8s.io":"good"}; names c,d,gone; account d; settings 0
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": injecting secret "a" would take from image "docker.io/acme/app:3" what it is pulled with; "docker.io/acme/app:3": secret "a" matches, but cannot work; "ghcr.io/other/x:1": injecting secret "a" would take from image "docker.io/acme/app:3" what it is pulled with
  template denied
  deny PG202 nothing else in the list matches ghcr.io; secret "a" of this namespace does; injecting secret "a" would take from image "docker.io/acme/app:3" what it is pulled with
  deny PG202 nothing else in the list matches docker.io (Docker Hub); a similar name there is "a"; secret "a" matches, but cannot work
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 docker.io/acme/app:3 ghcr.io/other/x:1; a {"ghcr.io":"expired","ghcr.io/acme":"hopeless","*.io":"stale","https://index.docker.io/v1/":"hopeless","docker.io/acme":"stale"}; names ; account c; settings 0
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": injection leaves secret "a" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives; "quay.example.com/acme/tool:2": no other secret of the namespace matches; "docker.io/acme/app:3": injection leaves secret "a" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives; "ghcr.io/other/x:1": injection leaves secret "a" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
  template denied
  deny PG202 nothing else in the list matches ghcr.io; secret "a" of this namespace does, but may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives, so injection leaves it out
  deny PG202 nothing else in the list matches quay.example.com; a similar name there is "a"
  deny PG202 nothing else in the list matches docker.io (Docker Hub); secret "a" of this namespace does, but may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives, so injection leaves it out
; a {"ghcr.io/acme":"good"}; names ; account b only; settings 0
  not-needed 
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
quay.example.com/acme/tool:2 ghcr.io/other/x:1; a+ {"ghcr.io":"suspect","registry.k8s.io":"hopeless"} b+ {"*.io":"good","other.io":"suspect"}; names ; account d; settings 2
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": no other secret of the namespace matches; "ghcr.io/other/x:1": secret "b" would serve it, but nothing serves image "quay.example.com/acme/tool:2", and injection helps all images of a pod or none
  template denied
  deny PG202 nothing else in the list matches quay.example.com; a similar name there is "a"
  deny PG202 nothing else in the list matches ghcr.io; secret "b" of this namespace does; secret "b" would serve it, but nothing serves image "quay.example.com/acme/tool:2", and injection helps all images of a pod or none
`

exports[`test/inject-scenes.test.ts > TAP > scenes 12 to 17 > must match snapshot 1`] = `
docker.io/acme/app:3 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"quay.example.com":"good","registry.k8s.io":"good","other.io":"hopeless"} b+ {"ghcr.io":"hopeless","docker.io/acme":"anonymous"} c+ {"ghcr.io/acme":"stale","quay.example.com":"good","other.io":"suspect"}; names ; account b; settings 4
  no-help 
  injection: no-help
  injection-why: "docker.io/acme/app:3": secret "b" matches, but has no user name or no password; "ghcr.io/other/x:1": secret "b" matches, but cannot work
  template denied
  deny PG302 secret "b", key "docker.io/acme": user name and "auth" are empty
  deny PG305 secret "b", key "ghcr.io": the user says _json_key, but the password is no service account key
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2; a {"registry.k8s.io":"good"}; names ; account b; settings 1
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": no other secret of the namespace matches; "quay.example.com/acme/tool:2": no other secret of the namespace matches
  template denied
  deny PG202 nothing else in the list matches ghcr.io; a similar name there is "a"
  deny PG202 nothing else in the list matches quay.example.com; a similar name there is "a"
ghcr.io/acme/app:1.4 docker.io/acme/app:3 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"ghcr.io":"hopeless"}; names a,b,gone; account d; settings 1
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": no other secret of the namespace matches; "docker.io/acme/app:3": no other secret of the namespace matches; "ghcr.io/other/x:1": no other secret of the namespace matches
  template denied
  deny PG202 nothing else in the list matches docker.io (Docker Hub); a similar name there is "a"
  deny PG305 secret "a", key "ghcr.io": the user says _json_key, but the password is no service account key
quay.example.com/acme/tool:2 registry.k8s.io/pause:3.10; a+ {"ghcr.io/acme":"good","https://index.docker.io/v1/":"good","docker.io/acme":"anonymous"}; names ; account a,c; settings 4
  not-needed 
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a {"ghcr.io/acme":"stale","quay.example.com":"anonymous","other.io":"good"} b+ {"*.io":"stale","other.io":"anonymous"} c+ {"ghcr.io":"good","quay.example.com":"good","https://index.docker.io/v1/":"expired","docker.io/acme":"good","other.io":"good"}; names a,c; account ; settings 2
  not-needed 
  template admitted
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 docker.io/acme/app:3 ghcr.io/other/x:1; a+ {"ghcr.io/acme":"good","registry.k8s.io":"good"} b {"registry.k8s.io":"expired","other.io":"stale"} c+ {"ghcr.io":"good","quay.example.com":"good","docker.io/acme":"anonymous"} d+ {"*.io":"hopeless","https://index.docker.io/v1/":"good"}; names ; account b; settings 4
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": secret "a" would serve it, but nothing serves image "docker.io/acme/app:3", and injection helps all images of a pod or none; "docker.io/acme/app:3": secret "c" matches, but has no user name or no password; "ghcr.io/other/x:1": secret "d" matches, but cannot work
  template denied
  deny PG205 secret "b" has key "other.io" for another registry than the image's "docker.io"; secret "c" matches, but has no user name or no password
  deny PG206 secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; secret "a" would serve it, but nothing serves image "docker.io/acme/app:3", and injection helps all images of a pod or none
  deny PG206 secret "c" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; secret "d" matches, but cannot work
`

exports[`test/inject-scenes.test.ts > TAP > scenes 120 to 125 > must match snapshot 1`] = `
ghcr.io/acme/app:1.4 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"ghcr.io/acme":"hopeless","docker.io/acme":"good"}; names ; account b; settings 5
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": secret "a" matches, but cannot work; "ghcr.io/other/x:1": no other secret of the namespace matches
  template denied
  deny PG202 nothing else in the list matches ghcr.io; a similar name there is "a"; secret "a" matches, but cannot work
quay.example.com/acme/tool:2 docker.io/acme/app:3 registry.k8s.io/pause:3.10; a+ {"quay.example.com":"good","registry.k8s.io":"good"}; names ; account d; settings 4
  no-help 
  injection: no-help
  injection-why: "docker.io/acme/app:3": no other secret of the namespace matches
  template denied
  deny PG202 nothing else in the list matches docker.io (Docker Hub); a similar name there is "a"
ghcr.io/other/x:1; a+ {"ghcr.io/acme":"good"}; names ; account b; settings 5
  no-help 
  injection: no-help
  injection-why: "ghcr.io/other/x:1": no other secret of the namespace matches
  template denied
  deny PG202 nothing else in the list matches ghcr.io; a similar name there is "a"
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"ghcr.io":"suspect","*.io":"anonymous","registry.k8s.io":"good"}; names ; account b,d only; settings 2
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": injection leaves secret "a" out, because it may not work: the password holds a line break (echo without -n); "quay.example.com/acme/tool:2": no other secret of the namespace matches; "ghcr.io/other/x:1": injection leaves secret "a" out, because it may not work: the password holds a line break (echo without -n)
  template denied
  deny PG202 nothing else in the list matches ghcr.io; secret "a" of this namespace does, but may not work: the password holds a line break (echo without -n), so injection leaves it out
  deny PG202 nothing else in the list matches quay.example.com; a similar name there is "a"
ghcr.io/acme/app:1.4 ghcr.io/other/x:1; a+ {"*.io":"expired"} b+ {"quay.example.com":"good","other.io":"anonymous"} c+ {"docker.io/acme":"good"} d {"ghcr.io/acme":"good","quay.example.com":"suspect"}; names b,gone; account ; settings 2
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": secret "a" matches, but has expired; "ghcr.io/other/x:1": secret "a" matches, but has expired
  template denied
  deny PG202 nothing else in the list matches ghcr.io; secret "d" of this namespace does; secret "a" matches, but has expired
  deny PG202 nothing else in the list matches ghcr.io; secret "a" matches, but has expired
quay.example.com/acme/tool:2 docker.io/acme/app:3; a {"ghcr.io/acme":"good","docker.io/acme":"hopeless"} b+ {"quay.example.com":"hopeless","registry.k8s.io":"good"} c {"ghcr.io/acme":"stale","https://index.docker.io/v1/":"anonymous","other.io":"good"}; names d,gone; account a; settings 4
  no-help 
  injection: no-help
  injection-why: "docker.io/acme/app:3": secret "a" matches, but cannot work
  template denied
  deny PG202 nothing else in the list matches docker.io (Docker Hub); a similar name there is "a"; secret "a" matches, but cannot work
`

exports[`test/inject-scenes.test.ts > TAP > scenes 126 to 131 > must match snapshot 1`] = `
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 docker.io/acme/app:3; a+ {"registry.k8s.io":"hopeless"} b {"registry.k8s.io":"good"} c {"ghcr.io/acme":"good","registry.k8s.io":"good"} d {"*.io":"suspect"}; names ; account b; settings 4
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": secret "c" would serve it, but nothing serves image "docker.io/acme/app:3", and injection helps all images of a pod or none; "docker.io/acme/app:3": injection leaves secret "d" out, because it may not work: the password holds a line break (echo without -n)
  template denied
  deny PG206 secret "c" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; secret "c" would serve it, but nothing serves image "docker.io/acme/app:3", and injection helps all images of a pod or none
  deny PG206 secret "d" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n), so injection leaves it out
ghcr.io/acme/app:1.4 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"ghcr.io/acme":"suspect","*.io":"anonymous"}; names a,b; account a,d; settings 0
  no-help 
  injection: no-help
  injection-why: "ghcr.io/other/x:1": no other secret of the namespace matches
  template denied
  deny PG302 secret "a", key "*.io": user name and "auth" are empty
  warn PG305 secret "a", key "ghcr.io/acme": the password holds a line break (echo without -n)
quay.example.com/acme/tool:2 ghcr.io/other/x:1; a+ {"ghcr.io/acme":"suspect","*.io":"suspect","https://index.docker.io/v1/":"expired"}; names a,gone; account d; settings 3
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": no other secret of the namespace matches
  template denied
  deny PG202 nothing else in the list matches quay.example.com
  warn PG305 secret "a", key "*.io": the password holds a line break (echo without -n)
docker.io/acme/app:3 registry.k8s.io/pause:3.10; a {"ghcr.io":"stale","ghcr.io/acme":"expired","docker.io/acme":"anonymous"} b+ {"*.io":"good","https://index.docker.io/v1/":"hopeless"}; names ; account ; settings 4
  add b
  injected: b
  injected-why: "docker.io/acme/app:3": secret "b", key "*.io"
  template admitted
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 docker.io/acme/app:3 registry.k8s.io/pause:3.10; a {"ghcr.io":"good","registry.k8s.io":"good"}; names a,c,gone; account c; settings 1
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": no other secret of the namespace matches; "docker.io/acme/app:3": no other secret of the namespace matches
  template denied
  deny PG202 nothing else in the list matches quay.example.com; a similar name there is "a"
  deny PG202 nothing else in the list matches docker.io (Docker Hub); a similar name there is "a"
ghcr.io/acme/app:1.4 ghcr.io/other/x:1; a {"ghcr.io":"anonymous","*.io":"good","https://index.docker.io/v1/":"expired","registry.k8s.io":"expired","other.io":"good"} b {"ghcr.io":"suspect","ghcr.io/acme":"good"} c {} d {"ghcr.io":"good","*.io":"suspect","quay.example.com":"expired"}; names ; account b; settings 2
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": injection.selector leaves secret "a" out; "ghcr.io/other/x:1": injection.selector leaves secret "a" out
  template admitted
  warn PG207 secret "b", key "ghcr.io", is tried after secret "b"
  warn PG305 secret "b", key "ghcr.io": the password holds a line break (echo without -n)
`

exports[`test/inject-scenes.test.ts > TAP > scenes 132 to 137 > must match snapshot 1`] = `
quay.example.com/acme/tool:2 ghcr.io/other/x:1; a+ {"docker.io/acme":"suspect","registry.k8s.io":"anonymous"}; names ; account ; settings 0
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": no other secret of the namespace matches; "ghcr.io/other/x:1": no other secret of the namespace matches
  template denied
  deny PG201 the pod template names none and ServiceAccount shop/default lists none
  deny PG201 the pod template names none and ServiceAccount shop/default lists none
ghcr.io/acme/app:1.4 docker.io/acme/app:3 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"ghcr.io/acme":"suspect","https://index.docker.io/v1/":"anonymous"} b {"ghcr.io/acme":"suspect","*.io":"good","quay.example.com":"stale","https://index.docker.io/v1/":"good","docker.io/acme":"suspect"} c {"https://index.docker.io/v1/":"good","docker.io/acme":"anonymous"} d+ {"ghcr.io/acme":"stale","*.io":"anonymous","https://index.docker.io/v1/":"suspect"}; names ; account a; settings 1
  add b
  injected: b
  injected-why: "ghcr.io/acme/app:1.4": secret "b", key "*.io"; "docker.io/acme/app:3": secret "b", key "*.io"; "ghcr.io/other/x:1": secret "b", key "*.io"
  template denied
  deny PG206 secret "b" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; injecting secret "b" would take from image "docker.io/acme/app:3" what it is pulled with
  deny PG302 secret "a", key "https://index.docker.io/v1/": user name and "auth" are empty; injecting secret "b" would take from image "docker.io/acme/app:3" what it is pulled with
  warn PG305 secret "a", key "ghcr.io/acme": the password holds a line break (echo without -n)
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 docker.io/acme/app:3 ghcr.io/other/x:1; a {"*.io":"suspect","docker.io/acme":"good"} b+ {"*.io":"good","quay.example.com":"good","https://index.docker.io/v1/":"hopeless","registry.k8s.io":"good","other.io":"good"} c+ {"ghcr.io":"hopeless","other.io":"good"}; names b,c,d; account d; settings 2
  not-needed 
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warn PG207 secret "c", key "ghcr.io", is tried before secret "b"
docker.io/acme/app:3; a {"ghcr.io":"expired","*.io":"expired","https://index.docker.io/v1/":"good"}; names ; account ; settings 5
  no-help 
  injection: no-help
  injection-why: "docker.io/acme/app:3": secret "a" matches, but has expired
  template denied
  deny PG201 the pod template names none and ServiceAccount shop/default lists none; secret "a" matches, but has expired
quay.example.com/acme/tool:2 registry.k8s.io/pause:3.10; a+ {"quay.example.com":"suspect"} b {"ghcr.io":"expired","ghcr.io/acme":"hopeless","*.io":"expired","quay.example.com":"expired","https://index.docker.io/v1/":"expired","other.io":"good"} c {"ghcr.io/acme":"suspect","https://index.docker.io/v1/":"anonymous","docker.io/acme":"good"} d+ {"other.io":"good"}; names d; account ; settings 4
  not-needed 
  template admitted
ghcr.io/acme/app:1.4; a {}; names a,c; account a,b,c; settings 2
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": no other secret of the namespace matches
  template denied
  deny PG202 nothing else in the list matches ghcr.io; a similar name there is "a"
`

exports[`test/inject-scenes.test.ts > TAP > scenes 138 to 143 > must match snapshot 1`] = `
quay.example.com/acme/tool:2 ghcr.io/other/x:1; a+ {"ghcr.io":"hopeless","ghcr.io/acme":"expired"} b+ {"ghcr.io/acme":"good","*.io":"anonymous","quay.example.com":"good","other.io":"stale"}; names a,c,gone; account b,d; settings 1
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": secret "b" would serve it, but nothing serves image "ghcr.io/other/x:1", and injection helps all images of a pod or none; "ghcr.io/other/x:1": secret "b" matches, but has no user name or no password
  template denied
  deny PG305 secret "a", key "ghcr.io": the user says _json_key, but the password is no service account key; secret "b" matches, but has no user name or no password
  deny PG402 ServiceAccount shop/default lists secret "b", which matches, but it is used only where the pod template has no imagePullSecrets; secret "b" would serve it, but nothing serves image "ghcr.io/other/x:1", and injection helps all images of a pod or none
docker.io/acme/app:3 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a {"ghcr.io/acme":"good","*.io":"good","docker.io/acme":"good"} b+ {"registry.k8s.io":"stale"}; names ; account d; settings 2
  no-help 
  injection: no-help
  injection-why: "docker.io/acme/app:3": injection.selector leaves secret "a" out; "ghcr.io/other/x:1": injection.selector leaves secret "a" out
  template denied
  deny PG202 nothing else in the list matches docker.io (Docker Hub); secret "a" of this namespace does; injection.selector leaves secret "a" out
  deny PG202 nothing else in the list matches ghcr.io; secret "a" of this namespace does; injection.selector leaves secret "a" out
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 docker.io/acme/app:3; a+ {"ghcr.io":"expired","*.io":"anonymous","quay.example.com":"suspect","other.io":"suspect"} b {"ghcr.io":"good","docker.io/acme":"good"}; names ; account b,c,d; settings 2
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": secret "a" matches, but has expired; "quay.example.com/acme/tool:2": injection leaves secret "a" out, because it may not work: the password holds a line break (echo without -n); "docker.io/acme/app:3": secret "a" matches, but has no user name or no password
  template denied
  deny PG202 nothing else in the list matches quay.example.com; secret "a" of this namespace does, but may not work: the password holds a line break (echo without -n), so injection leaves it out
ghcr.io/acme/app:1.4; a+ {"ghcr.io":"anonymous","registry.k8s.io":"good","other.io":"good"}; names ; account ; settings 4
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": secret "a" matches, but has no user name or no password
  template denied
  deny PG201 the pod template names none and ServiceAccount shop/default lists none; secret "a" matches, but has no user name or no password
registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"ghcr.io":"good","ghcr.io/acme":"suspect"}; names ; account ; settings 1
  add a
  injected: a
  injected-why: "ghcr.io/other/x:1": secret "a", key "ghcr.io"
  template admitted
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
quay.example.com/acme/tool:2 docker.io/acme/app:3 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a {"quay.example.com":"hopeless","https://index.docker.io/v1/":"good","other.io":"hopeless"} b {"*.io":"good","docker.io/acme":"good","registry.k8s.io":"suspect"}; names ; account a,b; settings 4
  no-help 
  injection: no-help
  injection-why: "docker.io/acme/app:3": secret "a" would serve it, but nothing serves image "ghcr.io/other/x:1", and injection helps all images of a pod or none; "ghcr.io/other/x:1": injecting secret "b" would take from image "registry.k8s.io/pause:3.10" what it is pulled with
  template admitted
  warn PG305 secret "b", key "registry.k8s.io": the password holds a line break (echo without -n)
`

exports[`test/inject-scenes.test.ts > TAP > scenes 18 to 23 > must match snapshot 1`] = `
docker.io/acme/app:3 registry.k8s.io/pause:3.10; a+ {"ghcr.io":"stale","docker.io/acme":"expired","registry.k8s.io":"good","other.io":"suspect"} b+ {"ghcr.io/acme":"good","*.io":"hopeless","quay.example.com":"good","https://index.docker.io/v1/":"hopeless"}; names gone; account b,d; settings 3
  no-help 
  injection: no-help
  injection-why: "docker.io/acme/app:3": secret "a" matches, but has expired
  template denied
  deny PG202 nothing else in the list matches docker.io (Docker Hub); secret "a" matches, but has expired
quay.example.com/acme/tool:2 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a {"docker.io/acme":"good"} b+ {"ghcr.io":"suspect","docker.io/acme":"good","registry.k8s.io":"good"}; names b,d; account b,d; settings 3
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": no other secret of the namespace matches
  template denied
  deny PG202 nothing else in the list matches quay.example.com; a similar name there is "a"
  warn PG305 secret "b", key "ghcr.io": the password holds a line break (echo without -n)
ghcr.io/acme/app:1.4 ghcr.io/other/x:1; a+ {"ghcr.io":"suspect","https://index.docker.io/v1/":"stale"} b {"*.io":"stale","https://index.docker.io/v1/":"good","registry.k8s.io":"good","other.io":"anonymous"}; names ; account d; settings 1
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": injection leaves secret "a" out, because it may not work: the password holds a line break (echo without -n); "ghcr.io/other/x:1": injection leaves secret "a" out, because it may not work: the password holds a line break (echo without -n)
  template denied
  deny PG202 nothing else in the list matches ghcr.io; secret "a" of this namespace does, but may not work: the password holds a line break (echo without -n), so injection leaves it out
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 docker.io/acme/app:3 registry.k8s.io/pause:3.10; a+ {"registry.k8s.io":"good","other.io":"suspect"} b {"ghcr.io":"good","*.io":"good"}; names ; account b,d; settings 4
  add b
  injected: b
  injected-why: "ghcr.io/acme/app:1.4": secret "b", key "ghcr.io"; "docker.io/acme/app:3": secret "b", key "*.io"
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
docker.io/acme/app:3 registry.k8s.io/pause:3.10; a+ {"ghcr.io":"suspect","ghcr.io/acme":"good","*.io":"stale","quay.example.com":"good"} b {"ghcr.io/acme":"good","*.io":"anonymous","https://index.docker.io/v1/":"anonymous"} c+ {"ghcr.io":"anonymous","*.io":"good","registry.k8s.io":"expired"} d {}; names ; account d; settings 4
  no-help 
  injection: no-help
  injection-why: "docker.io/acme/app:3": injection leaves secret "a" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
  template denied
  deny PG206 secret "c" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; injection leaves secret "a" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
quay.example.com/acme/tool:2 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a {"ghcr.io":"good","https://index.docker.io/v1/":"expired"}; names c; account ; settings 4
  add a
  injected: a
  injected-why: "ghcr.io/other/x:1": secret "a", key "ghcr.io"
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warn PG206 injection adds it, because the pod template names none that works
`

exports[`test/inject-scenes.test.ts > TAP > scenes 24 to 29 > must match snapshot 1`] = `
ghcr.io/acme/app:1.4 ghcr.io/other/x:1; a {"*.io":"good"} b {"quay.example.com":"good","https://index.docker.io/v1/":"good"} c+ {"ghcr.io":"good","*.io":"good","other.io":"good"} d {"ghcr.io":"suspect","ghcr.io/acme":"hopeless","quay.example.com":"hopeless","docker.io/acme":"hopeless"}; names ; account a,c; settings 5
  add c
  injected: c
  injected-why: "ghcr.io/acme/app:1.4": secret "c", key "ghcr.io"; "ghcr.io/other/x:1": secret "c", key "ghcr.io"
  template admitted
quay.example.com/acme/tool:2 registry.k8s.io/pause:3.10; a+ {"*.io":"good","quay.example.com":"anonymous","https://index.docker.io/v1/":"good","other.io":"suspect"} b+ {"quay.example.com":"good","docker.io/acme":"suspect","registry.k8s.io":"good"} c+ {"ghcr.io":"anonymous","*.io":"stale","https://index.docker.io/v1/":"stale"}; names d; account a,b; settings 2
  add b
  injected: b
  injected-why: "quay.example.com/acme/tool:2": secret "b", key "quay.example.com", and tried before an anonymous pull for "registry.k8s.io/pause:3.10"
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warn PG206 injection adds it; nothing else serves, so it is also tried before an anonymous pull for "registry.k8s.io/pause:3.10"
docker.io/acme/app:3 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a {"ghcr.io":"suspect","*.io":"anonymous","docker.io/acme":"good","registry.k8s.io":"anonymous","other.io":"good"} b+ {"ghcr.io/acme":"suspect","registry.k8s.io":"hopeless"} c {"*.io":"good","https://index.docker.io/v1/":"suspect","registry.k8s.io":"hopeless","other.io":"anonymous"}; names ; account b; settings 3
  no-help 
  injection: no-help
  injection-why: "docker.io/acme/app:3": injecting secret "a" would take from image "registry.k8s.io/pause:3.10" what it is pulled with; "ghcr.io/other/x:1": injection leaves secret "a" out, because it may not work: the password holds a line break (echo without -n)
  template denied
  deny PG305 secret "b", key "registry.k8s.io": the user says _json_key, but the password is no service account key; secret "a" matches, but has no user name or no password
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
ghcr.io/acme/app:1.4 docker.io/acme/app:3 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a {}; names c; account b; settings 1
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": no other secret of the namespace matches; "docker.io/acme/app:3": no other secret of the namespace matches; "ghcr.io/other/x:1": no other secret of the namespace matches
  template denied
  deny PG202 nothing else in the list matches ghcr.io; a similar name there is "a"
  deny PG202 nothing else in the list matches docker.io (Docker Hub); a similar name there is "a"
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 docker.io/acme/app:3 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a {}; names d; account d; settings 1
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": no other secret of the namespace matches; "quay.example.com/acme/tool:2": no other secret of the namespace matches; "docker.io/acme/app:3": no other secret of the namespace matches; "ghcr.io/other/x:1": no other secret of the namespace matches
  template denied
  deny PG202 nothing else in the list matches ghcr.io; a similar name there is "a"
  deny PG202 nothing else in the list matches quay.example.com; a similar name there is "a"
  deny PG202 nothing else in the list matches docker.io (Docker Hub); a similar name there is "a"
; a+ {"ghcr.io":"hopeless","docker.io/acme":"good"} b+ {"*.io":"expired","docker.io/acme":"good","other.io":"hopeless"}; names a,b,d; account b,c,d; settings 0
  not-needed 
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
`

exports[`test/inject-scenes.test.ts > TAP > scenes 30 to 35 > must match snapshot 1`] = `
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2; a+ {"*.io":"suspect","quay.example.com":"good","https://index.docker.io/v1/":"good","registry.k8s.io":"expired"} b+ {"ghcr.io":"anonymous","*.io":"anonymous","quay.example.com":"good","other.io":"good"}; names ; account c; settings 4
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": injection leaves secret "a" out, because it may not work: the password holds a line break (echo without -n)
  template denied
  deny PG202 nothing else in the list matches ghcr.io; secret "a" of this namespace does, but may not work: the password holds a line break (echo without -n), so injection leaves it out
ghcr.io/acme/app:1.4 docker.io/acme/app:3 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a {"ghcr.io":"good","other.io":"good"} b {"ghcr.io":"good","*.io":"stale","quay.example.com":"expired"} c {"ghcr.io/acme":"expired","other.io":"expired"}; names a,b,gone; account a; settings 0
  not-needed 
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warn PG207 secret "b", key "*.io", is tried after secret "a"
  warn PG306 secret "b", key "*.io", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
quay.example.com/acme/tool:2 docker.io/acme/app:3 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"*.io":"suspect","quay.example.com":"anonymous","https://index.docker.io/v1/":"good","docker.io/acme":"good","registry.k8s.io":"good"} b {"ghcr.io/acme":"good","docker.io/acme":"hopeless","registry.k8s.io":"expired"} c+ {"*.io":"good","https://index.docker.io/v1/":"anonymous","registry.k8s.io":"suspect","other.io":"stale"}; names c,d; account ; settings 0
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": secret "a" matches, but has no user name or no password
  template denied
  deny PG202 nothing else in the list matches quay.example.com; a similar name there is "a"; secret "a" matches, but has no user name or no password
  warn PG305 secret "c", key "registry.k8s.io": the password holds a line break (echo without -n)
; a {"*.io":"good","quay.example.com":"good","registry.k8s.io":"expired","other.io":"good"}; names b,d,gone; account ; settings 5
  not-needed 
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 ghcr.io/other/x:1; a {"quay.example.com":"stale","registry.k8s.io":"anonymous"}; names b,c,d; account ; settings 4
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": no other secret of the namespace matches; "ghcr.io/other/x:1": no other secret of the namespace matches
  template denied
  deny PG202 nothing else in the list matches ghcr.io; a similar name there is "a"
ghcr.io/acme/app:1.4 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"ghcr.io/acme":"expired","https://index.docker.io/v1/":"good"} b+ {"ghcr.io":"stale","quay.example.com":"hopeless"} c {"ghcr.io/acme":"stale","docker.io/acme":"hopeless","registry.k8s.io":"expired"}; names ; account ; settings 4
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": secret "a" matches, but has expired; "ghcr.io/other/x:1": injection leaves secret "b" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
  template denied
  deny PG206 secret "c" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives; secret "a" matches, but has expired
  deny PG206 secret "b" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives, so injection leaves it out
`

exports[`test/inject-scenes.test.ts > TAP > scenes 36 to 41 > must match snapshot 1`] = `
quay.example.com/acme/tool:2 docker.io/acme/app:3; a {"registry.k8s.io":"good"} b+ {} c {"*.io":"suspect","quay.example.com":"stale","other.io":"anonymous"} d {"ghcr.io/acme":"good","quay.example.com":"good","docker.io/acme":"expired","registry.k8s.io":"anonymous"}; names d,gone; account ; settings 5
  no-help 
  injection: no-help
  injection-why: "docker.io/acme/app:3": injection leaves secret "c" out, because it may not work: the password holds a line break (echo without -n)
  template denied
  deny PG303 secret "d", key "docker.io/acme", holds a token that says so itself; injection leaves secret "c" out, because it may not work: the password holds a line break (echo without -n)
ghcr.io/acme/app:1.4 registry.k8s.io/pause:3.10; a+ {"ghcr.io":"good","docker.io/acme":"good"} b+ {} c+ {"*.io":"anonymous"}; names ; account b; settings 4
  add a
  injected: a
  injected-why: "ghcr.io/acme/app:1.4": secret "a", key "ghcr.io"
  template admitted
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 registry.k8s.io/pause:3.10; a {"*.io":"good","https://index.docker.io/v1/":"expired"} b+ {"ghcr.io":"good","ghcr.io/acme":"expired","*.io":"good"} c {"ghcr.io":"good"} d+ {"ghcr.io":"good","ghcr.io/acme":"expired","*.io":"expired","quay.example.com":"good","registry.k8s.io":"hopeless"}; names ; account b; settings 5
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": secret "b" would serve it, but nothing serves image "quay.example.com/acme/tool:2", and injection helps all images of a pod or none; "quay.example.com/acme/tool:2": injecting secret "d" would take from image "registry.k8s.io/pause:3.10" what it is pulled with
  template denied
  deny PG206 secret "d" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; injecting secret "d" would take from image "registry.k8s.io/pause:3.10" what it is pulled with
  warn PG207 secret "b", key "ghcr.io/acme", is tried before secret "b"
ghcr.io/other/x:1; a {"ghcr.io":"good","https://index.docker.io/v1/":"good"} b {"docker.io/acme":"suspect"}; names ; account c; settings 1
  add a
  injected: a
  injected-why: "ghcr.io/other/x:1": secret "a", key "ghcr.io"
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
quay.example.com/acme/tool:2 docker.io/acme/app:3 registry.k8s.io/pause:3.10; a {"ghcr.io":"suspect","*.io":"stale","docker.io/acme":"suspect","other.io":"good"} b+ {"https://index.docker.io/v1/":"stale","registry.k8s.io":"expired"} c+ {"*.io":"anonymous","other.io":"suspect"}; names ; account a,d; settings 5
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": no other secret of the namespace matches; "docker.io/acme/app:3": injection leaves secret "a" out, because it may not work: the password holds a line break (echo without -n)
  template denied
  deny PG202 nothing else in the list matches quay.example.com; a similar name there is "a"
ghcr.io/acme/app:1.4 docker.io/acme/app:3; a {"quay.example.com":"stale","other.io":"expired"} b {"*.io":"good"} c+ {"quay.example.com":"good","registry.k8s.io":"anonymous"} d {"ghcr.io/acme":"good","https://index.docker.io/v1/":"expired","other.io":"anonymous"}; names a; account c,d; settings 4
  add b
  injected: b
  injected-why: "ghcr.io/acme/app:1.4": secret "b", key "*.io"; "docker.io/acme/app:3": secret "b", key "*.io"
  template admitted
  warn PG206 injection adds it, because the pod template names none that works
  warn PG206 injection adds it, because the pod template names none that works
`

exports[`test/inject-scenes.test.ts > TAP > scenes 42 to 47 > must match snapshot 1`] = `
quay.example.com/acme/tool:2 docker.io/acme/app:3 ghcr.io/other/x:1; a {"*.io":"hopeless","quay.example.com":"anonymous","https://index.docker.io/v1/":"good","registry.k8s.io":"suspect"} b+ {"*.io":"expired","https://index.docker.io/v1/":"good","other.io":"good"} c {"ghcr.io/acme":"anonymous","quay.example.com":"good"}; names ; account a; settings 1
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": secret "c" would serve it, but nothing serves image "docker.io/acme/app:3", and injection helps all images of a pod or none; "docker.io/acme/app:3": secret "a" matches, but cannot work; "ghcr.io/other/x:1": secret "a" matches, but cannot work
  template denied
  deny PG302 secret "a", key "quay.example.com": user name and "auth" are empty; secret "c" would serve it, but nothing serves image "docker.io/acme/app:3", and injection helps all images of a pod or none
  deny PG305 secret "a", key "*.io": the user says _json_key, but the password is no service account key; secret "b" matches, but has expired
  deny PG305 secret "a", key "*.io": the user says _json_key, but the password is no service account key; secret "b" matches, but has expired
ghcr.io/other/x:1; a+ {"*.io":"good","quay.example.com":"expired","other.io":"good"} b+ {"ghcr.io":"anonymous","ghcr.io/acme":"good","*.io":"good","registry.k8s.io":"anonymous","other.io":"anonymous"}; names c; account b; settings 5
  add a
  injected: a
  injected-why: "ghcr.io/other/x:1": secret "a", key "*.io"
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warn PG206 injection adds it, because the pod template names none that works
ghcr.io/acme/app:1.4 docker.io/acme/app:3 registry.k8s.io/pause:3.10; a+ {"ghcr.io":"hopeless","quay.example.com":"hopeless","https://index.docker.io/v1/":"anonymous","docker.io/acme":"good","registry.k8s.io":"expired"} b {"ghcr.io/acme":"stale","*.io":"good","registry.k8s.io":"good"} c {"ghcr.io":"suspect","*.io":"stale","quay.example.com":"hopeless"}; names ; account a,d; settings 4
  add b
  injected: b
  injected-why: "ghcr.io/acme/app:1.4": secret "b", key "*.io", and tried before an anonymous pull for "registry.k8s.io/pause:3.10"; "docker.io/acme/app:3": secret "b", key "*.io", and tried before an anonymous pull for "registry.k8s.io/pause:3.10"
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
  warn PG207 secret "b", key "ghcr.io/acme", is tried before secret "b"
  warn PG207 secret "a", key "registry.k8s.io", is tried before secret "b"
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 docker.io/acme/app:3 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a {"ghcr.io":"anonymous","ghcr.io/acme":"hopeless","*.io":"expired","https://index.docker.io/v1/":"expired","docker.io/acme":"good"}; names a,d; account a; settings 3
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": no other secret of the namespace matches; "quay.example.com/acme/tool:2": no other secret of the namespace matches; "ghcr.io/other/x:1": no other secret of the namespace matches
  template denied
  deny PG202 nothing else in the list matches quay.example.com; a similar name there is "a"
  deny PG303 secret "a", key "*.io", holds a token that says so itself
  warn PG207 secret "a", key "*.io", is tried after secret "a"
registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"https://index.docker.io/v1/":"hopeless"} b {"ghcr.io":"suspect","ghcr.io/acme":"hopeless","quay.example.com":"good"} c {"*.io":"expired","docker.io/acme":"hopeless","registry.k8s.io":"anonymous"} d+ {"*.io":"expired","docker.io/acme":"good","other.io":"anonymous"}; names ; account ; settings 4
  no-help 
  injection: no-help
  injection-why: "ghcr.io/other/x:1": injection leaves secret "b" out, because it may not work: the password holds a line break (echo without -n)
  template denied
  deny PG206 secret "b" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n), so injection leaves it out
quay.example.com/acme/tool:2 registry.k8s.io/pause:3.10; a+ {"ghcr.io/acme":"stale","*.io":"hopeless"}; names a,c,d; account a,b; settings 2
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": no other secret of the namespace matches
  template denied
  deny PG202 nothing else in the list matches quay.example.com; a similar name there is "a"
`

exports[`test/inject-scenes.test.ts > TAP > scenes 48 to 53 > must match snapshot 1`] = `
ghcr.io/acme/app:1.4; a+ {"*.io":"hopeless"} b+ {"*.io":"suspect","quay.example.com":"good","https://index.docker.io/v1/":"hopeless","docker.io/acme":"expired","registry.k8s.io":"good"} c {"*.io":"suspect","quay.example.com":"good","https://index.docker.io/v1/":"good"} d+ {"*.io":"hopeless","https://index.docker.io/v1/":"good","registry.k8s.io":"good"}; names ; account c; settings 3
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": secret "a" matches, but cannot work
  template admitted
  warn PG305 secret "c", key "*.io": the password holds a line break (echo without -n)
quay.example.com/acme/tool:2 docker.io/acme/app:3 registry.k8s.io/pause:3.10; a {"ghcr.io":"expired","docker.io/acme":"stale","other.io":"hopeless"}; names ; account a; settings 3
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": no other secret of the namespace matches; "docker.io/acme/app:3": injection leaves secret "a" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
  template denied
  deny PG205 secret "a" has key "docker.io/acme" for another registry than the image's "quay.example.com"
  warn PG305 secret "a", key "docker.io/acme": the token was issued for another registry
  warn PG306 secret "a", key "docker.io/acme", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a {"ghcr.io":"suspect","other.io":"hopeless"} b+ {"ghcr.io/acme":"suspect","quay.example.com":"hopeless","docker.io/acme":"anonymous","registry.k8s.io":"good"} c+ {"*.io":"hopeless","docker.io/acme":"good","registry.k8s.io":"good","other.io":"hopeless"} d+ {"quay.example.com":"good","docker.io/acme":"good","registry.k8s.io":"anonymous"}; names ; account ; settings 0
  no-help 
  injection: no-help
  injection-why: "ghcr.io/other/x:1": injection leaves secret "a" out, because it may not work: the password holds a line break (echo without -n)
  template denied
  deny PG206 secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n), so injection leaves it out
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 ghcr.io/other/x:1; a+ {"ghcr.io":"suspect","ghcr.io/acme":"good","https://index.docker.io/v1/":"good"} b {"https://index.docker.io/v1/":"good","other.io":"stale"} c {"ghcr.io":"suspect","other.io":"suspect"} d+ {"ghcr.io":"good","ghcr.io/acme":"hopeless","quay.example.com":"anonymous","https://index.docker.io/v1/":"expired","registry.k8s.io":"anonymous"}; names ; account  only; settings 3
  forbidden 
  injection: forbidden
  injection-why: "ghcr.io/acme/app:1.4": injecting secret "a" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default; "quay.example.com/acme/tool:2": secret "d" matches, but has no user name or no password; "ghcr.io/other/x:1": injection leaves secret "a" out, because it may not work: the password holds a line break (echo without -n)
  template denied
  deny PG201 the pod template names none and ServiceAccount shop/default lists none; secret "d" matches, but has no user name or no password
  deny PG206 secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; injecting secret "a" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default
  deny PG206 secret "d" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; injection leaves secret "a" out, because it may not work: the password holds a line break (echo without -n)
ghcr.io/acme/app:1.4 registry.k8s.io/pause:3.10; a {"ghcr.io":"expired","*.io":"stale","registry.k8s.io":"suspect","other.io":"suspect"} b+ {"quay.example.com":"good"} c {"*.io":"stale","quay.example.com":"anonymous","docker.io/acme":"anonymous"}; names ; account a,b,d; settings 2
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": injection leaves secret "a" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warn PG305 secret "a", key "registry.k8s.io": the password holds a line break (echo without -n)
  warn PG306 secret "a", key "*.io", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
quay.example.com/acme/tool:2 docker.io/acme/app:3 registry.k8s.io/pause:3.10; a {"ghcr.io":"suspect","docker.io/acme":"good","other.io":"good"} b+ {"ghcr.io/acme":"good","quay.example.com":"good","https://index.docker.io/v1/":"suspect","registry.k8s.io":"good","other.io":"good"}; names d; account c; settings 1
  add b,a
  injected: b,a
  injected-why: "quay.example.com/acme/tool:2": secret "b", key "quay.example.com", and tried before an anonymous pull for "registry.k8s.io/pause:3.10"; "docker.io/acme/app:3": secret "a", key "docker.io/acme"
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warn PG206 injection adds it; nothing else serves, so it is also tried before an anonymous pull for "registry.k8s.io/pause:3.10"
  warn PG206 injection adds it, because the pod template names none that works
`

exports[`test/inject-scenes.test.ts > TAP > scenes 54 to 59 > must match snapshot 1`] = `
ghcr.io/acme/app:1.4 docker.io/acme/app:3 ghcr.io/other/x:1; a+ {"ghcr.io/acme":"suspect","quay.example.com":"good","https://index.docker.io/v1/":"hopeless","registry.k8s.io":"good"}; names ; account b; settings 1
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": injection leaves secret "a" out, because it may not work: the password holds a line break (echo without -n); "docker.io/acme/app:3": secret "a" matches, but cannot work; "ghcr.io/other/x:1": no other secret of the namespace matches
  template denied
  deny PG202 nothing else in the list matches ghcr.io; secret "a" of this namespace does, but may not work: the password holds a line break (echo without -n), so injection leaves it out
  deny PG202 nothing else in the list matches docker.io (Docker Hub); a similar name there is "a"; secret "a" matches, but cannot work
  deny PG202 nothing else in the list matches ghcr.io; a similar name there is "a"
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a {"ghcr.io":"good"} b+ {"ghcr.io":"hopeless","ghcr.io/acme":"good","*.io":"good","quay.example.com":"stale"} c+ {"ghcr.io":"stale","quay.example.com":"good","https://index.docker.io/v1/":"anonymous","docker.io/acme":"good"} d {"https://index.docker.io/v1/":"stale"}; names ; account c; settings 0
  add b,c
  injected: b,c
  injected-why: "ghcr.io/acme/app:1.4": secret "b", key "ghcr.io/acme"; "quay.example.com/acme/tool:2": secret "c", key "quay.example.com"; "ghcr.io/other/x:1": secret "b", key "*.io"
  template admitted
  warn PG306 secret "c", key "ghcr.io", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
registry.k8s.io/pause:3.10; a {"ghcr.io/acme":"stale","docker.io/acme":"anonymous","registry.k8s.io":"expired"}; names ; account b; settings 5
  not-needed 
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
quay.example.com/acme/tool:2 docker.io/acme/app:3 ghcr.io/other/x:1; a+ {"*.io":"stale"} b {"ghcr.io":"good","ghcr.io/acme":"good","quay.example.com":"good","other.io":"suspect"}; names ; account ; settings 1
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": secret "b" would serve it, but nothing serves image "docker.io/acme/app:3", and injection helps all images of a pod or none; "docker.io/acme/app:3": injection leaves secret "a" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives; "ghcr.io/other/x:1": secret "b" would serve it, but nothing serves image "docker.io/acme/app:3", and injection helps all images of a pod or none
  template denied
  deny PG206 secret "b" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; secret "b" would serve it, but nothing serves image "docker.io/acme/app:3", and injection helps all images of a pod or none
  deny PG206 secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives, so injection leaves it out
  deny PG206 secret "b" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; secret "b" would serve it, but nothing serves image "docker.io/acme/app:3", and injection helps all images of a pod or none
ghcr.io/acme/app:1.4 docker.io/acme/app:3 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"*.io":"hopeless","quay.example.com":"anonymous","docker.io/acme":"expired"} b {"ghcr.io/acme":"good","quay.example.com":"good","docker.io/acme":"anonymous","other.io":"good"} c+ {"ghcr.io/acme":"expired","*.io":"good","other.io":"hopeless"}; names c,gone; account  only; settings 0
  not-needed 
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warn PG207 secret "c", key "ghcr.io/acme", is tried before secret "c"
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 docker.io/acme/app:3 registry.k8s.io/pause:3.10; a+ {"*.io":"good","https://index.docker.io/v1/":"anonymous","registry.k8s.io":"suspect"}; names ; account  only; settings 2
  forbidden 
  injection: forbidden
  injection-why: "ghcr.io/acme/app:1.4": injecting secret "a" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default; "quay.example.com/acme/tool:2": no other secret of the namespace matches; "docker.io/acme/app:3": injecting secret "a" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default
  template denied
  deny PG201 the pod template names none and ServiceAccount shop/default lists none
  deny PG206 secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; injecting secret "a" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default
  deny PG206 secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; injecting secret "a" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default
`

exports[`test/inject-scenes.test.ts > TAP > scenes 6 to 11 > must match snapshot 1`] = `
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2; a {"ghcr.io":"good","quay.example.com":"hopeless","https://index.docker.io/v1/":"anonymous","docker.io/acme":"stale"} b {"https://index.docker.io/v1/":"expired","other.io":"expired"} c+ {"docker.io/acme":"good","other.io":"good"} d+ {"ghcr.io/acme":"good","quay.example.com":"hopeless","other.io":"suspect"}; names ; account ; settings 5
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": injecting secret "d" would take from image "quay.example.com/acme/tool:2" what it is pulled with; "quay.example.com/acme/tool:2": secret "a" matches, but cannot work
  template denied
  deny PG201 the pod template names none and ServiceAccount shop/default lists none; secret "a" matches, but cannot work
  deny PG206 secret "d" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; injecting secret "d" would take from image "quay.example.com/acme/tool:2" what it is pulled with
ghcr.io/acme/app:1.4 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"ghcr.io/acme":"good","*.io":"anonymous","registry.k8s.io":"anonymous"}; names gone; account a; settings 3
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": injecting secret "a" would take from image "registry.k8s.io/pause:3.10" what it is pulled with; "ghcr.io/other/x:1": secret "a" matches, but has no user name or no password
  template denied
  deny PG202 nothing else in the list matches ghcr.io; secret "a" matches, but has no user name or no password
  deny PG402 ServiceAccount shop/default lists secret "a", which matches, but it is used only where the pod template has no imagePullSecrets; injecting secret "a" would take from image "registry.k8s.io/pause:3.10" what it is pulled with
quay.example.com/acme/tool:2 docker.io/acme/app:3 ghcr.io/other/x:1; a+ {"ghcr.io":"hopeless","https://index.docker.io/v1/":"expired","docker.io/acme":"anonymous"} b {"quay.example.com":"good","https://index.docker.io/v1/":"good"}; names ; account b; settings 1
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": secret "b" would serve it, but nothing serves image "ghcr.io/other/x:1", and injection helps all images of a pod or none; "docker.io/acme/app:3": secret "b" would serve it, but nothing serves image "ghcr.io/other/x:1", and injection helps all images of a pod or none; "ghcr.io/other/x:1": secret "a" matches, but cannot work
  template denied
  deny PG205 secret "b" has key "https://index.docker.io/v1/" for another registry than the image's "ghcr.io"; secret "a" matches, but cannot work
docker.io/acme/app:3 registry.k8s.io/pause:3.10; a {"https://index.docker.io/v1/":"hopeless","docker.io/acme":"good","other.io":"stale"} b {"https://index.docker.io/v1/":"suspect"} c {"*.io":"hopeless","docker.io/acme":"stale","registry.k8s.io":"good","other.io":"anonymous"} d {"quay.example.com":"expired","https://index.docker.io/v1/":"stale"}; names ; account d; settings 5
  add a
  injected: a
  injected-why: "docker.io/acme/app:3": secret "a", key "docker.io/acme"
  template admitted
  warn PG305 secret "d", key "https://index.docker.io/v1/": the token was issued for another registry
  warn PG306 secret "d", key "https://index.docker.io/v1/", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 registry.k8s.io/pause:3.10; a {"*.io":"good","docker.io/acme":"good","other.io":"good"} b {"ghcr.io":"hopeless","*.io":"stale","other.io":"good"} c+ {"ghcr.io/acme":"good","*.io":"suspect","quay.example.com":"good","https://index.docker.io/v1/":"stale"}; names ; account ; settings 0
  add c
  injected: c
  injected-why: "ghcr.io/acme/app:1.4": secret "c", key "ghcr.io/acme"; "quay.example.com/acme/tool:2": secret "c", key "quay.example.com"
  template admitted
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
  warn PG207 secret "c", key "*.io", is tried after secret "c"
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 ghcr.io/other/x:1; a+ {"ghcr.io/acme":"expired","*.io":"good","registry.k8s.io":"good"} b {"*.io":"stale","quay.example.com":"expired","docker.io/acme":"suspect","registry.k8s.io":"hopeless"} c+ {"https://index.docker.io/v1/":"anonymous","docker.io/acme":"stale","other.io":"stale"}; names ; account c only; settings 3
  forbidden 
  injection: forbidden
  injection-why: "ghcr.io/acme/app:1.4": injecting secret "a" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default; "quay.example.com/acme/tool:2": secret "b" matches, but has expired; "ghcr.io/other/x:1": injecting secret "a" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default
  template denied
  deny PG205 secret "c" has key "docker.io/acme" for another registry than the image's "quay.example.com"; secret "b" matches, but has expired
  deny PG206 secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; injecting secret "a" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default
  deny PG206 secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; injecting secret "a" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default
`

exports[`test/inject-scenes.test.ts > TAP > scenes 60 to 65 > must match snapshot 1`] = `
quay.example.com/acme/tool:2 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"*.io":"good","quay.example.com":"hopeless","docker.io/acme":"good"} b+ {"registry.k8s.io":"expired"} c {"*.io":"stale","quay.example.com":"hopeless","docker.io/acme":"suspect","other.io":"suspect"} d {"https://index.docker.io/v1/":"good","docker.io/acme":"hopeless","other.io":"suspect"}; names ; account a; settings 0
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": secret "a" matches, but cannot work; "ghcr.io/other/x:1": injection leaves secret "c" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
  template denied
  deny PG305 secret "a", key "quay.example.com": the user says _json_key, but the password is no service account key; secret "c" matches, but cannot work
ghcr.io/acme/app:1.4 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a {"ghcr.io/acme":"anonymous","quay.example.com":"suspect","docker.io/acme":"good","other.io":"stale"} b+ {"*.io":"suspect","https://index.docker.io/v1/":"anonymous"} c {"ghcr.io":"good","https://index.docker.io/v1/":"hopeless","docker.io/acme":"good"} d {"ghcr.io":"anonymous","*.io":"anonymous","https://index.docker.io/v1/":"suspect"}; names ; account c,d; settings 0
  add c
  injected: c
  injected-why: "ghcr.io/acme/app:1.4": secret "c", key "ghcr.io"; "ghcr.io/other/x:1": secret "c", key "ghcr.io"
  template admitted
  warn PG207 secret "d", key "ghcr.io", is tried after secret "c"
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 docker.io/acme/app:3 registry.k8s.io/pause:3.10; a {"ghcr.io":"good","ghcr.io/acme":"expired","https://index.docker.io/v1/":"good"}; names ; account  only; settings 1
  forbidden 
  injection: forbidden
  injection-why: "ghcr.io/acme/app:1.4": injecting secret "a" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default; "quay.example.com/acme/tool:2": no other secret of the namespace matches; "docker.io/acme/app:3": injecting secret "a" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default
  template denied
  deny PG201 the pod template names none and ServiceAccount shop/default lists none
  deny PG206 secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; injecting secret "a" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default
  deny PG206 secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; injecting secret "a" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default
docker.io/acme/app:3; a+ {"docker.io/acme":"anonymous"} b {"quay.example.com":"good"} c+ {"ghcr.io/acme":"hopeless","docker.io/acme":"hopeless"} d {"*.io":"good","quay.example.com":"expired"}; names ; account ; settings 2
  no-help 
  injection: no-help
  injection-why: "docker.io/acme/app:3": secret "a" matches, but has no user name or no password
  template denied
  deny PG206 secret "d" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; secret "a" matches, but has no user name or no password
quay.example.com/acme/tool:2; a+ {"*.io":"anonymous","https://index.docker.io/v1/":"suspect","other.io":"suspect"} b {"ghcr.io/acme":"good","quay.example.com":"suspect","https://index.docker.io/v1/":"good"} c+ {"*.io":"good","docker.io/acme":"suspect","other.io":"expired"} d {"https://index.docker.io/v1/":"anonymous","docker.io/acme":"good","registry.k8s.io":"good"}; names d,gone; account d; settings 2
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": injection leaves secret "b" out, because it may not work: the password holds a line break (echo without -n)
  template denied
  deny PG202 nothing else in the list matches quay.example.com; secret "b" of this namespace does, but may not work: the password holds a line break (echo without -n), so injection leaves it out
ghcr.io/acme/app:1.4 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a {"ghcr.io/acme":"stale"} b {"ghcr.io":"good","ghcr.io/acme":"anonymous","https://index.docker.io/v1/":"good","other.io":"expired"} c {"*.io":"hopeless","quay.example.com":"good","docker.io/acme":"expired"} d+ {"ghcr.io":"good","ghcr.io/acme":"suspect","https://index.docker.io/v1/":"expired","docker.io/acme":"hopeless","registry.k8s.io":"anonymous"}; names ; account b,c; settings 5
  add b
  injected: b
  injected-why: "ghcr.io/acme/app:1.4": secret "b", key "ghcr.io"; "ghcr.io/other/x:1": secret "b", key "ghcr.io"
  template admitted
  warn PG207 secret "b", key "ghcr.io/acme", is tried before secret "b"
  warn PG207 secret "c", key "*.io", is tried after secret "b"
`

exports[`test/inject-scenes.test.ts > TAP > scenes 66 to 71 > must match snapshot 1`] = `
quay.example.com/acme/tool:2 registry.k8s.io/pause:3.10; a {"ghcr.io/acme":"hopeless","*.io":"good","quay.example.com":"expired","other.io":"stale"}; names ; account ; settings 1
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": secret "a" matches, but has expired
  template denied
  deny PG201 the pod template names none and ServiceAccount shop/default lists none; secret "a" matches, but has expired
docker.io/acme/app:3; a {"ghcr.io":"anonymous","ghcr.io/acme":"good","https://index.docker.io/v1/":"good","docker.io/acme":"anonymous"} b+ {"quay.example.com":"good","https://index.docker.io/v1/":"suspect","other.io":"expired"}; names a,b,c; account a; settings 1
  no-help 
  injection: no-help
  injection-why: "docker.io/acme/app:3": no other secret of the namespace matches
  template denied
  deny PG302 secret "a", key "docker.io/acme": user name and "auth" are empty
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 ghcr.io/other/x:1; a {"*.io":"good","quay.example.com":"good"} b {"registry.k8s.io":"good"} c {"*.io":"suspect","registry.k8s.io":"hopeless"} d+ {"https://index.docker.io/v1/":"good"}; names a,d; account a; settings 4
  not-needed 
  template admitted
ghcr.io/acme/app:1.4 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a {"ghcr.io/acme":"stale","other.io":"stale"} b {"docker.io/acme":"good"} c+ {"registry.k8s.io":"hopeless"} d {"ghcr.io/acme":"suspect"}; names ; account c; settings 3
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": injection leaves secret "a" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives; "ghcr.io/other/x:1": no other secret of the namespace matches
  template denied
  deny PG205 secret "c" has key "registry.k8s.io" for another registry than the image's "ghcr.io"
  deny PG206 secret "d" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n); injection leaves secret "a" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
  deny PG305 secret "c", key "registry.k8s.io": the user says _json_key, but the password is no service account key
quay.example.com/acme/tool:2 ghcr.io/other/x:1; a {"ghcr.io":"good"}; names c; account b,d; settings 3
  add a
  injected: a
  injected-why: "ghcr.io/other/x:1": secret "a", key "ghcr.io"
  template denied
  deny PG202 nothing else in the list matches quay.example.com; a similar name there is "a"
  warn PG206 injection adds it, because the pod template names none that works
registry.k8s.io/pause:3.10; a+ {"ghcr.io":"hopeless","ghcr.io/acme":"good","other.io":"good"}; names ; account ; settings 4
  not-needed 
  template admitted
`

exports[`test/inject-scenes.test.ts > TAP > scenes 72 to 77 > must match snapshot 1`] = `
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 docker.io/acme/app:3 registry.k8s.io/pause:3.10; a {"ghcr.io/acme":"suspect","registry.k8s.io":"hopeless"} b {"*.io":"good","https://index.docker.io/v1/":"hopeless","docker.io/acme":"stale"} c {"ghcr.io":"anonymous","https://index.docker.io/v1/":"stale","docker.io/acme":"good","registry.k8s.io":"good"}; names b,c; account a,c,d; settings 2
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": no other secret of the namespace matches
  template denied
  deny PG205 secret "b" has key "*.io" for another registry than the image's "quay.example.com"
  warn PG207 secret "c", key "ghcr.io", is tried before secret "b"
  warn PG207 secret "b", key "docker.io/acme", is tried before secret "c"
docker.io/acme/app:3 ghcr.io/other/x:1; a {"quay.example.com":"good","docker.io/acme":"good"}; names ; account b,d; settings 0
  no-help 
  injection: no-help
  injection-why: "docker.io/acme/app:3": secret "a" would serve it, but nothing serves image "ghcr.io/other/x:1", and injection helps all images of a pod or none; "ghcr.io/other/x:1": no other secret of the namespace matches
  template denied
  deny PG202 nothing else in the list matches docker.io (Docker Hub); secret "a" of this namespace does; secret "a" would serve it, but nothing serves image "ghcr.io/other/x:1", and injection helps all images of a pod or none
  deny PG202 nothing else in the list matches ghcr.io; a similar name there is "a"
quay.example.com/acme/tool:2 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"ghcr.io":"good","ghcr.io/acme":"good","*.io":"good","quay.example.com":"good","other.io":"expired"} b {"ghcr.io/acme":"expired","quay.example.com":"good","docker.io/acme":"good"} c {"quay.example.com":"good","docker.io/acme":"anonymous","other.io":"good"}; names b; account d; settings 1
  add a
  injected: a
  injected-why: "ghcr.io/other/x:1": secret "a", key "ghcr.io"
  template admitted
  warn PG206 injection adds it, because the pod template names none that works
ghcr.io/acme/app:1.4 docker.io/acme/app:3 registry.k8s.io/pause:3.10; a+ {"ghcr.io":"good","registry.k8s.io":"good","other.io":"good"} b {"ghcr.io/acme":"anonymous","docker.io/acme":"anonymous","other.io":"stale"} c+ {"docker.io/acme":"good","registry.k8s.io":"hopeless"}; names ; account c,d; settings 4
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": secret "a" would serve it, but nothing serves image "docker.io/acme/app:3", and injection helps all images of a pod or none; "docker.io/acme/app:3": secret "b" matches, but has no user name or no password
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
  warn PG207 secret "c", key "registry.k8s.io", is tried before secret "a"
ghcr.io/acme/app:1.4 docker.io/acme/app:3 ghcr.io/other/x:1; a {"docker.io/acme":"good"}; names ; account  only; settings 4
  forbidden 
  injection: forbidden
  injection-why: "ghcr.io/acme/app:1.4": no other secret of the namespace matches; "docker.io/acme/app:3": injecting secret "a" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default; "ghcr.io/other/x:1": no other secret of the namespace matches
  template denied
  deny PG201 the pod template names none and ServiceAccount shop/default lists none
  deny PG201 the pod template names none and ServiceAccount shop/default lists none
  deny PG206 secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; injecting secret "a" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default
quay.example.com/acme/tool:2 docker.io/acme/app:3; a+ {"ghcr.io":"hopeless","*.io":"expired","quay.example.com":"expired","docker.io/acme":"hopeless","registry.k8s.io":"good","other.io":"good"} b+ {"*.io":"hopeless","quay.example.com":"stale","https://index.docker.io/v1/":"good","docker.io/acme":"good","registry.k8s.io":"suspect"}; names gone; account c; settings 3
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": secret "a" matches, but has expired; "docker.io/acme/app:3": secret "a" matches, but cannot work
  template denied
  deny PG202 nothing else in the list matches quay.example.com; secret "b" of this namespace does, but may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives; secret "a" matches, but has expired
  deny PG202 nothing else in the list matches docker.io (Docker Hub); secret "b" of this namespace does; secret "a" matches, but cannot work
`

exports[`test/inject-scenes.test.ts > TAP > scenes 78 to 83 > must match snapshot 1`] = `
ghcr.io/acme/app:1.4 docker.io/acme/app:3 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"https://index.docker.io/v1/":"hopeless"} b {"ghcr.io":"good","*.io":"good","https://index.docker.io/v1/":"suspect","docker.io/acme":"good","other.io":"expired"} c+ {"ghcr.io/acme":"suspect","quay.example.com":"expired","docker.io/acme":"hopeless"} d {"docker.io/acme":"good"}; names gone; account ; settings 0
  add b
  injected: b
  injected-why: "ghcr.io/acme/app:1.4": secret "b", key "ghcr.io"; "docker.io/acme/app:3": secret "b", key "docker.io/acme"; "ghcr.io/other/x:1": secret "b", key "ghcr.io"
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warn PG206 injection adds it, because the pod template names none that works
  warn PG206 injection adds it, because the pod template names none that works
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"ghcr.io/acme":"good","registry.k8s.io":"expired"} b {"ghcr.io/acme":"stale","*.io":"good","quay.example.com":"good","docker.io/acme":"good","registry.k8s.io":"expired"}; names ; account a,b,d; settings 4
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": injecting secret "a" would take from image "registry.k8s.io/pause:3.10" what it is pulled with; "ghcr.io/other/x:1": injecting secret "b" would take from image "registry.k8s.io/pause:3.10" what it is pulled with
  template denied
  deny PG303 secret "a", key "registry.k8s.io", holds a token that says so itself
  warn PG207 secret "b", key "ghcr.io/acme", is tried after secret "a"
ghcr.io/other/x:1; a+ {"ghcr.io/acme":"anonymous","registry.k8s.io":"anonymous","other.io":"hopeless"}; names ; account a,d only; settings 2
  no-help 
  injection: no-help
  injection-why: "ghcr.io/other/x:1": no other secret of the namespace matches
  template denied
  deny PG202 nothing else in the list matches ghcr.io; a similar name there is "a"
quay.example.com/acme/tool:2 registry.k8s.io/pause:3.10; a+ {"ghcr.io/acme":"anonymous","quay.example.com":"stale","https://index.docker.io/v1/":"stale","registry.k8s.io":"suspect"} b {"*.io":"stale","quay.example.com":"good","https://index.docker.io/v1/":"expired","other.io":"good"}; names ; account ; settings 5
  add b
  injected: b
  injected-why: "quay.example.com/acme/tool:2": secret "b", key "quay.example.com"
  template admitted
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
ghcr.io/acme/app:1.4 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"quay.example.com":"expired","docker.io/acme":"good"} b+ {"ghcr.io":"anonymous","docker.io/acme":"stale"} c {"ghcr.io/acme":"suspect","*.io":"good","docker.io/acme":"anonymous"} d {"docker.io/acme":"suspect"}; names c,d; account ; settings 3
  not-needed 
  template admitted
  warn PG207 secret "c", key "ghcr.io/acme", is tried before secret "c"
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"*.io":"expired"} b+ {"https://index.docker.io/v1/":"anonymous","registry.k8s.io":"suspect"} c+ {"*.io":"good","docker.io/acme":"good"}; names ; account ; settings 0
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": secret "c" would serve it, but nothing serves image "quay.example.com/acme/tool:2", and injection helps all images of a pod or none; "quay.example.com/acme/tool:2": no other secret of the namespace matches; "ghcr.io/other/x:1": secret "c" would serve it, but nothing serves image "quay.example.com/acme/tool:2", and injection helps all images of a pod or none
  template denied
  deny PG201 the pod template names none and ServiceAccount shop/default lists none
  deny PG206 secret "c" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; secret "c" would serve it, but nothing serves image "quay.example.com/acme/tool:2", and injection helps all images of a pod or none
  deny PG206 secret "c" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; secret "c" would serve it, but nothing serves image "quay.example.com/acme/tool:2", and injection helps all images of a pod or none
`

exports[`test/inject-scenes.test.ts > TAP > scenes 84 to 89 > must match snapshot 1`] = `
docker.io/acme/app:3 ghcr.io/other/x:1; a+ {"https://index.docker.io/v1/":"stale","other.io":"suspect"}; names b; account a,c only; settings 0
  no-help 
  injection: no-help
  injection-why: "docker.io/acme/app:3": injection leaves secret "a" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives; "ghcr.io/other/x:1": no other secret of the namespace matches
  template denied
  deny PG202 nothing else in the list matches ghcr.io; a similar name there is "a"
  deny PG402 ServiceAccount shop/default lists secret "a", which matches, but it is used only where the pod template has no imagePullSecrets; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives, so injection leaves it out
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 ghcr.io/other/x:1; a {"quay.example.com":"hopeless","other.io":"hopeless"} b {"docker.io/acme":"hopeless","other.io":"suspect"}; names ; account b; settings 1
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": no other secret of the namespace matches; "quay.example.com/acme/tool:2": secret "a" matches, but cannot work; "ghcr.io/other/x:1": no other secret of the namespace matches
  template denied
  deny PG205 secret "b" has key "docker.io/acme" for another registry than the image's "ghcr.io"
  deny PG205 secret "b" has key "docker.io/acme" for another registry than the image's "quay.example.com"; secret "a" matches, but cannot work
  deny PG205 secret "b" has key "docker.io/acme" for another registry than the image's "ghcr.io"
ghcr.io/acme/app:1.4 docker.io/acme/app:3; a+ {"quay.example.com":"good","registry.k8s.io":"good","other.io":"anonymous"} b+ {"ghcr.io/acme":"good","https://index.docker.io/v1/":"good","other.io":"expired"}; names ; account a; settings 2
  add b
  injected: b
  injected-why: "ghcr.io/acme/app:1.4": secret "b", key "ghcr.io/acme"; "docker.io/acme/app:3": secret "b", key "https://index.docker.io/v1/"
  template admitted
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
quay.example.com/acme/tool:2 registry.k8s.io/pause:3.10; a {"*.io":"good","registry.k8s.io":"anonymous"} b+ {"ghcr.io/acme":"good","other.io":"expired"} c {"*.io":"expired","https://index.docker.io/v1/":"good","registry.k8s.io":"hopeless"}; names ; account ; settings 1
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": no other secret of the namespace matches
  template denied
  deny PG201 the pod template names none and ServiceAccount shop/default lists none
docker.io/acme/app:3 ghcr.io/other/x:1; a {"ghcr.io":"stale","ghcr.io/acme":"anonymous","quay.example.com":"expired"} b+ {"https://index.docker.io/v1/":"stale","docker.io/acme":"good"} c+ {"ghcr.io":"good","docker.io/acme":"good"} d {"https://index.docker.io/v1/":"good","registry.k8s.io":"anonymous","other.io":"stale"}; names ; account b; settings 3
  add c
  injected: c
  injected-why: "docker.io/acme/app:3": secret "c", key "docker.io/acme"; "ghcr.io/other/x:1": secret "c", key "ghcr.io"
  template admitted
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 registry.k8s.io/pause:3.10; a+ {"*.io":"good","docker.io/acme":"hopeless"} b {"other.io":"stale"}; names ; account a,c,d; settings 1
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": secret "a" would serve it, but nothing serves image "quay.example.com/acme/tool:2", and injection helps all images of a pod or none; "quay.example.com/acme/tool:2": no other secret of the namespace matches
  template denied
  deny PG202 nothing else in the list matches quay.example.com; a similar name there is "a"
`

exports[`test/inject-scenes.test.ts > TAP > scenes 90 to 95 > must match snapshot 1`] = `
docker.io/acme/app:3 registry.k8s.io/pause:3.10; a+ {"ghcr.io/acme":"anonymous","quay.example.com":"expired","https://index.docker.io/v1/":"good","registry.k8s.io":"good"} b+ {"ghcr.io":"hopeless","quay.example.com":"anonymous","registry.k8s.io":"good","other.io":"anonymous"} c+ {"*.io":"hopeless","quay.example.com":"anonymous"}; names c; account a,d only; settings 2
  no-help 
  injection: no-help
  injection-why: "docker.io/acme/app:3": no other secret of the namespace matches
  template denied
  deny PG305 secret "c", key "*.io": the user says _json_key, but the password is no service account key
quay.example.com/acme/tool:2; a {"ghcr.io":"stale","docker.io/acme":"anonymous"} b+ {}; names a,b,d; account a,b only; settings 1
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": no other secret of the namespace matches
  template denied
  deny PG202 nothing else in the list matches quay.example.com; a similar name there is "a"
ghcr.io/acme/app:1.4; a+ {"quay.example.com":"suspect"} b {"ghcr.io":"good","ghcr.io/acme":"good","*.io":"stale","https://index.docker.io/v1/":"stale","other.io":"hopeless"} c {"ghcr.io/acme":"good","*.io":"hopeless","quay.example.com":"good","docker.io/acme":"hopeless"}; names ; account a,d; settings 4
  add b
  injected: b
  injected-why: "ghcr.io/acme/app:1.4": secret "b", key "ghcr.io/acme"
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
  warn PG207 secret "b", key "*.io", is tried after secret "b"
ghcr.io/acme/app:1.4 docker.io/acme/app:3 registry.k8s.io/pause:3.10 ghcr.io/other/x:1; a+ {"ghcr.io":"stale","https://index.docker.io/v1/":"anonymous","docker.io/acme":"suspect"} b {"https://index.docker.io/v1/":"anonymous","registry.k8s.io":"good"} c+ {"ghcr.io/acme":"good","https://index.docker.io/v1/":"expired","other.io":"good"} d+ {"registry.k8s.io":"suspect"}; names ; account c; settings 4
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": injection leaves secret "a" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives; "docker.io/acme/app:3": injection leaves secret "a" out, because it may not work: the password holds a line break (echo without -n); "ghcr.io/other/x:1": injection leaves secret "a" out, because it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives
  template denied
  deny PG206 secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives, so injection leaves it out
  deny PG303 secret "c", key "https://index.docker.io/v1/", holds a token that says so itself; injection leaves secret "a" out, because it may not work: the password holds a line break (echo without -n)
quay.example.com/acme/tool:2 docker.io/acme/app:3 ghcr.io/other/x:1; a+ {"registry.k8s.io":"expired"} b {"ghcr.io":"good","ghcr.io/acme":"stale","https://index.docker.io/v1/":"good","registry.k8s.io":"expired","other.io":"good"} c {"ghcr.io":"good","quay.example.com":"suspect","other.io":"stale"} d+ {"other.io":"expired"}; names ; account d; settings 3
  add b
  injected: b
  injected-why: "docker.io/acme/app:3": secret "b", key "https://index.docker.io/v1/"; "ghcr.io/other/x:1": secret "b", key "ghcr.io"
  template denied
  deny PG206 secret "c" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n), so injection leaves it out
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
  warn PG206 injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works
docker.io/acme/app:3; a+ {"*.io":"suspect","quay.example.com":"expired","https://index.docker.io/v1/":"good"} b {"ghcr.io":"hopeless"}; names ; account b; settings 3
  no-help 
  injection: no-help
  injection-why: "docker.io/acme/app:3": injection leaves secret "a" out, because it may not work: the password holds a line break (echo without -n)
  template denied
  deny PG206 secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n), so injection leaves it out
`

exports[`test/inject-scenes.test.ts > TAP > scenes 96 to 101 > must match snapshot 1`] = `
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 registry.k8s.io/pause:3.10; a {"ghcr.io/acme":"good","quay.example.com":"suspect"} b {"ghcr.io/acme":"suspect","https://index.docker.io/v1/":"suspect"}; names ; account c; settings 0
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": injection leaves secret "b" out, because it may not work: the password holds a line break (echo without -n); "quay.example.com/acme/tool:2": injection leaves secret "a" out, because it may not work: the password holds a line break (echo without -n)
  template denied
  deny PG202 nothing else in the list matches ghcr.io; secret "a" of this namespace does; injection leaves secret "b" out, because it may not work: the password holds a line break (echo without -n)
  deny PG202 nothing else in the list matches quay.example.com; secret "a" of this namespace does, but may not work: the password holds a line break (echo without -n), so injection leaves it out
ghcr.io/other/x:1; a {"quay.example.com":"good"} b {"quay.example.com":"suspect","https://index.docker.io/v1/":"anonymous","docker.io/acme":"stale","other.io":"hopeless"} c+ {}; names ; account c; settings 2
  no-help 
  injection: no-help
  injection-why: "ghcr.io/other/x:1": no other secret of the namespace matches
  template denied
  deny PG205 secret "c": no registry inside
quay.example.com/acme/tool:2 docker.io/acme/app:3 ghcr.io/other/x:1; a {"registry.k8s.io":"stale","other.io":"hopeless"} b {"ghcr.io/acme":"good","other.io":"stale"} c+ {"ghcr.io/acme":"good","quay.example.com":"good","other.io":"anonymous"} d {"ghcr.io":"anonymous","*.io":"suspect","https://index.docker.io/v1/":"anonymous","docker.io/acme":"hopeless","registry.k8s.io":"suspect"}; names ; account b; settings 2
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": secret "c" would serve it, but nothing serves image "docker.io/acme/app:3", and injection helps all images of a pod or none; "docker.io/acme/app:3": injection leaves secret "d" out, because it may not work: the password holds a line break (echo without -n); "ghcr.io/other/x:1": injection leaves secret "d" out, because it may not work: the password holds a line break (echo without -n)
  template denied
  deny PG206 secret "c" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; secret "c" would serve it, but nothing serves image "docker.io/acme/app:3", and injection helps all images of a pod or none
  deny PG206 secret "d" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n), so injection leaves it out
  deny PG206 secret "d" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n), so injection leaves it out
ghcr.io/acme/app:1.4 docker.io/acme/app:3 ghcr.io/other/x:1; a+ {"ghcr.io/acme":"expired","quay.example.com":"good"} b+ {"ghcr.io/acme":"hopeless","quay.example.com":"good","other.io":"hopeless"}; names ; account ; settings 1
  no-help 
  injection: no-help
  injection-why: "ghcr.io/acme/app:1.4": secret "a" matches, but has expired; "docker.io/acme/app:3": no other secret of the namespace matches; "ghcr.io/other/x:1": no other secret of the namespace matches
  template denied
  deny PG201 the pod template names none and ServiceAccount shop/default lists none; secret "a" matches, but has expired
  deny PG201 the pod template names none and ServiceAccount shop/default lists none
  deny PG201 the pod template names none and ServiceAccount shop/default lists none
ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2 registry.k8s.io/pause:3.10; a+ {"quay.example.com":"anonymous","https://index.docker.io/v1/":"anonymous"} b+ {"ghcr.io/acme":"good","https://index.docker.io/v1/":"anonymous","docker.io/acme":"hopeless"}; names a,b,gone; account b; settings 2
  no-help 
  injection: no-help
  injection-why: "quay.example.com/acme/tool:2": no other secret of the namespace matches
  template denied
  deny PG302 secret "a", key "quay.example.com": user name and "auth" are empty
; a {"ghcr.io/acme":"good","quay.example.com":"hopeless","other.io":"expired"} b {"ghcr.io/acme":"expired"} c {"ghcr.io":"good","ghcr.io/acme":"expired","quay.example.com":"hopeless","registry.k8s.io":"stale"}; names ; account a,d; settings 1
  not-needed 
  template admitted
  warn PG203 no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
`

exports[`test/inject-scenes.test.ts > TAP > the choice in haste > must match snapshot 1`] = `
0: s0,s3 (3/1)?  s0,s3 (3/1)
1: s1,s3 (3/2)?  s3,s4 (3/1)?  s4,s6 (3/0)?  s4,s6 (3/0)
2: s0,s4,s5 (5/1)?  s0,s4,s5 (5/1)
3: s6,s7 (4/1)?  s2,s6 (4/0)?  s2,s6 (4/0)
4: s0,s1 (2/1)?  s2 (2/0)?  s2 (2/0)
5: s0,s1,s4 (5/2)?  s0,s1,s5 (5/1)?  s3,s5,s6 (5/0)?  s1,s6 (5/1)?  s0,s3,s5 (5/0)
6: s1 (2/1)?  s1 (2/1)
7: s0,s5 (5/1)?  s0,s2,s5,s8 (7/2)?  s0,s4,s5 (6/2)?  s0,s2,s5,s8 (7/2)
8: s2 (2/0)
9: s0 (1/0)?  s0 (1/0)
10: s3,s4,s5 (5/2)?  s4,s5,s6 (5/2)?  s4,s5,s8 (5/1)?  s2,s4,s6 (5/1)
11:  (0/0)?   (0/0)
12: s2,s6 (6/1)?  s2,s6 (6/1)
13:  (0/0)?   (0/0)
14: s0 (2/0)?  s0 (2/0)
15: s3,s6 (5/0)?  s3,s6 (5/0)
16:  (0/0)?   (0/0)
17: s3,s4,s8 (6/0)?  s1,s4 (6/0)?  s1,s3 (6/0)
18: s1,s3 (4/0)?  s3,s11 (4/0)?  s1,s3 (4/0)
19:  (0/0)
20: s3,s4,s7 (6/1)?  s0,s4,s7 (6/1)?  s0,s4,s7 (6/1)
21: s0,s3 (3/0)?  s9 (3/0)?  s9 (3/0)
22: s2 (5/1)?  s2 (5/1)
23: s5,s7,s8 (4/2)?  s10 (4/1)?  s10 (4/1)
24: s0,s4 (3/0)?  s0,s4 (3/0)
25: s5,s10 (2/0)?  s4,s10 (2/1)?  s8,s10 (2/0)?  s2,s5 (2/0)
26: s2,s4 (3/0)?  s2,s4 (3/0)
27: s10 (2/0)
28: s2 (4/0)?  s2 (4/0)
29: s3,s7 (3/1)?  s6,s7 (3/0)?  s4,s7 (3/0)
30: s0,s4 (7/0)?  s0,s4 (7/0)
31: s1,s2 (3/1)?  s3,s6 (3/1)?  s8 (3/0)?  s8 (3/0)
32: s1 (1/0)?  s1 (1/0)
33: s0,s1,s2,s6 (5/1)?  s2,s5,s7 (5/1)?  s0,s6,s10 (5/0)
34: s2,s4 (3/1)?  s7,s11 (3/0)?  s0,s11 (3/0)
35: s0 (3/1)?  s2,s6 (3/0)
36: s1,s6 (4/1)?  s1,s8 (4/0)?  s1,s8 (4/0)
37: s0 (2/0)?  s0 (2/0)
38: s6,s7,s8,s9 (4/2)?  s0,s11 (4/0)?  s0,s11 (4/0)
39: s3,s6 (3/2)?  s2,s9 (3/0)?  s2,s9 (3/0)
40: s0,s2,s7 (6/1)?  s0,s2,s7 (6/1)
41: s0 (3/1)?  s1,s7 (3/0)
42: s1 (1/0)?  s1 (1/0)
43: s0,s7 (3/0)?  s0,s7 (3/0)
44: s1,s2 (2/1)?  s5 (2/0)?  s5 (2/0)
45: s0,s6,s7,s8 (5/2)?  s2,s3,s4,s6 (5/2)?  s3,s4,s6,s7 (5/1)?  s3,s4,s6,s7 (5/1)
46: s1,s3 (4/1)?  s0,s1 (4/0)?  s1,s8 (4/0)?  s0,s1 (4/0)
47: s0,s3 (2/0)?  s0,s3 (2/0)
48: s3,s7 (6/1)?  s1,s8 (6/0)?  s1,s2 (6/0)
49: s5 (2/0)?  s5 (2/0)
50: s0 (1/0)?  s0 (1/0)
51: s0,s7 (4/1)?  s0,s7 (4/1)
52: s3 (3/0)?  s3 (3/0)
53: s0,s4,s6 (5/2)?  s4,s5,s6 (5/1)?  s4,s5,s6 (5/1)
54: s2,s3 (4/1)?  s2,s3 (4/1)
55: s2 (1/0)?  s2 (1/0)
56: s2,s5 (3/1)?  s0,s2,s4 (4/0)?  s0,s2,s4 (4/0)
57: s1 (3/0)?  s1 (3/0)
58: s0,s2,s8 (5/2)?  s0,s2,s8 (5/2)
59: s0,s5 (3/0)?  s0,s5 (3/0)
60: s4 (2/1)?  s4 (2/1)
61: s0,s3,s5 (5/1)?  s3 (4/1)?  s0,s3,s5 (5/1)
62: s1,s6 (3/0)
63: s0,s3 (5/1)?  s2,s3 (5/0)?  s2,s3 (5/0)
64: s3,s4 (3/1)?  s3,s4 (3/1)
65:  (0/0)?   (0/0)
66: s0,s1 (5/1)?  s0,s1 (5/1)
67: s2,s3 (2/0)?  s6 (2/1)?  s2,s3 (2/0)
68: s1,s5,s6 (6/2)?  s1,s2,s6 (6/1)
69: s5,s7 (3/0)?  s5,s7 (3/0)
70: s1 (2/1)?  s2,s6 (2/0)
71: s0,s2 (4/2)?  s0,s2 (4/2)
72: s0 (1/1)?  s0 (1/1)
73: s0,s1 (3/0)?  s0,s1 (3/0)
74: s2 (4/0)?  s2 (4/0)
75: s3 (2/0)?  s3 (2/0)
76: s0,s1,s4 (5/0)?  s0,s1,s4 (5/0)
77: s0,s1,s2 (2/1)?  s1,s2,s3 (3/1)
78: s0,s1 (2/1)?  s1,s2 (2/0)?  s1,s2 (2/0)
79: s1,s2 (4/2)?  s2,s3 (4/1)?  s2,s3 (4/1)
80: s0,s1 (2/0)?  s12 (2/0)?  s12 (2/0)
81: s1,s2,s8 (7/2)?  s0,s7,s9 (7/1)?  s3,s7,s9 (7/0)?  s3,s7,s9 (7/0)
82: s0 (3/0)
83: s0 (1/0)
84: s1 (2/1)?  s1 (2/1)
85:  (0/0)
86: s1 (3/0)?  s1 (3/0)
87: s1,s2,s3 (5/0)
88: s1 (2/0)
89: s0,s3,s4 (4/0)?  s0,s4 (4/0)
90: s1,s2 (2/1)?  s1,s5 (2/0)?  s10 (2/0)?  s10 (2/0)
91: s9,s11 (5/0)?  s9,s11 (5/0)
92: s1,s8,s9 (5/1)?  s1,s8,s9 (5/1)
93: s1 (1/1)?  s4,s11 (1/0)
94: s1,s3,s7 (5/2)?  s6,s7,s11 (5/2)?  s7,s11,s12 (5/1)?  s1,s7,s12 (5/1)
95:  (0/0)
96: s0,s1 (5/1)?  s0,s1 (5/1)
97: s0 (1/0)?  s0 (1/0)
98: s0 (3/0)
99: s0,s1,s2 (5/2)?  s0,s7 (5/2)?  s6,s7,s9 (5/1)?  s1,s2,s3 (5/1)
100: s0,s8 (4/1)?  s0,s8 (4/1)
101: s0 (1/1)?  s1 (1/0)
102: s1,s2,s3 (4/0)?  s2,s3,s6 (4/0)?  s1,s2,s3 (4/0)
103: s5,s7 (2/2)?  s5,s8 (2/1)?  s5,s8 (2/1)
104: s0,s4,s7,s8 (6/1)?  s0,s4,s5,s9 (6/2)?  s1,s4,s9 (5/0)?  s0,s4,s7,s8 (6/1)
105: s1,s2 (3/1)?  s1,s5 (3/1)?  s8 (3/1)?  s8 (3/1)
106: s3,s6 (2/0)?  s1,s3 (2/1)?  s3,s6 (2/0)
107: s0,s3,s4 (3/1)?  s5,s6 (3/0)?  s0,s6 (3/0)
108: s1,s2 (2/1)?  s7 (2/1)?  s9 (2/0)?  s9 (2/0)
109: s1,s2 (6/1)?  s1,s2 (6/1)
110: s1,s5 (4/1)?  s0,s5 (4/1)?  s0,s2 (4/1)?  s0,s2 (4/1)
111: s0 (1/0)?  s0 (1/0)
112: s2,s6 (4/1)?  s0,s6,s8 (4/0)
113: s2,s3 (3/1)?  s2,s4 (3/1)?  s2,s3 (3/1)
114: s2,s6 (3/1)?  s2,s6 (3/1)
115: s1 (4/0)?  s1 (4/0)
116: s1,s8 (2/1)?  s10 (2/0)?  s10 (2/0)
117: s1,s3,s10 (5/1)?  s1,s3,s10 (5/1)
118: s2,s3 (2/0)
119: s2,s4 (5/0)?  s2,s4 (5/0)
`

exports[`test/inject-scenes.test.ts > TAP > with 1 sets, 3 steps and 25000 matches > must match snapshot 1`] = `
104729: add s2; 3 images; 
209458: no-help ; 5 images; s8 other, s2 other, s4 other
314187: no-help , limited; 3 images; s2 hopeless, s3 hopeless, s4 harm, s5 other, s4 hopeless
418916: no-help , limited; 6 images; s10 hopeless, s5 hopeless, s1 other, s1 hopeless, s3 hopeless, s4 hopeless, s10 harm, s6 other, s9 hopeless
523645: add s5,s1, limited; 4 images; 
628374: add s2,s1,s3; 6 images; 
733103: no-help , limited; 2 images; s4 hopeless, s4 harm
837832: no-help ; 4 images; s1 hopeless, s4 other, s5 hopeless
942561: add s10,s6, limited; 4 images; 
1047290: no-help ; 5 images; s1 other, s6 hopeless, s4 other, s3 other, s2 other
1152019: no-help ; 3 images; s1 other
1256748: add s1,s8,s7, limited; 5 images; 
1361477: no-help , limited; 3 images; s2 hopeless, s3 hopeless, s1 hopeless, s2 harm
1466206: add s4, limited; 2 images; 
1570935: no-help ; 3 images; s1 other, s6 hopeless
1675664: add s8,s3,s2,s1; 4 images; 
1780393: add s2,s6,s5, limited; 3 images; 
1885122: add s4,s1,s2; 3 images; 
1989851: no-help ; 3 images; s1 other, s4 other, s3 hopeless
2094580: no-help , limited; 5 images; s5 other
2199309: add s1,s2, limited; 4 images; 
2304038: add s1,s4,s5; 4 images; 
2408767: no-help , limited; 4 images; s2 other, s1 hopeless, s3 other
2513496: no-help , limited; 5 images; s7 other, s8 harm, s5 other
2618225: no-help ; 3 images; s4 hopeless, s3 other, s4 other
2722954: add s9, limited; 3 images; 
2827683: no-help , limited; 4 images; s3 harm, s2 other, s3 hopeless, s4 other
2932412: add s6,s10,s4, limited; 4 images; 
3037141: add s1,s6; 4 images; 
3141870: no-help ; 3 images; s1 other, s2 hopeless
3246599: add s4, limited; 2 images; 
3351328: no-help ; 5 images; s5 hopeless, s4 hopeless, s4 other, s2 other
3456057: add s1,s10; 2 images; 
3560786: no-help ; 3 images; s4 other, s1 other
3665515: no-help ; 3 images; s2 hopeless, s1 other
3770244: add s7,s1,s3, limited; 5 images; 
3874973: no-help ; 3 images; s2 other, s4 other
3979702: add s7,s2, limited; 3 images; 
4084431: add s3,s5, limited; 3 images; 
4189160: add s1,s6, limited; 6 images; 
`

exports[`test/inject-scenes.test.ts > TAP > with 2 sets, 20 steps and 6 matches > must match snapshot 1`] = `
104729: add s2, limited; 3 images; 
209458: no-help , limited; 5 images; s2 other
314187: no-help , limited; 3 images; s4 harm, s4 hopeless
418916: no-help , limited; 6 images; s10 hopeless, s5 hopeless, s1 other, s1 hopeless, s3 hopeless, s4 hopeless, s10 harm
523645: no-help , limited; 4 images; s5 other
628374: no-help , limited; 6 images; s2 other, s3 other
733103: no-help , limited; 2 images; s4 hopeless, s4 harm
837832: no-help , limited; 4 images; s1 hopeless, s4 other
942561: no-help , limited; 4 images; s10 other
1047290: no-help , limited; 5 images; s1 other
1152019: no-help , limited; 3 images; s1 other
1256748: no-help , limited; 5 images; s5 hopeless, s1 harm
1361477: no-help , limited; 3 images; s2 hopeless, s2 harm
1466206: add s4, limited; 2 images; 
1570935: no-help , limited; 3 images; s1 other
1675664: no-help , limited; 4 images; s3 other
1780393: no-help , limited; 3 images; s2 harm, s2 hopeless
1885122: no-help , limited; 3 images; s1 other
1989851: no-help , limited; 3 images; s1 other, s4 other
2094580: no-help , limited; 5 images; s5 other
2199309: no-help , limited; 4 images; s1 other
2304038: no-help , limited; 4 images; s1 other, s4 other
2408767: no-help , limited; 4 images; s1 hopeless, s1 harm
2513496: no-help , limited; 5 images; s6 hopeless, s1 harm
2618225: no-help , limited; 3 images; s3 other
2722954: no-help , limited; 3 images; s2 other
2827683: no-help , limited; 4 images; s3 harm, s2 other, s3 hopeless
2932412: no-help , limited; 4 images; s6 other
3037141: no-help , limited; 4 images; s1 other
3141870: no-help , limited; 3 images; s1 other, s2 hopeless
3246599: add s4, limited; 2 images; 
3351328: no-help , limited; 5 images; s5 hopeless, s4 hopeless, s4 other
3456057: no-help , limited; 2 images; s1 other
3560786: no-help , limited; 3 images; s4 other, s1 other
3665515: no-help , limited; 3 images; s1 other
3770244: no-help , limited; 5 images; s7 other
3874973: no-help , limited; 3 images; s2 other, s4 other
3979702: no-help , limited; 3 images; s2 other
4084431: no-help , limited; 3 images; s3 other
4189160: no-help , limited; 6 images; s5 other
`

exports[`test/inject-scenes.test.ts > TAP > with 20000 sets, 12 steps and 25000 matches > must match snapshot 1`] = `
104729: add s2; 3 images; 
209458: no-help ; 5 images; s8 other, s2 other, s4 other
314187: no-help ; 3 images; s2 hopeless, s3 hopeless, s4 harm, s5 other, s4 hopeless
418916: no-help , limited; 6 images; s10 hopeless, s5 hopeless, s1 other, s1 hopeless, s3 hopeless, s4 hopeless, s10 harm, s6 other, s9 hopeless
523645: add s5,s1, limited; 4 images; 
628374: add s2,s1,s3; 6 images; 
733103: no-help ; 2 images; s4 hopeless, s4 harm
837832: no-help ; 4 images; s1 hopeless, s4 other, s5 hopeless
942561: add s10,s6; 4 images; 
1047290: no-help ; 5 images; s1 other, s6 hopeless, s4 other, s3 other, s2 other
1152019: no-help ; 3 images; s1 other
1256748: add s1,s8,s7; 5 images; 
1361477: no-help ; 3 images; s2 hopeless, s3 hopeless, s1 hopeless, s2 harm
1466206: add s4; 2 images; 
1570935: no-help ; 3 images; s1 other, s6 hopeless
1675664: add s8,s3,s2,s1; 4 images; 
1780393: add s2,s6,s5; 3 images; 
1885122: add s4,s1,s2; 3 images; 
1989851: no-help ; 3 images; s1 other, s4 other, s3 hopeless
2094580: no-help ; 5 images; s5 other
2199309: add s1,s2; 4 images; 
2304038: add s1,s4,s5; 4 images; 
2408767: no-help ; 4 images; s2 other, s1 hopeless, s3 other
2513496: no-help , limited; 5 images; s7 other, s8 harm, s5 other
2618225: no-help ; 3 images; s4 hopeless, s3 other, s4 other
2722954: add s9; 3 images; 
2827683: no-help , limited; 4 images; s3 harm, s2 other, s3 hopeless, s4 other
2932412: add s6,s10,s4, limited; 4 images; 
3037141: add s1,s6; 4 images; 
3141870: no-help ; 3 images; s1 other, s2 hopeless
3246599: add s4; 2 images; 
3351328: no-help ; 5 images; s5 hopeless, s4 hopeless, s4 other, s2 other
3456057: add s1,s10; 2 images; 
3560786: no-help ; 3 images; s4 other, s1 other
3665515: no-help ; 3 images; s2 hopeless, s1 other
3770244: add s7,s1,s3, limited; 5 images; 
3874973: no-help ; 3 images; s2 other, s4 other
3979702: add s7,s2; 3 images; 
4084431: add s3,s5; 3 images; 
4189160: add s1,s6, limited; 6 images; 
`

exports[`test/inject-scenes.test.ts > TAP > with 20000 sets, 200000 steps and 25000 matches > must match snapshot 1`] = `
104729: add s2; 3 images; 
209458: no-help ; 5 images; s8 other, s2 other, s4 other
314187: no-help ; 3 images; s2 hopeless, s3 hopeless, s4 harm, s5 other, s4 hopeless
418916: no-help ; 6 images; s10 hopeless, s5 hopeless, s1 other, s1 hopeless, s3 hopeless, s4 hopeless, s10 harm, s6 other, s9 hopeless
523645: add s5,s1; 4 images; 
628374: add s2,s1,s3; 6 images; 
733103: no-help ; 2 images; s4 hopeless, s4 harm
837832: no-help ; 4 images; s1 hopeless, s4 other, s5 hopeless
942561: add s10,s6; 4 images; 
1047290: no-help ; 5 images; s1 other, s6 hopeless, s4 other, s3 other, s2 other
1152019: no-help ; 3 images; s1 other
1256748: add s1,s8,s7; 5 images; 
1361477: no-help ; 3 images; s2 hopeless, s3 hopeless, s1 hopeless, s2 harm
1466206: add s4; 2 images; 
1570935: no-help ; 3 images; s1 other, s6 hopeless
1675664: add s8,s3,s2,s1; 4 images; 
1780393: add s2,s6,s5; 3 images; 
1885122: add s4,s1,s2; 3 images; 
1989851: no-help ; 3 images; s1 other, s4 other, s3 hopeless
2094580: no-help ; 5 images; s5 other
2199309: add s1,s2; 4 images; 
2304038: add s1,s4,s5; 4 images; 
2408767: no-help ; 4 images; s2 other, s1 hopeless, s3 other
2513496: add s8,s5; 5 images; 
2618225: no-help ; 3 images; s4 hopeless, s3 other, s4 other
2722954: add s9; 3 images; 
2827683: no-help ; 4 images; s3 harm, s2 other, s3 hopeless, s4 other
2932412: add s6,s10,s4; 4 images; 
3037141: add s1,s6; 4 images; 
3141870: no-help ; 3 images; s1 other, s2 hopeless
3246599: add s4; 2 images; 
3351328: no-help ; 5 images; s5 hopeless, s4 hopeless, s4 other, s2 other
3456057: add s1,s10; 2 images; 
3560786: no-help ; 3 images; s4 other, s1 other
3665515: no-help ; 3 images; s2 hopeless, s1 other
3770244: add s7,s1,s3; 5 images; 
3874973: no-help ; 3 images; s2 other, s4 other
3979702: add s7,s2; 3 images; 
4084431: add s3,s5; 3 images; 
4189160: add s1,s6; 6 images; 
`

exports[`test/inject-scenes.test.ts > TAP > with 20000 sets, 200000 steps and 4 matches > must match snapshot 1`] = `
104729: add s2, limited; 3 images; 
209458: no-help , limited; 5 images; s3 hopeless, s7 hopeless, s8 harm, s2 harm
314187: no-help , limited; 3 images; s4 harm, s4 hopeless
418916: no-help , limited; 6 images; s10 hopeless, s5 hopeless, s1 other
523645: no-help , limited; 4 images; s5 other
628374: no-help , limited; 6 images; s2 other
733103: no-help , limited; 2 images; s4 hopeless, s4 harm
837832: no-help , limited; 4 images; s1 hopeless, s2 other
942561: no-help , limited; 4 images; s10 other
1047290: no-help , limited; 5 images; s1 other, s6 hopeless
1152019: no-help , limited; 3 images; s1 other
1256748: no-help , limited; 5 images; s5 hopeless, s1 harm
1361477: no-help , limited; 3 images; s2 hopeless, s3 hopeless, s1 hopeless, s2 harm
1466206: add s4, limited; 2 images; 
1570935: no-help , limited; 3 images; s1 other
1675664: no-help , limited; 4 images; s8 other, s3 other
1780393: no-help , limited; 3 images; s2 harm, s2 hopeless
1885122: no-help , limited; 3 images; s4 other, s1 other
1989851: no-help , limited; 3 images; s1 other
2094580: no-help , limited; 5 images; s1 other
2199309: no-help , limited; 4 images; s1 other
2304038: no-help , limited; 4 images; s1 other
2408767: no-help , limited; 4 images; s2 other, s1 hopeless, s3 other
2513496: no-help , limited; 5 images; s6 hopeless, s1 harm
2618225: no-help , limited; 3 images; s3 other
2722954: no-help , limited; 3 images; s1 other
2827683: no-help , limited; 4 images; s2 other
2932412: no-help , limited; 4 images; s6 other
3037141: no-help , limited; 4 images; s1 other
3141870: no-help , limited; 3 images; s1 other, s2 hopeless
3246599: no-help , limited; 2 images; s2 hopeless, s7 hopeless, s1 harm
3351328: no-help , limited; 5 images; s5 hopeless, s4 hopeless
3456057: no-help , limited; 2 images; s1 other
3560786: no-help , limited; 3 images; s4 other
3665515: no-help , limited; 3 images; s1 other
3770244: no-help , limited; 5 images; s2 hopeless, s8 hopeless, s1 harm
3874973: no-help , limited; 3 images; s2 other
3979702: add s7,s2, limited; 3 images; 
4084431: no-help , limited; 3 images; s3 other
4189160: no-help , limited; 6 images; s1 other
`

exports[`test/inject-scenes.test.ts > TAP > with 20000 sets, 200000 steps and 9 matches > must match snapshot 1`] = `
104729: add s2, limited; 3 images; 
209458: no-help , limited; 5 images; s2 other, s4 other
314187: no-help , limited; 3 images; s4 harm, s5 other, s4 hopeless
418916: no-help , limited; 6 images; s1 other, s1 hopeless
523645: no-help , limited; 4 images; s1 harm, s1 hopeless
628374: no-help , limited; 6 images; s2 other
733103: no-help , limited; 2 images; s4 hopeless, s4 harm
837832: no-help , limited; 4 images; s4 other
942561: no-help , limited; 4 images; s10 other
1047290: no-help , limited; 5 images; s1 other, s4 other, s3 other
1152019: no-help , limited; 3 images; s1 other
1256748: no-help , limited; 5 images; s1 harm, s1 hopeless
1361477: no-help ; 3 images; s2 hopeless, s3 hopeless, s1 hopeless, s2 harm
1466206: add s4, limited; 2 images; 
1570935: no-help , limited; 3 images; s1 other
1675664: no-help , limited; 4 images; s3 other, s2 other
1780393: no-help , limited; 3 images; s2 other, s5 other
1885122: add s4,s1,s2, limited; 3 images; 
1989851: no-help , limited; 3 images; s1 other, s4 other
2094580: no-help , limited; 5 images; s5 other
2199309: add s1,s2, limited; 4 images; 
2304038: no-help , limited; 4 images; s1 other
2408767: no-help ; 4 images; s2 other, s1 hopeless, s3 other
2513496: no-help , limited; 5 images; s6 hopeless, s8 harm, s1 hopeless
2618225: no-help , limited; 3 images; s3 other
2722954: add s9, limited; 3 images; 
2827683: no-help ; 4 images; s3 harm, s2 other, s3 hopeless, s4 other
2932412: no-help , limited; 4 images; s6 other
3037141: add s1,s6, limited; 4 images; 
3141870: no-help , limited; 3 images; s1 other
3246599: add s4, limited; 2 images; 
3351328: no-help , limited; 5 images; s4 hopeless, s4 other, s2 other
3456057: add s1,s10, limited; 2 images; 
3560786: no-help , limited; 3 images; s4 other, s1 other
3665515: no-help ; 3 images; s2 hopeless, s1 other
3770244: no-help , limited; 5 images; s7 other
3874973: no-help , limited; 3 images; s2 other, s4 other
3979702: no-help , limited; 3 images; s2 other
4084431: no-help , limited; 3 images; s5 hopeless, s5 harm
4189160: no-help , limited; 6 images; s5 other
`

exports[`test/inject-scenes.test.ts > TAP > with 3 sets, 1000 steps and 25000 matches > must match snapshot 1`] = `
104729: add s2; 3 images; 
209458: no-help ; 5 images; s8 other, s2 other, s4 other
314187: no-help , limited; 3 images; s2 hopeless, s3 hopeless, s4 harm, s5 other, s4 hopeless
418916: no-help , limited; 6 images; s10 hopeless, s5 hopeless, s1 other, s1 hopeless, s3 hopeless, s4 hopeless, s10 harm, s6 other, s9 hopeless
523645: add s5,s1, limited; 4 images; 
628374: add s2,s1,s3; 6 images; 
733103: no-help ; 2 images; s4 hopeless, s4 harm
837832: no-help ; 4 images; s1 hopeless, s4 other, s5 hopeless
942561: add s10,s6; 4 images; 
1047290: no-help ; 5 images; s1 other, s6 hopeless, s4 other, s3 other, s2 other
1152019: no-help ; 3 images; s1 other
1256748: add s1,s8,s7; 5 images; 
1361477: no-help ; 3 images; s2 hopeless, s3 hopeless, s1 hopeless, s2 harm
1466206: add s4; 2 images; 
1570935: no-help ; 3 images; s1 other, s6 hopeless
1675664: add s8,s3,s2,s1; 4 images; 
1780393: add s2,s6,s5; 3 images; 
1885122: add s4,s1,s2; 3 images; 
1989851: no-help ; 3 images; s1 other, s4 other, s3 hopeless
2094580: no-help ; 5 images; s5 other
2199309: add s1,s2; 4 images; 
2304038: add s1,s4,s5; 4 images; 
2408767: no-help ; 4 images; s2 other, s1 hopeless, s3 other
2513496: add s8,s5, limited; 5 images; 
2618225: no-help ; 3 images; s4 hopeless, s3 other, s4 other
2722954: add s9; 3 images; 
2827683: no-help , limited; 4 images; s3 harm, s2 other, s3 hopeless, s4 other
2932412: add s6,s10,s4, limited; 4 images; 
3037141: add s1,s6; 4 images; 
3141870: no-help ; 3 images; s1 other, s2 hopeless
3246599: add s4; 2 images; 
3351328: no-help ; 5 images; s5 hopeless, s4 hopeless, s4 other, s2 other
3456057: add s1,s10; 2 images; 
3560786: no-help ; 3 images; s4 other, s1 other
3665515: no-help ; 3 images; s2 hopeless, s1 other
3770244: add s7,s1,s3, limited; 5 images; 
3874973: no-help ; 3 images; s2 other, s4 other
3979702: add s7,s2; 3 images; 
4084431: add s3,s5; 3 images; 
4189160: add s1,s6; 6 images; 
`
