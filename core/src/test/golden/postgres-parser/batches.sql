UPDATE "Users" SET name = lower(name);
UPDATE "Users" AS u SET (name, score) = (u.org_name, DEFAULT), gone = true WHERE u.score > 20 OR u.gone;
UPDATE ONLY "Users" u SET score = (SELECT count(*) FROM logs l WHERE l.user_id = u.id) WHERE u.id > 3 -- trailing
;
UPDATE "Users" SET org = o.id FROM orgs o JOIN archive a ON a.id = o.id WHERE o.name = "Users".org_name;
UPDATE "Users" SET score = r.n FROM (SELECT id, row_number() OVER (ORDER BY name) AS n FROM orgs) r WHERE r.id = "Users".org;
UPDATE "Users" SET name = (SELECT note FROM logs l WHERE l.user_id = "Users".id ORDER BY at DESC LIMIT 1);
UPDATE "Users" SET name = v.name FROM (VALUES (1, 'a'), (2, 'b')) AS v (id, name) WHERE v.id = "Users".id;
UPDATE "Users" SET gone = NOT gone WHERE org IN (SELECT id FROM orgs WHERE closed ORDER BY name LIMIT 2);
DELETE FROM "Users";
DELETE FROM "Users" * AS u USING orgs o WHERE o.id = u.org AND (o.closed OR u.gone);
DELETE FROM logs WHERE NOT EXISTS (SELECT 1 FROM "Users" u WHERE u.id = logs.user_id) OR note = 'note 1';
INSERT INTO archive (id, at) SELECT l.id + 1000, l.at FROM logs l WHERE l.at < '2024-05-01' OR l.id = 200;
INSERT INTO archive SELECT id + 1000, note, at, user_id FROM logs;
INSERT INTO archive AS a (id, name) SELECT l.id, u.name FROM logs l LEFT JOIN "Users" u ON u.id = l.user_id WHERE l.id > 5 OR l.id < 3 ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE a.name = 'kept';
INSERT INTO archive (id) (SELECT id FROM logs WHERE note = 'note 1') ON CONFLICT DO NOTHING;
INSERT INTO archive (id, name) SELECT l.id + 1000, u.name FROM logs l, "Users" AS u WHERE l.user_id = u.id;
INSERT INTO archive SELECT id + 1000, upper(name), NULL, (SELECT count(*) FROM logs l WHERE l.user_id = u.id) FROM "Users" AS u;
INSERT INTO archive (id, name) SELECT u.id + 1000, note FROM ("Users" u JOIN orgs o ON o.id = u.org) JOIN LATERAL (SELECT * FROM logs WHERE logs.user_id = u.id ORDER BY at LIMIT 1) l ON true;
