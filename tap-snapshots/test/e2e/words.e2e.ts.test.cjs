/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/e2e/words.e2e.ts > TAP > dry runs and diffs > a client-side dry run asks nobody 1`] = `
$ kubectl apply --dry-run=client -f web.yaml
deployment.apps/web created (dry run)
(exit status 0)

`

exports[`test/e2e/words.e2e.ts > TAP > dry runs and diffs > a finding on the cluster 1`] = `
$ kubectl apply --dry-run=server -f web.yaml
deployment.apps/web created (server dry run)
Warning: Pullgate: would be denied: [PG201] no pull secret for registry.example.com: the pod template names none and ServiceAccount team/default lists none (container "app", image "registry.example.com/team/app:1.0"). Fix: (1) kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN (2) set spec.template.spec.imagePullSecrets to [{name: regcred}]
(exit status 0)

`

exports[`test/e2e/words.e2e.ts > TAP > dry runs and diffs > a finding on the object alone 1`] = `
$ kubectl apply --dry-run=server -f web.yaml
Error from server (Forbidden): error when creating "web.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "app", image "nginx")
Fix:
set the image to "nginx:TAG" (a version, or a digest)
(exit status 1)

`

exports[`test/e2e/words.e2e.ts > TAP > dry runs and diffs > a server-side dry run 1`] = `
$ kubectl apply --server-side --dry-run=server -f web.yaml
deployment.apps/web serverside-applied (server dry run)
Warning: Pullgate: would be denied: [PG201] no pull secret for registry.example.com: the pod template names none and ServiceAccount team/default lists none (container "app", image "registry.example.com/team/app:1.0"). Fix: (1) kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN (2) set spec.template.spec.imagePullSecrets to [{name: regcred}]
(exit status 0)

`

exports[`test/e2e/words.e2e.ts > TAP > dry runs and diffs > diff 1`] = `
$ kubectl diff -f web.yaml
diff -U1 -N --label LIVE --label MERGED LIVE MERGED
--- LIVE
+++ MERGED
@@ -6,3 +6,3 @@
   creationTimestamp: TIME
-  generation: 1
+  generation: 2
   labels:
@@ -31,3 +31,3 @@
       containers:
-      - image: registry.k8s.io/pause:3.10
+      - image: registry.example.com/team/app:1.0
         imagePullPolicy: IfNotPresent
Warning: Pullgate: would be denied: [PG201] no pull secret for registry.example.com: the pod template names none and ServiceAccount team/default lists none (container "app", image "registry.example.com/team/app:1.0"). Fix: (1) kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN (2) set spec.template.spec.imagePullSecrets to [{name: regcred}]
(exit status 1)

`

exports[`test/e2e/words.e2e.ts > TAP > dry runs and diffs > diff of what is refused by itself 1`] = `
$ kubectl diff -f web.yaml
Error from server (Forbidden): error when patching "web.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG101] the tag is "latest": tomorrow it can be another image (container "app", image "nginx:latest")
Fix:
set the image to "nginx:TAG" (a version, or a digest)
(exit status 2)

`

exports[`test/e2e/words.e2e.ts > TAP > image volumes > a mounted one that cannot be pulled 1`] = `
$ kubectl apply -f pod.yaml
Error from server (Forbidden): error when creating "pod.yaml": admission webhook "check.pullgate.dev" denied the request: [PG201] no pull secret for registry.example.com: the pod names none and ServiceAccount team/default lists none (image volume "data", image "registry.example.com/team/app:1.0")
Fix:
kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN
set spec.imagePullSecrets to [{name: regcred}]
in place of the last line, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/words.e2e.ts > TAP > image volumes > one that can be pulled 1`] = `
$ kubectl apply -f pod.yaml
pod/open created
(exit status 0)

`

exports[`test/e2e/words.e2e.ts > TAP > image volumes > one that no container mounts 1`] = `
$ kubectl apply -f pod.yaml
pod/idle created
Warning: Pullgate: [PG201] no pull secret for registry.example.com: the pod names none and ServiceAccount team/default lists none (image volume "data", image "registry.example.com/team/app:1.0"). Fix: (1) kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN (2) set spec.imagePullSecrets to [{name: regcred}]
(exit status 0)

