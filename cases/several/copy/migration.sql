COPY users (id, mail, age) FROM stdin;
1001	a	1
1002	b	2
\.
