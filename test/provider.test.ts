/** Whose nodes these are: what is a sign, and what only looks like one. */
import t from 'tap';
import { type DetectedProvider, detectProvider } from '../src/cluster/provider.js';

t.test('a sign is the end of an address or a part of a version, and nothing near it', (t) => {
  const rows: readonly (readonly [host: string, provider: DetectedProvider])[] = [
    ['x.gr7.eu-central-1.eks.amazonaws.com', 'eks'],
    ['X.GR7.EU-CENTRAL-1.EKS.AMAZONAWS.COM.', 'eks'],
    ['x.gr7.eu-central-1.eks.amazonaws.com..', 'none'],
    ['x.sk1.cn-north-1.eks.amazonaws.com.cn', 'eks'],
    ['x.eks.amazonaws.com.cn.example.com', 'none'],
    ['x.eks.amazonaws.com.de', 'none'],
    ['x.eks-amazonaws.com', 'none'],
    ['x.eks.amazonawsxcom', 'none'],
    ['xeks.amazonaws.com', 'none'],
    ['x.eks.us-east-1.api.aws', 'eks'],
    ['x.eks.api.aws', 'none'],
    ['x.eks.us.east.api.aws', 'none'],
    ['x.eks.us_east.api.aws', 'none'],
    ['x.eks.us-east-1.api.aws.example.com', 'none'],
    ['x.eks.us-east-1xapi.aws', 'none'],
    ['x.eks.us-east-1.apixaws', 'none'],
    ['xxeks.us-east-1.api.aws', 'none'],
    ['x.eksxus-east-1.api.aws', 'none'],
    ['shop.hcp.westeurope.azmk8s.io', 'aks'],
    ['shop.azmk8s.io.example.com', 'none'],
    ['shopxazmk8s.io', 'none'],
    ['shop.azmk8sxio', 'none'],
    ['shop.cx.prod.service.azk8s.cn', 'aks'],
    ['shop.cx.prod.service.azk8s.cn.example.com', 'none'],
    ['shopxcx.prod.service.azk8s.cn', 'none'],
    ['shop.cxxprod.service.azk8s.cn', 'none'],
    ['shop.cx.prodxservice.azk8s.cn', 'none'],
    ['shop.cx.prod.servicexazk8s.cn', 'none'],
    ['shop.cx.prod.service.azk8sxcn', 'none'],
    ['shop.cx.aks.containerservice.azure.us', 'aks'],
    ['shop.cx.aks.containerservice.azure.us.example.com', 'none'],
    ['shopxcx.aks.containerservice.azure.us', 'none'],
    ['shop.cxxaks.containerservice.azure.us', 'none'],
    ['shop.cx.aksxcontainerservice.azure.us', 'none'],
    ['shop.cx.aks.containerservicexazure.us', 'none'],
    ['shop.cx.aks.containerservice.azurexus', 'none'],
    ['gke-1.europe-west1.gke.goog', 'gke'],
    ['gke-1.europe-west1.gke.goog.example.com', 'none'],
    ['xgke.goog', 'none'],
    ['x.gkexgoog', 'none'],
  ];
  for (const [host, provider] of rows) t.equal(detectProvider({ gitVersion: 'v1.33.5', host }), provider, host);
  const versions: readonly (readonly [gitVersion: string, provider: DetectedProvider])[] = [
    ['v1.33.5-eks-3025e55', 'eks'],
    ['v1.33.5-eksish-1', 'none'],
    ['v1.33.5eks-1', 'none'],
    ['v1.34.1-gke.1829001', 'gke'],
    ['v1.34.1-gkex1829001', 'none'],
    ['v1.34.1gke.1829001', 'none'],
  ];
  for (const [gitVersion, provider] of versions)
    t.equal(detectProvider({ gitVersion, host: '' }), provider, gitVersion);
  t.equal(
    detectProvider({ gitVersion: 'v1-eks-1', host: 'x.azmk8s.io' }),
    'eks',
    'the version counts before the address',
  );
  t.equal(detectProvider({ gitVersion: 'v1-eks-1', host: '', openshift: false }), 'eks');
  t.equal(detectProvider({ gitVersion: 'v1-eks-1', host: '', openshift: true }), 'openshift');
  t.end();
});