`

exports[`test/e2e/words.e2e.ts > TAP > the ways to create and to change > a list, of which one is refused 1`] = `
$ kubectl apply -f all.yaml
pod/one created
Error from server (Forbidden): error when creating "all.yaml": admission webhook "check.pullgate.dev" denied the request: [PG201] no pull secret for registry.example.com: the pod names none and ServiceAccount team/default lists none (container "app", image "registry.example.com/team/app:1.0")
Fix:
kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN
set spec.imagePullSecrets to [{name: regcred}]
in place of the last line, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/words.e2e.ts > TAP > the ways to create and to change > admitted 1`] = `
$ kubectl apply -f web.yaml
deployment.apps/web created
(exit status 0)

`

exports[`test/e2e/words.e2e.ts > TAP > the ways to create and to change > apply of a new object 1`] = `
$ kubectl apply -f web.yaml
Error from server (Forbidden): error when creating "web.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG201] no pull secret for registry.example.com: the pod template names none and ServiceAccount team/default lists none (container "app", image "registry.example.com/team/app:1.0")
Fix:
kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN
set spec.template.spec.imagePullSecrets to [{name: regcred}]
in place of the last line, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/words.e2e.ts > TAP > the ways to create and to change > apply of an existing object 1`] = `
$ kubectl apply -f web.yaml
Error from server (Forbidden): error when applying patch:
{"metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\\"apiVersion\\":\\"apps/v1\\",\\"kind\\":\\"Deployment\\",\\"metadata\\":{\\"annotations\\":{},\\"labels\\":{\\"app\\":\\"web\\"},\\"name\\":\\"web\\",\\"namespace\\":\\"team\\"},\\"spec\\":{\\"selector\\":{\\"matchLabels\\":{\\"app\\":\\"web\\"}},\\"template\\":{\\"metadata\\":{\\"labels\\":{\\"app\\":\\"web\\"}},\\"spec\\":{\\"containers\\":[{\\"image\\":\\"registry.example.com/team/app:1.0\\",\\"name\\":\\"app\\"}]}}}}\\n"}},"spec":{"template":{"spec":{"$setElementOrder/containers":[{"name":"app"}],"containers":[{"image":"registry.example.com/team/app:1.0","name":"app"}]}}}}
to:
Resource: "apps/v1, Resource=deployments", GroupVersionKind: "apps/v1, Kind=Deployment"
Name: "web", Namespace: "team"
for: "web.yaml": error when patching "web.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG201] no pull secret for registry.example.com: the pod template names none and ServiceAccount team/default lists none (container "app", image "registry.example.com/team/app:1.0")
Fix:
kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN
set spec.template.spec.imagePullSecrets to [{name: regcred}]
in place of the last line, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/words.e2e.ts > TAP > the ways to create and to change > create deployment 1`] = `
$ kubectl create deployment web --image=nginx
error: failed to create deployment: admission webhook "workloads.check.pullgate.dev" denied the request: [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "nginx", image "nginx")
Fix:
set the image to "nginx:TAG" (a version, or a digest)
(exit status 1)

`

exports[`test/e2e/words.e2e.ts > TAP > the ways to create and to change > create from standard input 1`] = `
$ kubectl create -f -
Error from server (Forbidden): error when creating "STDIN": admission webhook "workloads.check.pullgate.dev" denied the request: [PG201] no pull secret for registry.example.com: the pod template names none and ServiceAccount team/default lists none (container "app", image "registry.example.com/team/app:1.0")
Fix:
kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN
set spec.template.spec.imagePullSecrets to [{name: regcred}]
in place of the last line, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/words.e2e.ts > TAP > the ways to create and to change > create job 1`] = `
$ kubectl create job web --image=registry.example.com/team/app:1.0
error: failed to create job: admission webhook "workloads.check.pullgate.dev" denied the request: [PG201] no pull secret for registry.example.com: the pod template names none and ServiceAccount team/default lists none (container "web", image "registry.example.com/team/app:1.0")
Fix:
kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN
set spec.template.spec.imagePullSecrets to [{name: regcred}]
in place of the last line, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/words.e2e.ts > TAP > the ways to create and to change > replace 1`] = `
$ kubectl replace -f web.yaml
Error from server (Forbidden): error when replacing "web.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG201] no pull secret for registry.example.com: the pod template names none and ServiceAccount team/default lists none (container "app", image "registry.example.com/team/app:1.0")
Fix:
kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN
set spec.template.spec.imagePullSecrets to [{name: regcred}]
in place of the last line, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/words.e2e.ts > TAP > the ways to create and to change > run 1`] = `
$ kubectl run web --image=registry.example.com/team/app:1.0
Error from server (Forbidden): admission webhook "check.pullgate.dev" denied the request: [PG201] no pull secret for registry.example.com: the pod names none and ServiceAccount team/default lists none (container "web", image "registry.example.com/team/app:1.0")
Fix:
kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN
set spec.imagePullSecrets to [{name: regcred}]
in place of the last line, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/words.e2e.ts > TAP > the ways to create and to change > server-side apply of a new object 1`] = `
$ kubectl apply --server-side -f other.yaml
Error from server (Forbidden): admission webhook "workloads.check.pullgate.dev" denied the request: [PG201] no pull secret for registry.example.com: the pod template names none and ServiceAccount team/default lists none (container "app", image "registry.example.com/team/app:1.0")
Fix:
kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN
set spec.template.spec.imagePullSecrets to [{name: regcred}]
in place of the last line, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/words.e2e.ts > TAP > the ways to create and to change > server-side apply of an existing object 1`] = `
$ kubectl apply --server-side --force-conflicts -f web.yaml
Error from server (Forbidden): admission webhook "workloads.check.pullgate.dev" denied the request: [PG201] no pull secret for registry.example.com: the pod template names none and ServiceAccount team/default lists none (container "app", image "registry.example.com/team/app:1.0")
Fix:
kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN
set spec.template.spec.imagePullSecrets to [{name: regcred}]
in place of the last line, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/words.e2e.ts > TAP > the ways to create and to change > server-side apply, admitted 1`] = `
$ kubectl apply --server-side -f other.yaml
deployment.apps/other serverside-applied
(exit status 0)

