/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/inject-bounds.test.ts > TAP > 2,000 images and 200 secrets of 50 keys each > Docker Hub by its fallback 1`] = `
Object {
  "injected": "s0",
  "injected-why": "\\"acme/app0:1\\": secret \\"s0\\", key \\"https://index.docker.io/v1/\\"; \\"acme/app1:1\\": secret \\"s0\\", key \\"https://index.docker.io/v1/\\"; \\"acme/app2:1\\": secret \\"s0\\", key \\"https://index.docker.io/v1/\\"; \\"acme/app3:1\\": secret \\"s0\\", key \\"https://index.docker.io/v1/\\"; \\"acme/app4:1\\": secret \\"s0\\", key \\"https://index.docker.io/v1/\\"; \\"acme/app5:1\\": secret \\"s0\\", key \\"https://index.docker.io/v1/\\"; \\"acme/app6:1\\": secret \\"s0\\", key \\"https://index.docker.io/v1/\\"; \\"acme/app7:1\\": secret \\"s0\\", key \\"https://index.docker.io/v1/\\"; \\"acme/a...: secret \\"s0\\", key \\"https://index.docker.io/v1/\\"; \\"acme/app1993:1\\": secret \\"s0\\", key \\"https://index.docker.io/v1/\\"; \\"acme/app1994:1\\": secret \\"s0\\", key \\"https://index.docker.io/v1/\\"; \\"acme/app1995:1\\": secret \\"s0\\", key \\"https://index.docker.io/v1/\\"; \\"acme/app1996:1\\": secret \\"s0\\", key \\"https://index.docker.io/v1/\\"; \\"acme/app1997:1\\": secret \\"s0\\", key \\"https://index.docker.io/v1/\\"; \\"acme/app1998:1\\": secret \\"s0\\", key \\"https://index.docker.io/v1/\\"; \\"acme/app1999:1\\": secret \\"s0\\", key \\"https://index.docker.io/v1/\\"",
  "injection-limit": "there are more images and secrets than are compared: another choice may be smaller, or help where this one does not",
}
`

exports[`test/inject-bounds.test.ts > TAP > 2,000 images and 200 secrets of 50 keys each > every secret matches every image 1`] = `
Object {
  "injected": "s0",
  "injected-why": "\\"h0.example.com/t0/app:1\\": secret \\"s0\\", key \\"h0.example.com\\"; \\"h1.example.com/t1/app:1\\": secret \\"s0\\", key \\"h1.example.com\\"; \\"h2.example.com/t2/app:1\\": secret \\"s0\\", key \\"h2.example.com\\"; \\"h3.example.com/t3/app:1\\": secret \\"s0\\", key \\"h3.example.com\\"; \\"h4.example.com/t4/app:1\\": secret \\"s0\\", key \\"h4.example.com\\"; \\"h5.example.com/t5/app:1\\": secret \\"s0\\", key \\"h5.example.com\\"; \\"h6.example.com/t6/app:1\\": secret \\"s0\\", key \\"h6.example.com\\"; \\"h7.example.com/t7/app:1\\": secret \\"s0\\", key \\"h7.example.com\\"; \\"h8.example.com...pp:1\\": secret \\"s0\\", key \\"h42.example.com\\"; \\"h43.example.com/t1993/app:1\\": secret \\"s0\\", key \\"h43.example.com\\"; \\"h44.example.com/t1994/app:1\\": secret \\"s0\\", key \\"h44.example.com\\"; \\"h45.example.com/t1995/app:1\\": secret \\"s0\\", key \\"h45.example.com\\"; \\"h46.example.com/t1996/app:1\\": secret \\"s0\\", key \\"h46.example.com\\"; \\"h47.example.com/t1997/app:1\\": secret \\"s0\\", key \\"h47.example.com\\"; \\"h48.example.com/t1998/app:1\\": secret \\"s0\\", key \\"h48.example.com\\"; \\"h49.example.com/t1999/app:1\\": secret \\"s0\\", key \\"h49.example.com\\"",
  "injection-limit": "there are more images and secrets than are compared: another choice may be smaller, or help where this one does not",
}
`

exports[`test/inject-bounds.test.ts > TAP > 2,000 images and 200 secrets of 50 keys each > every secret matches, and every one is doubtful 1`] = `
Object {
  "injection": "no-help",
  "injection-limit": "there are more images and secrets than are compared: another choice may be smaller, or help where this one does not",
  "injection-why": "\\"h0.example.com/t0/app:1\\": injection leaves secret \\"s0\\" out, because it may not work: the password holds a line break (echo without -n); \\"h1.example.com/t1/app:1\\": injection leaves secret \\"s0\\" out, because it may not work: the password holds a line break (echo without -n); \\"h2.example.com/t2/app:1\\": injection leaves secret \\"s0\\" out, because it may not work: the password holds a line break (echo without -n); \\"h3.example.com/t3/app:1\\": injection leaves secret \\"s0\\" out, because it may not work: the password h...atches; \\"h44.example.com/t1994/app:1\\": no other secret of those that were compared matches; \\"h45.example.com/t1995/app:1\\": no other secret of those that were compared matches; \\"h46.example.com/t1996/app:1\\": no other secret of those that were compared matches; \\"h47.example.com/t1997/app:1\\": no other secret of those that were compared matches; \\"h48.example.com/t1998/app:1\\": no other secret of those that were compared matches; \\"h49.example.com/t1999/app:1\\": no other secret of those that were compared matches",
}
`

exports[`test/inject-bounds.test.ts > TAP > 2,000 images and 200 secrets of 50 keys each > more images than any pod has 1`] = `
Object {
  "injection": "no-help",
  "injection-limit": "there are more images and secrets than are compared: another choice may be smaller, or help where this one does not",
}
`

exports[`test/inject-bounds.test.ts > TAP > 2,000 images and 200 secrets of 50 keys each > more matches than can be weighed 1`] = `
Object {
  "injected": "s0",
  "injected-why": "\\"h.example.com/t0/app:1\\": secret \\"s0\\", key \\"h.example.com\\"; \\"h.example.com/t1/app:1\\": secret \\"s0\\", key \\"h.example.com\\"; \\"h.example.com/t2/app:1\\": secret \\"s0\\", key \\"h.example.com\\"; \\"h.example.com/t3/app:1\\": secret \\"s0\\", key \\"h.example.com\\"; \\"h.example.com/t4/app:1\\": secret \\"s0\\", key \\"h.example.com\\"; \\"h.example.com/t5/app:1\\": secret \\"s0\\", key \\"h.example.com\\"; \\"h.example.com/t6/app:1\\": secret \\"s0\\", key \\"h.example.com\\"; \\"h.example.com/t7/app:1\\": secret \\"s0\\", key \\"h.example.com\\"; \\"h.example.com/t8/app:1\\": secre...e.com\\"; \\"h.example.com/t2492/app:1\\": secret \\"s0\\", key \\"h.example.com\\"; \\"h.example.com/t2493/app:1\\": secret \\"s0\\", key \\"h.example.com\\"; \\"h.example.com/t2494/app:1\\": secret \\"s0\\", key \\"h.example.com\\"; \\"h.example.com/t2495/app:1\\": secret \\"s0\\", key \\"h.example.com\\"; \\"h.example.com/t2496/app:1\\": secret \\"s0\\", key \\"h.example.com\\"; \\"h.example.com/t2497/app:1\\": secret \\"s0\\", key \\"h.example.com\\"; \\"h.example.com/t2498/app:1\\": secret \\"s0\\", key \\"h.example.com\\"; \\"h.example.com/t2499/app:1\\": secret \\"s0\\", key \\"h.example.com\\"",
  "injection-limit": "there are more images and secrets than are compared: another choice may be smaller, or help where this one does not",
}
`

exports[`test/inject-bounds.test.ts > TAP > 2,000 images and 200 secrets of 50 keys each > one secret matches each image 1`] = `
Object {
  "injected": "s0,s1,s2,s3,s4,s5,s6,s7,s8,s9,s10,s11,s12,s13,s14,s15,s16,s17,s18,s19,s20,s21,s22,s23,s24,s25,s26,s27,s28,s29,s30,s31,s32,s33,s34,s35,s36,s37,s38,s39,s40,s41,s42,s43,s44,s45,s46,s47,s48,s49,s50,s51,s52,s53,s54,s55,s56,s57,s58,s59,s60,s61,s62,s63,s64,s65,s66,s67,s68,s69,s70,s71,s72,s73,s74,s75,s76,s77,s78,s79,s80,s81,s82,s83,s84,s85,s86,s87,s88,s89,s90,s91,s92,s93,s94,s95,s96,s97,s98,s99,s100,s101,s102,s103,s104,s105,s106,s107,s108,s109,s110,s111,s112,s113,s114,s115,s116,s117,s118,s119,s120,s121,s122,s123,s124,s125,s126,s127,s128,s129,s130,s131,s132,s133,s134,s135,s136,s137,s138,s139,s140,s141,s142,s143,s144,s145,s146,s147,s148,s149,s150,s151,s152,s153,s154,s155,s156,s157,s158,s159,s160,s161,s162,s163,s164,s165,s166,s167,s168,s169,s170,s171,s172,s173,s174,s175,s176,s177,s178,s179,s180,s181,s182,s183,s184,s185,s186,s187,s188,s189,s190,s191,s192,s193,s194,s195,s196,s197,s198,s199",
  "injected-why": "\\"h0.example.com/t0/app:1\\": secret \\"s0\\", key \\"h0.example.com\\"; \\"h5.example.com/t1/app:1\\": secret \\"s0\\", key \\"h5.example.com\\"; \\"h10.example.com/t2/app:1\\": secret \\"s0\\", key \\"h10.example.com\\"; \\"h15.example.com/t3/app:1\\": secret \\"s0\\", key \\"h15.example.com\\"; \\"h20.example.com/t4/app:1\\": secret \\"s0\\", key \\"h20.example.com\\"; \\"h25.example.com/t5/app:1\\": secret \\"s0\\", key \\"h25.example.com\\"; \\"h30.example.com/t6/app:1\\": secret \\"s0\\", key \\"h30.example.com\\"; \\"h35.example.com/t7/app:1\\": secret \\"s0\\", key \\"h35.example.com\\"; \\"h4... \\"h9965.example.com/t1993/app:1\\": secret \\"s199\\", key \\"h9965.example.com\\"; \\"h9970.example.com/t1994/app:1\\": secret \\"s199\\", key \\"h9970.example.com\\"; \\"h9975.example.com/t1995/app:1\\": secret \\"s199\\", key \\"h9975.example.com\\"; \\"h9980.example.com/t1996/app:1\\": secret \\"s199\\", key \\"h9980.example.com\\"; \\"h9985.example.com/t1997/app:1\\": secret \\"s199\\", key \\"h9985.example.com\\"; \\"h9990.example.com/t1998/app:1\\": secret \\"s199\\", key \\"h9990.example.com\\"; \\"h9995.example.com/t1999/app:1\\": secret \\"s199\\", key \\"h9995.example.com\\"",
}
`

exports[`test/inject-bounds.test.ts > TAP > 2,000 images and 200 secrets of 50 keys each > some secrets match each image 1`] = `
Object {
  "injected": "s0,s25,s50,s75,s100,s125,s150,s175",
  "injected-why": "\\"h0.example.com/t0/app:1\\": secret \\"s0\\", key \\"h0.example.com\\"; \\"h1.example.com/t1/app:1\\": secret \\"s0\\", key \\"h1.example.com\\"; \\"h2.example.com/t2/app:1\\": secret \\"s0\\", key \\"h2.example.com\\"; \\"h3.example.com/t3/app:1\\": secret \\"s0\\", key \\"h3.example.com\\"; \\"h4.example.com/t4/app:1\\": secret \\"s0\\", key \\"h4.example.com\\"; \\"h5.example.com/t5/app:1\\": secret \\"s0\\", key \\"h5.example.com\\"; \\"h6.example.com/t6/app:1\\": secret \\"s0\\", key \\"h6.example.com\\"; \\"h7.example.com/t7/app:1\\": secret \\"s0\\", key \\"h7.example.com\\"; \\"h8.example.com....example.com\\"; \\"h393.example.com/t1993/app:1\\": secret \\"s175\\", key \\"h393.example.com\\"; \\"h394.example.com/t1994/app:1\\": secret \\"s175\\", key \\"h394.example.com\\"; \\"h395.example.com/t1995/app:1\\": secret \\"s175\\", key \\"h395.example.com\\"; \\"h396.example.com/t1996/app:1\\": secret \\"s175\\", key \\"h396.example.com\\"; \\"h397.example.com/t1997/app:1\\": secret \\"s175\\", key \\"h397.example.com\\"; \\"h398.example.com/t1998/app:1\\": secret \\"s175\\", key \\"h398.example.com\\"; \\"h399.example.com/t1999/app:1\\": secret \\"s175\\", key \\"h399.example.com\\"",
  "injection-limit": "there are more images and secrets than are compared: another choice may be smaller, or help where this one does not",
}
`
