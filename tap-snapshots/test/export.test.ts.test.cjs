/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/export.test.ts > TAP > the words > a policy, and what is said in front of it 1`] = `
# Made by pullgate export vap, out of policy.yaml. Do not edit; export it again when the policy changes.
# It keeps PG101, PG102, PG201 while Pullgate is away. Needs Kubernetes 1.30 or later.
#
# What it does not say:
# - Not checked, because they rest on the state of the cluster or on what registries answer: PG105, PG202,
#   PG203, PG204, PG205, PG206, PG207, PG208, PG301, PG302, PG303, PG304, PG305, PG306, PG401, PG402, PG403,
#   PG404, PG501, PG502, PG503, PG504, PG505, PG601, PG901.
# - PG201 is checked of Pods that name no pull secret at all, and not of templates: what their ServiceAccount
#   lists is not in them. Whether it is PG206 or PG403, only the cluster can tell.
# - No expression knows the time. An exemption that has ended holds no more for what is created, and still does
#   for updates of what was created before its end.
# - A value of the label pullgate.dev/mode that is no mode counts as absent, and nobody is warned of it.
# - A request is told one denial, with all of its problems in one line; why a reference is invalid, and the fix,
#   are told in less detail.
# - Selectors and conditions of the webhooks (the values webhook.* and rbac.secrets of the chart) are no part of
#   a policy: name excluded namespaces with --exclude-namespace.
#
# An object with more than 280 images of 255 characters may pass the cost limit of the API server, and is denied
# then (failurePolicy: Fail).
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: pullgate-deny
spec:
  failurePolicy: Fail
  matchConstraints:
    matchPolicy: Equivalent
    namespaceSelector:
      matchExpressions:
        - key: kubernetes.io/metadata.name
          operator: NotIn
          values:
            - kube-system
    resourceRules:
      - apiGroups:
          - ""
        apiVersions:
          - "*"
        operations:
          - CREATE
          - UPDATE
        resources:
          - pods
          - pods/ephemeralcontainers
          - podtemplates
          - replicationcontrollers
        scope: Namespaced
      - apiGroups:
          - apps
        apiVersions:
          - "*"
        operations:
          - CREATE
          - UPDATE
        resources:
          - deployments
          - replicasets
          - statefulsets
          - daemonsets
        scope: Namespaced
      - apiGroups:
          - batch
        apiVersions:
          - "*"
        operations:
          - CREATE
          - UPDATE
        resources:
          - jobs
          - cronjobs
        scope: Namespaced
  matchConditions:
    - name: not-deleting
      expression: request.operation == 'CREATE' || !has(object.metadata.deletionTimestamp)
    - name: not-a-mirror
      expression: request.resource.resource != 'pods' || !has(object.metadata.annotations) || !('kubernetes.io/config.mirror' in object.metadata.annotations)
    - name: not-from-a-template
      expression: request.resource.resource == 'pods' || !(request.userInfo.username in ['system:serviceaccount:kube-system:deployment-controller', 'system:serviceaccount:kube-system:replicaset-controller', 'system:serviceaccount:kube-system:statefulset-controller', 'system:serviceaccount:kube-system:daemon-set-controller', 'system:serviceaccount:kube-system:job-controller', 'system:serviceaccount:kube-system:cronjob-controller', 'system:serviceaccount:kube-system:replication-controller', 'system:kube-controller-manager'])
  variables:
    - name: spec
      expression: "('spec' in dyn(object) && 'jobTemplate' in dyn(object)['spec'] && 'spec' in dyn(object)['spec']['jobTemplate'] && 'template' in dyn(object)['spec']['jobTemplate']['spec'] && 'spec' in dyn(object)['spec']['jobTemplate']['spec']['template']) ? dyn(object)['spec']['jobTemplate']['spec']['template']['spec'] : ('spec' in dyn(object) && 'template' in dyn(object)['spec'] && 'spec' in dyn(object)['spec']['template']) ? dyn(object)['spec']['template']['spec'] : ('template' in dyn(object) && 'spec' in dyn(object)['template']) ? dyn(object)['template']['spec'] : 'spec' in dyn(object) ? dyn(object)['spec'] : dyn({})"
    - name: containers
      expression: "('initContainers' in variables.spec ? variables.spec.initContainers : []) + ('containers' in variables.spec ? variables.spec.containers : []) + ('ephemeralContainers' in variables.spec ? variables.spec.ephemeralContainers : [])"
    - name: written
      expression: |-
        ('initContainers' in variables.spec ? variables.spec.initContainers : []).filter(c, (has(c.image) ? c.image : '') != '').map(c, {
          'what': dyn('container'),
          'name': dyn((has(c.name) ? c.name : '')),
          'note': dyn(has(c.restartPolicy) && c.restartPolicy == 'Always' ? ' (sidecar)' : ' (init)'),
          'image': dyn(c.image),
          'policy': dyn((has(c.imagePullPolicy) ? c.imagePullPolicy : '')),
          'mounted': dyn(true)}) +
        ('containers' in variables.spec ? variables.spec.containers : []).filter(c, (has(c.image) ? c.image : '') != '').map(c, {
          'what': dyn('container'),
          'name': dyn((has(c.name) ? c.name : '')),
          'note': dyn(''),
          'image': dyn(c.image),
          'policy': dyn((has(c.imagePullPolicy) ? c.imagePullPolicy : '')),
          'mounted': dyn(true)}) +
        ('ephemeralContainers' in variables.spec ? variables.spec.ephemeralContainers : []).filter(c, (has(c.image) ? c.image : '') != '').map(c, {
          'what': dyn('container'),
          'name': dyn((has(c.name) ? c.name : '')),
          'note': dyn(' (ephemeral)'),
          'image': dyn(c.image),
          'policy': dyn((has(c.imagePullPolicy) ? c.imagePullPolicy : '')),
          'mounted': dyn(true)}) +
        ('volumes' in variables.spec ? variables.spec.volumes : []).filter(v, has(v.image)).map(v, {
          'what': dyn('image volume'),
          'name': dyn((has(v.name) ? v.name : '')),
          'note': dyn(''),
          'image': dyn((has(v.image.reference) ? v.image.reference : '')),
          'policy': dyn((has(v.image.pullPolicy) ? v.image.pullPolicy : '')),
          'mounted': dyn(variables.containers.exists(c, ('volumeMounts' in c ? c.volumeMounts : []).exists(m, has(m.name) && m.name == (has(v.name) ? v.name : ''))))})
    - name: uses
      expression: variables.written.filter(u, !(!(request.resource.resource == 'pods') && (u.image in ['auto'] || (u.image.trim() == '' && has(dyn(object).metadata.annotations) && 'image.openshift.io/triggers' in dyn(object).metadata.annotations))))
    - name: oldspec
      expression: "('spec' in dyn(oldObject) && 'jobTemplate' in dyn(oldObject)['spec'] && 'spec' in dyn(oldObject)['spec']['jobTemplate'] && 'template' in dyn(oldObject)['spec']['jobTemplate']['spec'] && 'spec' in dyn(oldObject)['spec']['jobTemplate']['spec']['template']) ? dyn(oldObject)['spec']['jobTemplate']['spec']['template']['spec'] : ('spec' in dyn(oldObject) && 'template' in dyn(oldObject)['spec'] && 'spec' in dyn(oldObject)['spec']['template']) ? dyn(oldObject)['spec']['template']['spec'] : ('template' in dyn(oldObject) && 'spec' in dyn(oldObject)['template']) ? dyn(oldObject)['template']['spec'] : 'spec' in dyn(oldObject) ? dyn(oldObject)['spec'] : dyn({})"
    - name: oldcontainers
      expression: "('initContainers' in variables.oldspec ? variables.oldspec.initContainers : []) + ('containers' in variables.oldspec ? variables.oldspec.containers : []) + ('ephemeralContainers' in variables.oldspec ? variables.oldspec.ephemeralContainers : [])"
    - name: olduses
      expression: |-
        ('initContainers' in variables.oldspec ? variables.oldspec.initContainers : []).filter(c, (has(c.image) ? c.image : '') != '').map(c, {
          'what': dyn('container'),
          'name': dyn((has(c.name) ? c.name : '')),
          'note': dyn(has(c.restartPolicy) && c.restartPolicy == 'Always' ? ' (sidecar)' : ' (init)'),
          'image': dyn(c.image),
          'policy': dyn((has(c.imagePullPolicy) ? c.imagePullPolicy : '')),
          'mounted': dyn(true)}) +
        ('containers' in variables.oldspec ? variables.oldspec.containers : []).filter(c, (has(c.image) ? c.image : '') != '').map(c, {
          'what': dyn('container'),
          'name': dyn((has(c.name) ? c.name : '')),
          'note': dyn(''),
          'image': dyn(c.image),
          'policy': dyn((has(c.imagePullPolicy) ? c.imagePullPolicy : '')),
          'mounted': dyn(true)}) +
        ('ephemeralContainers' in variables.oldspec ? variables.oldspec.ephemeralContainers : []).filter(c, (has(c.image) ? c.image : '') != '').map(c, {
          'what': dyn('container'),
          'name': dyn((has(c.name) ? c.name : '')),
          'note': dyn(' (ephemeral)'),
          'image': dyn(c.image),
          'policy': dyn((has(c.imagePullPolicy) ? c.imagePullPolicy : '')),
          'mounted': dyn(true)}) +
        ('volumes' in variables.oldspec ? variables.oldspec.volumes : []).filter(v, has(v.image)).map(v, {
          'what': dyn('image volume'),
          'name': dyn((has(v.name) ? v.name : '')),
          'note': dyn(''),
          'image': dyn((has(v.image.reference) ? v.image.reference : '')),
          'policy': dyn((has(v.image.pullPolicy) ? v.image.pullPolicy : '')),
          'mounted': dyn(variables.oldcontainers.exists(c, ('volumeMounts' in c ? c.volumeMounts : []).exists(m, has(m.name) && m.name == (has(v.name) ? v.name : ''))))})
    - name: update
      expression: request.operation == 'UPDATE' && oldObject != null
    - name: before
      expression: "variables.update ? variables.olduses.map(u, u.what + '/' + u.name + '\\\\n' + u.policy + '\\\\n' + (u.mounted ? 'mounted' : '') + '\\\\n' + u.image) : []"
    - name: anew
      expression: |-
        !variables.update ||
        ('imagePullSecrets' in variables.spec ? variables.spec.imagePullSecrets : []).map(s, (has(s.name) ? s.name : '')) + [(((has(variables.spec.serviceAccountName) ? variables.spec.serviceAccountName : '') != '' ? (has(variables.spec.serviceAccountName) ? variables.spec.serviceAccountName : '') : (has(variables.spec.serviceAccount) ? variables.spec.serviceAccount : '')) == '' ? 'default' : ((has(variables.spec.serviceAccountName) ? variables.spec.serviceAccountName : '') != '' ? (has(variables.spec.serviceAccountName) ? variables.spec.serviceAccountName : '') : (has(variables.spec.serviceAccount) ? variables.spec.serviceAccount : '')))] != ('imagePullSecrets' in variables.oldspec ? variables.oldspec.imagePullSecrets : []).map(s, (has(s.name) ? s.name : '')) + [(((has(variables.oldspec.serviceAccountName) ? variables.oldspec.serviceAccountName : '') != '' ? (has(variables.oldspec.serviceAccountName) ? variables.oldspec.serviceAccountName : '') : (has(variables.oldspec.serviceAccount) ? variables.oldspec.serviceAccount : '')) == '' ? 'default' : ((has(variables.oldspec.serviceAccountName) ? variables.oldspec.serviceAccountName : '') != '' ? (has(variables.oldspec.serviceAccountName) ? variables.oldspec.serviceAccountName : '') : (has(variables.oldspec.serviceAccount) ? variables.oldspec.serviceAccount : '')))]
    - name: touched
      expression: "variables.anew || variables.uses.exists(u, !(u.what + '/' + u.name + '\\\\n' + u.policy + '\\\\n' + (u.mounted ? 'mounted' : '') + '\\\\n' + u.image in variables.before))"
    - name: owned
      expression: request.resource.resource == 'pods' && request.userInfo.username in ['system:serviceaccount:kube-system:deployment-controller', 'system:serviceaccount:kube-system:replicaset-controller', 'system:serviceaccount:kube-system:statefulset-controller', 'system:serviceaccount:kube-system:daemon-set-controller', 'system:serviceaccount:kube-system:job-controller', 'system:serviceaccount:kube-system:cronjob-controller', 'system:serviceaccount:kube-system:replication-controller', 'system:kube-controller-manager']
    - name: dry
      expression: has(request.dryRun) && request.dryRun
    - name: unnamed
      expression: "!('imagePullSecrets' in variables.spec) || !variables.spec.imagePullSecrets.exists(s, has(s.name) && s.name != '')"
    - name: exempt0
      expression: (request.userInfo.username.matches('(?s)^ci-.*$') && (has(dyn(object).metadata.creationTimestamp) && timestamp(dyn(object).metadata.creationTimestamp) <= timestamp('2027-01-31T23:59:59.999Z')))
    - name: named
      expression: |-
        variables.uses.map(u, {
          'where': dyn(' (' + u.what + ' ' + (u.name.matches('^[ -~]*$') ? strings.quote(u.name.size() > 256 ? u.name.substring(0, 253) + '...' : u.name) : '"(a text that cannot be shown)"') + u.note + ', image ' + (u.image.matches('^[ -~]*$') ? strings.quote(u.image.size() > 256 ? u.image.substring(0, 253) + '...' : u.image) : '"(a text that cannot be shown)"') + ')'),
          'image': dyn(u.image),
          'policy': dyn(u.policy),
          'soft': dyn(!u.mounted || (u.what == 'image volume' && u.image == '' && !(request.resource.resource == 'pods')) || !(variables.anew || !(u.what + '/' + u.name + '\\n' + u.policy + '\\n' + (u.mounted ? 'mounted' : '') + '\\n' + u.image in variables.before))),
          'named': dyn(u.image.contains('@') ? u.image.substring(0, u.image.indexOf('@')) : u.image)})
    - name: cut
      expression: |-
        variables.named.map(n, {
          'use': dyn(n),
          'tag': dyn((n.named.contains(':') && n.named.lastIndexOf(':') > n.named.lastIndexOf('/') ? n.named.lastIndexOf(':') : -1) == -1 ? '' : n.named.substring(n.named.lastIndexOf(':') + 1)),
          'name': dyn((n.named.contains(':') && n.named.lastIndexOf(':') > n.named.lastIndexOf('/') ? n.named.lastIndexOf(':') : -1) == -1 ? n.named : n.named.substring(0, n.named.lastIndexOf(':')))})
    - name: whole
      expression: |-
        variables.cut.map(n, {
          'use': dyn(n.use),
          'tag': dyn(n.tag),
          'name': dyn(n.name),
          'repository': dyn(!n.name.contains('/') ? 'docker.io/library/' + n.name : !n.name.matches('^(?:localhost|[^/]*[.:A-Z][^/]*)/') ? 'docker.io/' + n.name : n.name.matches(r'^(?:index\\.)?docker\\.io/[^/]*$') ? 'docker.io/library/' + n.name.substring(n.name.indexOf('/') + 1) : n.name.startsWith('index.docker.io/') ? n.name.substring(6) : n.name)})
    - name: images
      expression: |-
        variables.whole.map(n, {
          'where': dyn(n.use.where),
          'image': dyn(n.use.image),
          'policy': dyn(n.use.policy),
          'soft': dyn(n.use.soft),
          'pinned': dyn(n.use.image.contains('@')),
          'name': dyn(n.name),
          'tag': dyn(n.tag),
          'repository': dyn(n.repository),
          'valid': dyn(n.use.image.matches(r'^(?:(?:(?:[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*(?:\\.[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*)*|\\[[0-9a-fA-F:]*[A-F:][0-9a-fA-F:]*\\])(?::[0-9]+)?|\\[[0-9a-f]+\\]:[0-9]+)/)?[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}))?$') && !n.use.image.matches('^[a-f0-9]{64}$') && (n.repository.size() <= 255 || (n.repository.matches(r'^(?:(?:[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*(?:\\.[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*)*|\\[[0-9a-fA-F:]*[A-F:][0-9a-fA-F:]*\\])(?::[0-9]+)?|\\[[0-9a-f]+\\]:[0-9]+)/') && n.repository.substring(n.repository.indexOf('/') + 1).size() <= 255)))})
    - name: problems
      expression: |-
        variables.images.filter(i, i.valid && !i.pinned && i.tag == 'latest' && !(variables.exempt0 && i.valid && i.repository.matches(r'^[^./:]*\\.example\\.com/')) && (!i.soft && !variables.owned)).map(i, '[PG101] ' + 'the tag is "latest": tomorrow it can be another image' + i.where + '. Fix: ' + 'set the image to "' + i.name + ':TAG' + '" (a version, or a digest)' + '. More: https://wiki.example.com/PG101') +
        variables.images.filter(i, i.valid && !i.pinned && i.tag == '' && (!i.soft && !variables.owned)).map(i, '[PG102] ' + 'no tag and no digest: that means ":latest", and tomorrow it can be another image' + i.where + '. Fix: ' + 'set the image to "' + i.name + ':TAG' + '" (a version, or a digest)' + '. More: https://wiki.example.com/PG102') +
        variables.images.filter(i, request.resource.resource == 'pods' && variables.unnamed && i.valid && i.policy != 'Never' && (!i.repository.startsWith('quay.io/') && true) && (!i.soft && !variables.owned && !variables.dry)).map(i, '[PG201] ' + 'no pull secret for ' + (i.repository.substring(0, i.repository.indexOf('/')) == 'docker.io' ? 'docker.io (Docker Hub)' : i.repository.substring(0, i.repository.indexOf('/'))) + ': the pod names none' + i.where + '. Fix: ' + 'kubectl -n ' + request.namespace + ' create secret docker-registry regcred --docker-server=' + (i.repository.substring(0, i.repository.indexOf('/')) == 'docker.io' ? 'https://index.docker.io/v1/' : i.repository.substring(0, i.repository.indexOf('/'))) + ' --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}]' + '. More: https://wiki.example.com/PG201')
  validations:
    - expression: "!variables.touched || variables.problems.size() == 0"
      message: an image is refused by the policy of Pullgate
      messageExpression: "variables.problems.join('; ').size() > 3000 ? variables.problems.join('; ').substring(0, 3000) + ' ...' : variables.problems.join('; ')"
      reason: Forbidden

`