`

exports[`test/e2e/words.e2e.ts > TAP > the ways to create and to change > set image 1`] = `
$ kubectl set image deployment/web app=registry.example.com/team/app:1.0
error: failed to patch image update to pod template: admission webhook "workloads.check.pullgate.dev" denied the request: [PG201] no pull secret for registry.example.com: the pod template names none and ServiceAccount team/default lists none (container "app", image "registry.example.com/team/app:1.0")
Fix:
kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN
set spec.template.spec.imagePullSecrets to [{name: regcred}]
in place of the last line, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/words.e2e.ts > TAP > the ways to create and to change > several problems 1`] = `
$ kubectl apply -f web.yaml
Error from server (Forbidden): error when creating "web.yaml": admission webhook "check.pullgate.dev" denied the request: [PG103] not a valid image reference: it holds the placeholder "\${APP}", which nobody filled in (container "tpl", image "registry.example.com/\${APP}:1.0")
[PG101] the tag is "latest": tomorrow it can be another image (container "app", image "nginx:latest")
[PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "init" (init), image "registry.example.com/team/init")
[PG201] no pull secret for registry.example.com: the pod names none and ServiceAccount team/default lists none (container "init" (init), image "registry.example.com/team/init")
Fix:
set the image to "registry.example.com/REPOSITORY:1.0" in container "tpl"
set the image to "nginx:TAG" in container "app" (a version, or a digest)
set the image to "registry.example.com/team/init:TAG" in container "init" (init) (a version, or a digest)
kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN
set spec.imagePullSecrets to [{name: regcred}]
in place of the last line, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/words.e2e.ts > TAP > warnings are printed, and the object is made > a ServiceAccount that does not exist yet 1`] = `
$ kubectl apply -f web.yaml
deployment.apps/account created
Warning: Pullgate: [PG401] ServiceAccount team/builder does not exist: no Pod will be created until it does. Fix: kubectl -n team create serviceaccount builder
(exit status 0)

`

exports[`test/e2e/words.e2e.ts > TAP > warnings are printed, and the object is made > an absent secret that is not needed 1`] = `
$ kubectl apply -f pod.yaml
pod/absent created
Warning: Pullgate: [PG203] secret "forgotten" does not exist in namespace "team": no image needs it, but up to Kubernetes 1.36 every pod gets a FailedToRetrieveImagePullSecret event. Fix: set spec.imagePullSecrets to [{name: regcred}]
(exit status 0)

`

exports[`test/e2e/words.e2e.ts > TAP > warnings are printed, and the object is made > mode warn for one namespace 1`] = `
$ kubectl apply -f pod.yaml
pod/warned created
Warning: Pullgate: would be denied when enforced: [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "app", image "registry.example.com/team/other"). Fix: set the image to "registry.example.com/team/other:TAG" (a version, or a digest)
Warning: Pullgate: would be denied when enforced: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount team/default names it (container "app", image "registry.example.com/team/other"). Fix: set spec.imagePullSecrets to [{name: regcred}]
(exit status 0)

`
